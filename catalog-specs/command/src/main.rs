//! The command `cargo error-catalog`.
//!
//! [`arguments`] says what can be asked; each subcommand is a module that answers with an
//! [`Answer`], or with a [`Failure`]; [`sources`] finds the catalogue; [`printing`] makes text for
//! people, and here it is printed, as that or as JSON, and the exit code told.
#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "pages are short, and a write to a text has a result that only could be dropped"
)]

mod answer;
mod arguments;
mod check;
mod completions;
mod diff;
mod docs;
mod documents;
mod explain;
mod export;
mod files;
mod import;
mod list;
mod lock;
mod printing;
mod progress;
mod report;
mod rows;
mod sources;
mod workspace;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use anstream::AutoStream;
use catalog_specs::Json;
use clap::Parser as _;

use answer::{Answer, Failure};
use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let given = given(std::env::args_os().collect());
    let arguments = match Arguments::try_parse_from(&given) {
        Ok(arguments) => arguments,
        Err(error) => return misunderstood(&error, &given),
    };
    let colour = arguments.colour();
    let name = arguments.command.name();
    let answered = run(&arguments);
    match (answered, arguments.json) {
        (Ok(answer), true) => {
            let exit_code = answer.exit_code();
            let mut json = Json::object([
                ("command", Json::from(name)),
                ("ok", (exit_code == answer::FINE).into()),
            ]);
            if let Json::Object(members) = answer.json {
                for (member, value) in members {
                    json.put(member, value);
                }
            }
            print(&json.pretty(), anstream::ColorChoice::Never, exit_code)
        }
        (Ok(answer), false) => {
            tell(&answer.notes, colour);
            print(&answer.text, colour, answer.exit_code())
        }
        (Err(failure), true) => {
            print(&failure.json(name).pretty(), anstream::ColorChoice::Never, failure.exit_code())
        }
        (Err(failure), false) => {
            tell(&failure.text(), colour);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// What was asked: cargo puts the name of its subcommand before it.
fn given(mut given: Vec<OsString>) -> Vec<OsString> {
    if given.get(1).is_some_and(|word| word == "error-catalog") {
        given.remove(1);
    }
    given
}

fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let working = progress::Working::new(arguments.json);
    let one = |command: &Command| match command {
        Command::Check(asked) => check::run(asked, &working),
        Command::Docs(asked) => docs::run(asked, &working),
        Command::Diff(asked) => diff::run(asked, &working),
        Command::Explain(asked) => explain::run(asked, &working),
        Command::List(asked) => list::run(asked, &working),
        Command::Export(asked) => export::run(asked, &working),
        Command::Import(asked) => import::run(asked),
        Command::Lock(asked) => lock::run(asked, &working),
        Command::Completions(asked) => Ok(completions::run(asked)),
    };
    match arguments.command.source() {
        Some(source) if source.workspace => workspace::run(&arguments.command, source, one),
        _ => one(&arguments.command),
    }
}

/// Help and version go out as they are; what was not understood is told in the form that was asked
/// for, as far as that is known.
fn misunderstood(error: &clap::Error, given: &[OsString]) -> ExitCode {
    let wants_json = given.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    if error.use_stderr() && wants_json {
        let text = error.render().to_string();
        let mut parts =
            text.trim().strip_prefix("error: ").unwrap_or(text.trim()).splitn(2, "\n\n");
        let message = parts.next().unwrap_or_default();
        let failure = Failure::usage(message, parts.next().unwrap_or_default());
        let name = Arguments::subcommand(given).unwrap_or_default();
        return print(
            &failure.json(name).pretty(),
            anstream::ColorChoice::Never,
            failure.exit_code(),
        );
    }
    // Where even the help cannot be printed, there is nobody to tell.
    drop(error.print());
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Prints what was asked for. A reader that has seen enough, such as `head`, is no failure.
fn print(text: &str, colour: anstream::ColorChoice, exit_code: u8) -> ExitCode {
    let mut out = AutoStream::new(io::stdout(), colour).lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::from(exit_code),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(exit_code),
        Err(error) => {
            tell(&format!("error: cannot write the answer: {error}\n"), colour);
            ExitCode::from(answer::UNREADABLE)
        }
    }
}

/// Tells something beside the answer.
fn tell(text: &str, colour: anstream::ColorChoice) {
    let choice = match colour {
        anstream::ColorChoice::Auto => AutoStream::choice(&io::stderr()),
        other => other,
    };
    // Where nobody listens, nothing can be told.
    drop(AutoStream::new(io::stderr(), choice).write_all(text.as_bytes()));
}
