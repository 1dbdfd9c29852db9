//! What a subcommand answers, and what it means to the caller.

use std::path::Path;

use catalog_specs::{Gravity, Json, Problem};

use crate::report;

/// All is well.
pub(crate) const FINE: u8 = 0;
/// The catalogue does not pass.
pub(crate) const FAILED: u8 = 1;
/// The command was called wrongly.
pub(crate) const USAGE: u8 = 2;
/// Something could not be read or written.
pub(crate) const UNREADABLE: u8 = 3;

/// What a subcommand found.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For people, on stdout.
    pub(crate) text: String,
    /// What stands beside the answer, on stderr.
    pub(crate) notes: String,
    /// For machines: the members beside `command` and `ok`.
    pub(crate) json: Json,
    /// Whether the catalogue does not pass.
    pub(crate) failed: bool,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The catalogue itself is wrong, so that nothing can be made of it.
    Catalog(Vec<Problem>),
    /// The command was called wrongly.
    Usage(Problem),
    /// Something could not be read or written.
    Unreadable(Vec<Problem>),
}

impl Answer {
    /// All is well.
    pub(crate) fn of(text: String, json: Json) -> Self {
        Self { text, notes: String::new(), json, failed: false }
    }

    pub(crate) fn exit_code(&self) -> u8 {
        if self.failed { FAILED } else { FINE }
    }
}

impl Failure {
    /// The command was called wrongly.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage(Problem::nowhere(message, help))
    }

    /// Something could not be read or written.
    pub(crate) fn unreadable(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Unreadable(vec![Problem::nowhere(message, help)])
    }

    /// What is wrong with a catalogue: with what it says, or with reading it.
    pub(crate) fn of(problems: Vec<Problem>) -> Self {
        let is_error = |problem: &&Problem| problem.gravity == Gravity::Error;
        let about_the_catalogue =
            problems.iter().filter(is_error).all(|problem| problem.rule.is_some());
        if about_the_catalogue { Self::Catalog(problems) } else { Self::Unreadable(problems) }
    }

    /// The failure with a folder called by another name, as one that was made for a revision.
    pub(crate) fn renamed(mut self, folder: &Path, name: &str) -> Self {
        let folder = folder.display().to_string();
        let folder = folder.trim_end_matches('/');
        let rename = |text: &mut String| {
            *text = text.replace(&format!("{folder}/"), &format!("{name}:")).replace(folder, name);
        };
        let problems = match &mut self {
            Self::Catalog(problems) | Self::Unreadable(problems) => problems.as_mut_slice(),
            Self::Usage(problem) => std::slice::from_mut(problem),
        };
        for problem in problems {
            rename(&mut problem.message);
            rename(&mut problem.help);
            if let Some(place) = &mut problem.place {
                rename(&mut place.file);
            }
        }
        self
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Catalog(_) => FAILED,
            Self::Usage(_) => USAGE,
            Self::Unreadable(_) => UNREADABLE,
        }
    }

    pub(crate) fn text(&self) -> String {
        report::told(self.problems())
    }

    pub(crate) fn json(&self, command: &str) -> Json {
        let kind = match self {
            Self::Catalog(_) => "catalog",
            Self::Usage(_) => "usage",
            Self::Unreadable(_) => "unreadable",
        };
        Json::object([
            ("command", Json::from(command)),
            ("ok", false.into()),
            ("failure", kind.into()),
            ("problems", report::json(self.problems())),
        ])
    }

    fn problems(&self) -> &[Problem] {
        match self {
            Self::Catalog(problems) | Self::Unreadable(problems) => problems,
            Self::Usage(problem) => std::slice::from_ref(problem),
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Unreadable(vec![problem])
    }
}
