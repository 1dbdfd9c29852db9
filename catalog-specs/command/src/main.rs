//! The command `cargo error-catalog`.
//!
//! [`arguments`] defines the command line. Each subcommand is a module that returns an [`Answer`] or a
//! [`Failure`]. [`sources`] reads the catalogue, and [`printing`] formats text. This file prints the
//! result as text or JSON, and returns the exit code.
#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "pages are short, and writing to a `String` cannot fail"
)]

mod annotations;
mod answer;
mod arguments;
mod check;
mod completions;
mod constraints;
mod diff;
mod docs;
mod documents;
mod drill;
mod entries;
mod explain;
mod export;
mod files;
mod import;
mod lints;
mod list;
mod lock;
mod openapi;
mod printing;
mod progress;
mod repair;
mod report;
mod sarif;
mod sources;
mod workspace;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use anstream::AutoStream;
use catalog_specs::{Json, Problem};
use clap::Parser as _;

use answer::{Answer, Failure};
use arguments::{Arguments, Command, OutputFormat};
use printing::{terminal_text, visible, visible_json};

fn main() -> ExitCode {
    let given = given(std::env::args_os().collect());
    let arguments = match Arguments::try_parse_from(&given).and_then(Arguments::without_conflict) {
        Ok(arguments) => arguments,
        Err(error) => return report_usage(&error, &given),
    };
    let colour = arguments.colour();
    let name = arguments.command.name();
    let result = run(&arguments);
    let format = arguments.format();
    let render_findings = match format {
        OutputFormat::Sarif => Some(sarif::render as fn(&[Problem], u8) -> String),
        OutputFormat::Github => Some(annotations::render as fn(&[Problem], u8) -> String),
        OutputFormat::Text | OutputFormat::Json => None,
    };
    if let Some(render) = render_findings {
        let (findings, exit_code, notes) = match result {
            Ok(answer) => (answer.findings.clone(), answer.exit_code(), answer.notes),
            Err(failure) => (failure.problems().to_vec(), failure.exit_code(), failure.text()),
        };
        if format == OutputFormat::Github {
            print_note(&annotations::without_commands(&notes), colour);
        } else {
            print_note(&notes, colour);
        }
        return print(&render(&findings, exit_code), anstream::ColorChoice::Never, exit_code);
    }
    match (result, format == OutputFormat::Json) {
        (Ok(answer), true) => {
            let exit_code = answer.exit_code();
            let mut json = Json::object([
                ("command", Json::from(name)),
                ("ok", (exit_code == answer::SUCCESS).into()),
            ]);
            if let Json::Object(members) = answer.json {
                for (member, value) in members {
                    json.put(member, value);
                }
            }
            print_json(&json, exit_code)
        }
        (Ok(answer), false) => {
            print_note(&answer.notes, colour);
            if answer.is_file && !io::stdout().is_terminal() {
                return print_as_it_is(
                    &answer.text,
                    anstream::ColorChoice::Never,
                    answer.exit_code(),
                );
            }
            print(&answer.text, colour, answer.exit_code())
        }
        (Err(failure), true) => print_json(&failure.json(name), failure.exit_code()),
        (Err(failure), false) => {
            print_note(&failure.text(), colour);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// The arguments, without the name of the subcommand that cargo adds.
fn given(mut given: Vec<OsString>) -> Vec<OsString> {
    if given.get(1).is_some_and(|word| word == "error-catalog") {
        given.remove(1);
    }
    given
}

fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let working = progress::Working::new(arguments.format() != OutputFormat::Text);
    let one = |command: &Command| match command {
        Command::Check(args) => check::run(args, &working),
        Command::Docs(args) => docs::run(args, &working),
        Command::Diff(args) => diff::run(args, &working),
        Command::Explain(args) => explain::run(args, &working),
        Command::List(args) => list::run(args, &working),
        Command::Export(args) => export::run(args, &working),
        Command::Import(args) => import::run(args),
        Command::Lock(args) => lock::run(args, &working),
        Command::Drill(args) => drill::run(args, &working),
        Command::Openapi(args) => openapi::run(args, &working),
        Command::Completions(args) => Ok(completions::run(args)),
    };
    let answer = match arguments.command.source() {
        Some(source) if source.workspace => workspace::run(&arguments.command, source, one)?,
        _ => one(&arguments.command)?,
    };
    // A word that one package of a workspace knows is no typing error.
    if let Command::List(args) = &arguments.command {
        list::check_words(args, &answer.words)?;
    }
    Ok(answer)
}

/// Prints help, version or a usage error; with `--json` the error is JSON.
fn report_usage(error: &clap::Error, given: &[OsString]) -> ExitCode {
    let wants_json = given.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    // The error quotes the arguments, which may be names of files.
    let escaped = |mut text: String| {
        for word in given.iter().map(|word| word.to_string_lossy()) {
            if visible(&word) != *word {
                text = text.replace(&*word, &visible(&word));
            }
        }
        text
    };
    if error.use_stderr() && wants_json {
        let text = error.render().to_string();
        let mut parts =
            text.trim().strip_prefix("error: ").unwrap_or(text.trim()).splitn(2, "\n\n");
        let message = parts.next().unwrap_or_default();
        let failure = Failure::usage(message, parts.next().unwrap_or_default());
        let name = Arguments::subcommand(given).unwrap_or_default();
        return print_json(&failure.json(name), failure.exit_code());
    }
    let exit_code = u8::try_from(error.exit_code()).unwrap_or(2);
    let text = escaped(error.render().ansi().to_string());
    if !error.use_stderr() {
        return print(&text, AutoStream::choice(&io::stdout()), exit_code);
    }
    print_note(&text, anstream::ColorChoice::Auto);
    ExitCode::from(exit_code)
}

/// Prints JSON. Invisible characters are escaped as JSON has it.
fn print_json(json: &Json, exit_code: u8) -> ExitCode {
    let text: String = json.pretty().lines().map(|line| visible_json(line) + "\n").collect();
    print_as_it_is(&text, anstream::ColorChoice::Never, exit_code)
}

/// Prints a text for people.
fn print(text: &str, colour: anstream::ColorChoice, exit_code: u8) -> ExitCode {
    print_as_it_is(&terminal_text(text), colour, exit_code)
}

/// Prints the result. A pipe that is closed early, such as by `head`, is not a failure.
fn print_as_it_is(text: &str, colour: anstream::ColorChoice, exit_code: u8) -> ExitCode {
    let mut out = AutoStream::new(io::stdout(), colour).lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::from(exit_code),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(exit_code),
        Err(error) => {
            print_note(&format!("error: cannot write the result: {error}\n"), colour);
            ExitCode::from(answer::UNREADABLE)
        }
    }
}

/// Prints to stderr.
fn print_note(text: &str, colour: anstream::ColorChoice) {
    let choice = match colour {
        anstream::ColorChoice::Auto => AutoStream::choice(&io::stderr()),
        other => other,
    };
    // If stderr is closed, the note is lost.
    drop(AutoStream::new(io::stderr(), choice).write_all(terminal_text(text).as_bytes()));
}
