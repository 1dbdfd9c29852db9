//! The command line. Its doc comments are the help texts.

mod documents;
mod shared;
mod subcommands;
mod values;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory as _, Parser, Subcommand};

pub(crate) use documents::DocumentArguments;
pub(crate) use shared::{FeatureArguments, SourceArguments};
pub(crate) use subcommands::{
    Check, Completions, Diff, Docs, Drill, Explain, Export, Import, List, Lock, MergeOpenapi,
    Openapi, OpenapiAction,
};
pub(crate) use values::{FailOn, OutputFormat, ServiceRoute};

const EXIT_CODES: &str = "\
Exit codes:
  0  success
  1  the catalogue does not pass: a rule is broken, a lint of level `deny` found something, a
     document is stale, a promise of the lock is broken, or a change has the `--fail-on` verdict
  2  the command was called wrongly
  3  something cannot be read or written, something was not compared, or a drill reaches no one

With `--json` the result, also of a failure, is one JSON object on stdout. Its members are
described in docs/command.md.";

/// Check an error catalogue, write its documents, compare versions of it, and look up codes
///
/// The catalogue is the compiled registry of the package in the current folder: the command builds its
/// tests and runs those that call `Codes::outputs().check()`. It therefore includes the codes of macros
/// and other crates. `--preview` reads the source instead; `--source` reads another folder, a file, or a
/// spec.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-error-catalog",
    bin_name = "cargo error-catalog",
    version,
    max_term_width = 100,
    after_help = EXIT_CODES,
    after_long_help = EXIT_CODES
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Print JSON, for other programs
    #[arg(long, global = true, help_heading = "Output")]
    pub(crate) json: bool,

    /// When to use colour: `auto` (for a terminal, unless `NO_COLOR` is set), `always` or `never`
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        help_heading = "Output"
    )]
    color: ColorChoice,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Docs(Docs),
    Diff(Diff),
    Explain(Explain),
    List(List),
    Export(Export),
    Import(Import),
    Lock(Lock),
    Drill(Drill),
    Openapi(Openapi),
    Completions(Completions),
}

impl Arguments {
    pub(crate) const fn colour(&self) -> anstream::ColorChoice {
        match self.color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        }
    }

    /// Refuses two formats of one answer. clap does not see the conflict where `--json` stands before the subcommand.
    pub(crate) fn without_conflict(self) -> Result<Self, clap::Error> {
        if self.json && self.command.format().is_some() {
            let message = "the argument '--json' cannot be used with '--format <FORMAT>'";
            return Err(Self::command().error(ErrorKind::ArgumentConflict, message));
        }
        Ok(self)
    }

    /// The format of the answer.
    pub(crate) fn format(&self) -> OutputFormat {
        let default = if self.json { OutputFormat::Json } else { OutputFormat::Text };
        self.command.format().unwrap_or(default)
    }

    /// The subcommand of arguments that could not be parsed.
    pub(crate) fn subcommand(given: &[OsString]) -> Option<&'static str> {
        Command::NAMES.iter().copied().find(|name| given.iter().any(|word| word == name))
    }
}

impl Command {
    /// The arguments that select the catalogue.
    pub(crate) fn source(&self) -> Option<&SourceArguments> {
        Some(match self {
            Self::Check(args) => &args.source,
            Self::Docs(args) => &args.source,
            Self::Diff(args) => &args.source,
            Self::Explain(args) => &args.source,
            Self::List(args) => &args.source,
            Self::Export(args) => &args.source,
            Self::Lock(args) => &args.source,
            Self::Drill(args) => &args.source,
            Self::Openapi(args) => match &args.action {
                OpenapiAction::Merge(args) => &args.source,
            },
            Self::Import(_) | Self::Completions(_) => return None,
        })
    }

    /// The format of the answer, if the subcommand has several.
    fn format(&self) -> Option<OutputFormat> {
        match self {
            Self::Check(args) => args.output.format,
            Self::Docs(args) => args.output.format,
            Self::Diff(args) => args.output.format,
            Self::Lock(args) => args.output.format,
            _ => None,
        }
    }

    /// The same command for one package; `None` if the subcommand takes one code or file.
    pub(crate) fn for_package(&self, name: &str) -> Option<Self> {
        let mut command = self.clone();
        let source = match &mut command {
            Self::Check(args) => &mut args.source,
            Self::Docs(args) => &mut args.source,
            Self::Diff(args) => &mut args.source,
            Self::List(args) => &mut args.source,
            Self::Lock(args) if args.accept.is_none() => &mut args.source,
            _ => return None,
        };
        source.package = Some(name.to_owned());
        source.workspace = false;
        Some(command)
    }

    const NAMES: &'static [&'static str] = &[
        "check",
        "docs",
        "diff",
        "explain",
        "list",
        "export",
        "import",
        "lock",
        "drill",
        "openapi",
        "completions",
    ];

    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Docs(_) => "docs",
            Self::Diff(_) => "diff",
            Self::Explain(_) => "explain",
            Self::List(_) => "list",
            Self::Export(_) => "export",
            Self::Import(_) => "import",
            Self::Lock(_) => "lock",
            Self::Drill(_) => "drill",
            Self::Openapi(_) => "openapi",
            Self::Completions(_) => "completions",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn every_subcommand_has_its_name() {
        let command = <Arguments as clap::CommandFactory>::command();
        let names: Vec<_> = command.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, Command::NAMES);
    }
}
