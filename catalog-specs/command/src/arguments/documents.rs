//! The flags that name documents: one for each row of the table of formats.

use std::path::PathBuf;

use catalog_specs::{Document, Format};
use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, value_parser};

const HEADING: &str = "Documents, instead of those that error-catalog.toml declares";
const LOCK_FLAG: &str = "lock-file";

/// Which documents to compare or write, instead of those that the package declares.
#[derive(Debug, Clone, Default)]
pub(crate) struct DocumentArguments {
    pub(crate) documents: Vec<Document>,
    pub(crate) lock: Option<PathBuf>,
}

impl Args for DocumentArguments {
    fn augment_args(command: Command) -> Command {
        let flag = |name: &'static str, value: &'static str, help: &'static str| {
            let path = value_parser!(PathBuf);
            Arg::new(name).long(name).value_name(value).value_parser(path).help(help)
        };
        let formats = Format::ALL.iter().map(|format| {
            let value = if format.is_folder() { "FOLDER" } else { "PATH" };
            flag(format.flag(), value, format.about())
        });
        command.next_help_heading(HEADING).args(formats).arg(flag(LOCK_FLAG, "PATH", "The lock"))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for DocumentArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let path = |flag: &str| matches.get_one::<PathBuf>(flag).cloned();
        let documents = Format::ALL
            .iter()
            .filter_map(|format| Some(Document::new(*format, path(format.flag())?)))
            .collect();
        Ok(Self { documents, lock: path(LOCK_FLAG) })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
