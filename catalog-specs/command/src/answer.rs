//! The result of a subcommand, and its exit code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use catalog_specs::{Json, Problem, ProblemLevel};

use crate::report;

/// Success.
pub(crate) const SUCCESS: u8 = 0;
/// The catalogue does not pass.
pub(crate) const FAILED: u8 = 1;
/// The command was called wrongly.
pub(crate) const USAGE: u8 = 2;
/// Something could not be read, written or compared.
pub(crate) const UNREADABLE: u8 = 3;

/// The words that occur in a catalogue, by the filter that takes them.
pub(crate) type Words = BTreeMap<&'static str, BTreeSet<String>>;

/// The result of a subcommand.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For people, on stdout.
    pub(crate) text: String,
    /// Notes for people, on stderr.
    pub(crate) notes: String,
    /// For machines: the members after `command` and `ok`.
    pub(crate) json: Json,
    /// Everything that was found, for SARIF and for annotations.
    pub(crate) findings: Vec<Problem>,
    /// Whether the catalogue does not pass.
    pub(crate) failed: bool,
    /// Whether something was not compared that should have been. That is never success.
    pub(crate) not_compared: bool,
    /// The words that a filter of `list` can have, by filter.
    pub(crate) words: Words,
    /// Whether the text is a file for another program: it is written as it is, unless to a terminal.
    pub(crate) is_file: bool,
}

/// Why a subcommand has no result.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The catalogue has errors, so nothing was generated from it.
    Catalog(Vec<Problem>),
    /// The command was called wrongly.
    Usage(Problem),
    /// The package declares no document to write: a wrong call for one package, and nothing to do in a workspace.
    NoDocuments(Problem),
    /// Something could not be read or written.
    Unreadable(Vec<Problem>),
    /// Nothing could be compared.
    NotCompared {
        problems: Vec<Problem>,
        /// The output of cargo.
        output: String,
        /// Whether the package declares neither documents nor a registry.
        declares_nothing: bool,
    },
}

impl Answer {
    /// A success without notes.
    pub(crate) fn new(text: String, json: Json) -> Self {
        Self {
            text,
            notes: String::new(),
            json,
            findings: Vec::new(),
            failed: false,
            not_compared: false,
            words: Words::new(),
            is_file: false,
        }
    }

    /// A success whose text is a file.
    pub(crate) fn file(text: String, json: Json) -> Self {
        Self { is_file: true, ..Self::new(text, json) }
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match (self.failed, self.not_compared) {
            (true, _) => FAILED,
            (false, true) => UNREADABLE,
            (false, false) => SUCCESS,
        }
    }
}

impl Failure {
    /// The command was called wrongly.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage(Problem::without_place(message, help))
    }

    /// Something could not be read or written.
    pub(crate) fn unreadable(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Unreadable(vec![Problem::without_place(message, help)])
    }

    /// Nothing could be compared.
    pub(crate) fn not_compared(problems: Vec<Problem>) -> Self {
        Self::NotCompared { problems, output: String::new(), declares_nothing: false }
    }

    /// Adds the output of cargo.
    pub(crate) fn with_output(mut self, printed: String) -> Self {
        if let Self::NotCompared { output, .. } = &mut self {
            *output = printed;
        }
        self
    }

    /// Marks the failure as that of a package that declares nothing.
    pub(crate) fn with_nothing_declared(mut self) -> Self {
        if let Self::NotCompared { declares_nothing, .. } = &mut self {
            *declares_nothing = true;
        }
        self
    }

    /// Classifies problems: errors of the catalogue, or errors of reading it.
    pub(crate) fn from_problems(problems: Vec<Problem>) -> Self {
        let is_error = |problem: &&Problem| problem.level == ProblemLevel::Error;
        let are_broken_rules =
            problems.iter().filter(is_error).all(|problem| problem.rule.is_some());
        if are_broken_rules { Self::Catalog(problems) } else { Self::Unreadable(problems) }
    }

    /// Replaces the path of a temporary folder by the name of its revision.
    pub(crate) fn renamed(mut self, folder: &Path, name: &str) -> Self {
        let folder = folder.display().to_string();
        let folder = folder.trim_end_matches('/');
        let rename = |text: &mut String| {
            *text = text.replace(&format!("{folder}/"), &format!("{name}:")).replace(folder, name);
        };
        let problems = match &mut self {
            Self::Catalog(problems)
            | Self::Unreadable(problems)
            | Self::NotCompared { problems, .. } => problems.as_mut_slice(),
            Self::Usage(problem) | Self::NoDocuments(problem) => std::slice::from_mut(problem),
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
            Self::Usage(_) | Self::NoDocuments(_) => USAGE,
            Self::Unreadable(_) | Self::NotCompared { .. } => UNREADABLE,
        }
    }

    pub(crate) fn text(&self) -> String {
        let output = if let Self::NotCompared { output, .. } = self { output } else { "" };
        let mut text = catalog_specs::visible_lines(output).into_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text + &report::render_problems(self.problems())
    }

    pub(crate) fn json(&self, command: &str) -> Json {
        let kind = match self {
            Self::Catalog(_) => "catalog",
            Self::Usage(_) | Self::NoDocuments(_) => "usage",
            Self::Unreadable(_) => "unreadable",
            Self::NotCompared { .. } => "not_compared",
        };
        let mut json = Json::object([
            ("command", Json::from(command)),
            ("ok", false.into()),
            ("failure", kind.into()),
            ("problems", report::json(self.problems())),
        ]);
        if let Self::NotCompared { output, .. } = self {
            json.put("output", output.as_str());
        }
        json
    }

    pub(crate) fn problems(&self) -> &[Problem] {
        match self {
            Self::Catalog(problems)
            | Self::Unreadable(problems)
            | Self::NotCompared { problems, .. } => problems,
            Self::Usage(problem) | Self::NoDocuments(problem) => std::slice::from_ref(problem),
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Unreadable(vec![problem])
    }
}
