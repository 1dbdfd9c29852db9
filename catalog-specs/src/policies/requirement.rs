//! What a policy can require: a key, a section of the doc comment, or its description.

use crate::keys::{Key, Kind, Scope};
use crate::model::{DocSection, Entry};

/// What a policy requires of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Requirement {
    /// A declared value, not a derived one.
    Key(Key),
    Section(DocSection),
    Description,
}

const DESCRIPTION: &str = "description";

impl Requirement {
    /// Everything that can be required.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        // Exemptions, old names and constraints are nothing to strive for.
        let is_wanted =
            |key: &Key| !matches!(key.kind(), Kind::Rules | Kind::Codes | Kind::Name | Kind::Names);
        let keys = Key::of_codes().filter(is_wanted).map(Self::Key);
        let sections = DocSection::ALL.iter().copied().map(Self::Section);
        keys.chain([Self::Description]).chain(sections)
    }

    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Self::all().find(|requirement| requirement.name() == name)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Key(key) => key.name(),
            Self::Section(section) => section.name(),
            Self::Description => DESCRIPTION,
        }
    }

    /// Whether a code has it.
    pub(crate) fn is_met_by(self, entry: &Entry) -> bool {
        match self {
            Self::Key(Key::Message) => !entry.messages.is_empty(),
            Self::Key(key) => entry.value(key).is_some(),
            Self::Section(section) => !entry.docs.section(section).trim().is_empty(),
            Self::Description => !entry.docs.description.trim().is_empty(),
        }
    }

    /// What to add to a code, to be pasted.
    pub(crate) fn cure(self, code: &str) -> String {
        match self {
            Self::Key(key) => {
                let row = key.row();
                // The example of a URL is none that could be opened.
                let example = row.example.replace("://...", &format!("://docs.example.com/{code}"));
                let place = if row.scope == Scope::Default {
                    "to `#[catalog(…)]` of the variant or of its enum"
                } else {
                    "to `#[catalog(…)]` of the variant"
                };
                let all = if key == Key::Runbook {
                    ", or `runbook = \"ops/runbook\"` to `[documents]` for a page of every code"
                } else {
                    ""
                };
                format!("add `{example}` {place}{all}")
            }
            Self::Section(section) => {
                format!(
                    "add `/// # {}` and a text below it to the doc comment of the variant",
                    section.heading()
                )
            }
            Self::Description => "write a doc comment: `/// What it means.`".to_owned(),
        }
    }
}
