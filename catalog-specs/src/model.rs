//! A catalogue as plain data, free of where it was read from.

use core::time::Duration;

use crate::{Class, Grpc, Incident, Level, Retry, Severity, status};

/// One code with all that is declared about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The code.
    pub code: String,
    /// The variant that declares it.
    pub variant: String,
    /// The HTTP status.
    pub status: u16,
    /// The level it is logged at.
    pub level: Level,
    /// The user message in every locale, the default first; empty where the public code's is sent.
    pub messages: Vec<Text>,
    /// The developer text.
    pub display: Option<String>,
    /// The class, where it is said.
    pub class: Option<Class>,
    /// The retry advice, where it is said.
    pub retry: Option<Retry>,
    /// How long to wait before a retry.
    pub retry_after: Option<Duration>,
    /// The severity, where it is said.
    pub severity: Option<Severity>,
    /// The incident level, where it is said.
    pub incident: Option<Incident>,
    /// The part of the system it comes from.
    pub origin: Option<String>,
    /// The kind of system error.
    pub error_type: Option<String>,
    /// The gRPC code, where it is said.
    pub grpc: Option<Grpc>,
    /// The code that goes out in its place.
    pub public_as: Option<String>,
    /// The codes it had before.
    pub formerly: Vec<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// A short name of the problem.
    pub title: Option<String>,
    /// The version that brought it.
    pub since: Option<String>,
    /// That it is on its way out.
    pub deprecated: Option<Deprecated>,
    /// A page about it.
    pub doc_url: Option<String>,
    /// What a team carries besides.
    pub ext: Vec<(String, String)>,
    /// The rules it is let off.
    pub allows: Vec<String>,
    /// The fields clients receive.
    pub details: Vec<Detail>,
    /// The doc comment.
    pub docs: Docs,
}

/// A text in a locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The tag; empty where no locale is declared.
    pub locale: String,
    /// The template.
    pub message: String,
}

/// A field that clients receive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Its name on the wire.
    pub name: String,
    /// Its type, as written.
    pub type_name: String,
    /// Its doc comment.
    pub doc: String,
    /// Whether its members are details themselves.
    pub flatten: bool,
}

/// That a code is on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecated {
    /// Since which version.
    pub since: String,
    /// The codes to look at instead.
    pub replaced_by: Vec<String>,
    /// When it will be gone.
    pub until: Option<String>,
}

/// A doc comment, with the runbook's sections taken out of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs {
    /// What stands before and between the sections.
    pub description: String,
    /// `# Causes`.
    pub causes: String,
    /// `# Solutions`.
    pub solutions: String,
    /// `# Prevention`.
    pub prevention: String,
}

impl Docs {
    /// Parts a doc comment.
    pub fn read(comment: &str) -> Self {
        let mut docs = Self::default();
        let mut section = Section::Description;
        let mut fenced = false;
        for line in comment.lines() {
            fenced ^= line.trim_start().starts_with("```");
            if let Some(heading) = line.trim_start().strip_prefix("# ").filter(|_| !fenced) {
                section = Section::named(heading);
                if section != Section::Description {
                    continue;
                }
            }
            let text = docs.section(section);
            text.push_str(line);
            text.push('\n');
        }
        for section in Section::ALL {
            let text = docs.section(section);
            *text = text.trim().to_owned();
        }
        docs
    }

    fn section(&mut self, section: Section) -> &mut String {
        match section {
            Section::Description => &mut self.description,
            Section::Causes => &mut self.causes,
            Section::Solutions => &mut self.solutions,
            Section::Prevention => &mut self.prevention,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Description,
    Causes,
    Solutions,
    Prevention,
}

impl Section {
    const ALL: [Self; 4] = [Self::Description, Self::Causes, Self::Solutions, Self::Prevention];

    fn named(heading: &str) -> Self {
        match heading.trim().to_ascii_lowercase().as_str() {
            "causes" | "cause" => Self::Causes,
            "solutions" | "solution" => Self::Solutions,
            "prevention" => Self::Prevention,
            _ => Self::Description,
        }
    }
}

impl Row {
    /// The class, said or not.
    pub fn effective_class(&self) -> Class {
        self.class.unwrap_or(status::class(self.status))
    }

    /// The retry advice, said or not.
    pub fn effective_retry(&self) -> Retry {
        self.retry.unwrap_or(status::retry(self.status, self.effective_class()))
    }

    /// Whether a word stands in `allow(…)`.
    pub fn allows(&self, word: &str) -> bool {
        self.allows.iter().any(|allowed| allowed == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_taken_out_of_a_doc_comment() {
        let docs = Docs::read(
            "Too late.\n\nReally.\n\n# Causes\n- a\n- b\n\n# Prevention\nc\n\n# Notes\nd",
        );
        assert_eq!(docs.description, "Too late.\n\nReally.\n\n# Notes\nd");
        assert_eq!(docs.causes, "- a\n- b");
        assert_eq!(docs.prevention, "c");
        assert_eq!(docs.solutions, "");
    }

    #[test]
    fn a_comment_in_a_code_block_is_no_section() {
        let docs = Docs::read("See\n```toml\n# Causes\n```");
        assert_eq!(docs.causes, "");
    }
}
