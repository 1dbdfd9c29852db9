//! A change between two catalogues, and how it is reported.

use core::fmt;

use super::REGISTRY;
use super::data::BlockName;
use super::property::{Property, PropertyId};
use super::sections::RETIRED;
use super::table::{ChangeRule, Mirror, Surface, Verdict};
use super::text::{quote_if_needed, shell_word, visible};
use crate::model::{Catalog, Place};
use crate::template::{Piece, Placeholder, pieces};
use crate::{Problem, ProblemLevel};

/// A difference between a lock and a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// The rule of the table that classifies it.
    pub rule: &'static ChangeRule,
    /// The code, by its new name if it was renamed; [`REGISTRY`] for a setting.
    pub code: String,
    /// The name of the detail, locale, … that changed; empty if the property has none.
    pub subject: String,
    /// The old value; empty if it was added.
    pub old: String,
    /// The new value; empty if it was removed.
    pub new: String,
    /// Of a removed code: a new code of its domain that resembles it. It is a guess, and changes no verdict.
    pub successor: Option<String>,
    /// Changes of derived values that follow from this one.
    pub consequences: Vec<Change>,
    /// The parts of the lock to update when the change is recorded.
    pub(super) touched: Vec<Touched>,
}

/// A part of a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Touched {
    Setting(PropertyId),
    Property(BlockName, PropertyId),
    /// All properties of a code.
    Block(BlockName),
    /// The name of a code.
    Renamed {
        from: String,
        to: String,
    },
    /// The entry of a retired code.
    Retired(String),
}

impl Change {
    /// The worst verdict on any surface, consequences included.
    pub fn verdict(&self) -> Verdict {
        Surface::ALL
            .iter()
            .filter_map(|surface| self.verdict_on(*surface))
            .max()
            .unwrap_or(Verdict::Safe)
    }

    /// Whether the lock keeps the promise until the change is accepted with a reason.
    pub fn needs_reason(&self) -> bool {
        self.verdict() == Verdict::Break
            || self.rule.reviewed
            || self.consequences.iter().any(Change::needs_reason)
    }

    /// The verdict on a surface, consequences included; `None` if the surface is not affected.
    pub fn verdict_on(&self, surface: Surface) -> Option<Verdict> {
        let consequences = self.consequences.iter().filter_map(|change| change.verdict_on(surface));
        consequences.chain(self.rule.verdict_on(surface)).max()
    }

    /// The attribute key that changed.
    pub fn key(&self) -> &'static str {
        self.rule.key
    }

    /// Whether `--accept` can record it.
    pub fn is_acceptable(&self) -> bool {
        self.rule.acceptable
    }

    /// What changed, as a sentence.
    pub fn sentence(&self) -> String {
        self.fill(self.rule.what)
    }

    /// The attribute in the source, if the catalogue knows places.
    pub fn place<'c>(&self, catalog: &'c Catalog) -> Option<&'c Place> {
        let entries: Vec<_> =
            catalog.entries().filter(|(_, entry)| entry.code == self.code).collect();
        let (_, entry) = match entries.as_slice() {
            // A code may have several entries under different `cfg`: prefer the entry with the new value.
            [_, _, ..] => {
                let is_new = |name: &str| !name.is_empty() && self.new == name;
                entries
                    .iter()
                    .find(|(_, entry)| is_new(&entry.variant))
                    .or(entries.first())
                    .copied()?
            }
            [only] => *only,
            [] => catalog.get(&self.code)?,
        };
        entry.place(self.rule.key)
    }

    /// The diagnostic of the change, with fixes to paste.
    pub fn problem(&self, catalog: &Catalog) -> Problem {
        let needs_reason = self.needs_reason();
        let level = if needs_reason { ProblemLevel::Error } else { ProblemLevel::Warning };
        let mut help: Vec<_> = self.fixes().collect();
        if needs_reason {
            help.push(if self.rule.acceptable {
                format!("or accept it with a reason: `{}`", self.acceptance())
            } else {
                "note: this change cannot be accepted".to_owned()
            });
        }
        help.extend(self.notes().into_iter().map(|note| format!("note: {note}")));
        Problem {
            level,
            rule: Some(self.rule.id),
            place: self.place(catalog).cloned(),
            message: format!("{}: {}", visible(&self.code), self.sentence()),
            help: help.join("\n"),
        }
    }

    /// The same, but placed at the line of the lock if the source has no place.
    pub fn problem_in_lock(&self, catalog: &Catalog, lock: &str, file: &str) -> Problem {
        let mut problem = self.problem(catalog);
        problem.place = problem.place.or_else(|| self.lock_place(lock, file));
        problem
    }

    /// The first line of the lock that the change contradicts.
    fn lock_place(&self, lock: &str, file: &str) -> Option<Place> {
        let code =
            if self.code == REGISTRY { REGISTRY.to_owned() } else { quote_if_needed(&self.code) };
        let property = self.touched.iter().find_map(Touched::id);
        let starts = [
            property.map(|(property, subject)| {
                format!("{code} {} {}", property.word(), quote_if_needed(subject))
            }),
            property.map(|(property, _)| format!("{code} {}", property.word())),
            Some(code.clone()),
            Some(format!("{RETIRED} {code}")),
            Some(quote_if_needed(&self.old)),
        ];
        let lines = || (1..).zip(lock.lines());
        let found = starts.into_iter().flatten().find_map(|start| {
            let matches = |line: &str| {
                line.strip_prefix(&start).is_some_and(|rest| rest.starts_with([' ', '/']))
            };
            lines().find(|(_, line)| matches(line))
        });
        found.map(|(number, line)| Place {
            file: file.to_owned(),
            line: number,
            column: 1,
            length: line.chars().count(),
        })
    }

    /// How to undo the change, and how to make it without breaking a promise.
    pub fn fixes(&self) -> impl Iterator<Item = String> {
        let fixes = [self.rule.undo, self.rule.better].into_iter();
        let fixes = fixes.filter(|fix| !fix.is_empty()).map(|fix| self.fill(fix));
        let guess = self.successor.as_ref().map(|code| {
            format!(
                "if `{}` is its new name, say so there with `formerly(\"{}\")`; that is a guess by their likeness",
                visible(code),
                visible(&self.code)
            )
        });
        fixes.chain(guess)
    }

    /// The command that records the change.
    pub fn acceptance(&self) -> String {
        let code = shell_word(&self.code);
        format!("cargo error-catalog lock --accept {code} \"why\"")
    }

    /// The verdicts with their surfaces, the reason, and the consequences.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for verdict in [Verdict::Break, Verdict::Risk, Verdict::Safe] {
            let here =
                Surface::ALL.iter().filter(|surface| self.verdict_on(**surface) == Some(verdict));
            let names: Vec<_> = here.map(|surface| surface.as_str()).collect();
            if !names.is_empty() {
                notes.push(format!("{verdict} on {}", names.join(", ")));
            }
        }
        notes.push(format!("{} ({})", self.rule.why, self.rule.reference));
        notes.extend(
            self.consequences.iter().map(|change| format!("consequence: {}", change.sentence())),
        );
        notes
    }

    fn value_of(&self, placeholder: Placeholder<'_>) -> String {
        match placeholder.name {
            "code" => visible(&self.code),
            "subject" => visible(&self.subject),
            "old" => value_or_none(&self.old),
            "new" => value_or_none(&self.new),
            "locale" if self.subject.is_empty() => String::new(),
            "locale" => format!(" in `{}`", visible(&self.subject)),
            // Braces of Rust code to paste.
            _ => format!("{{{}}}", placeholder.whole),
        }
    }

    fn fill(&self, template: &str) -> String {
        let mut out = String::new();
        for piece in pieces(template) {
            match piece {
                Piece::Text(text) | Piece::Stray(text) => out.push_str(text),
                Piece::Placeholder(placeholder) => out.push_str(&self.value_of(placeholder)),
            }
        }
        out
    }
}

impl Touched {
    /// The property that it names.
    pub(super) fn property(&self) -> Option<Property> {
        self.id().map(|(property, _)| *property)
    }

    /// The property that it names, with its subject.
    fn id(&self) -> Option<&PropertyId> {
        match self {
            Self::Setting(id) | Self::Property(_, id) => Some(id),
            Self::Block(_) | Self::Renamed { .. } | Self::Retired(_) => None,
        }
    }
}

impl ChangeRule {
    /// The verdict on a surface; `None` if the surface is not affected.
    pub fn verdict_on(&self, surface: Surface) -> Option<Verdict> {
        self.verdicts.iter().find(|(on, _)| *on == surface).map(|(_, verdict)| *verdict)
    }

    /// The worst verdict on any surface.
    pub fn verdict(&self) -> Verdict {
        self.verdicts.iter().map(|(_, verdict)| *verdict).max().unwrap_or(Verdict::Safe)
    }

    /// The rule of the opposite change.
    pub fn mirror(&self) -> Option<&'static ChangeRule> {
        match self.mirror {
            Mirror::Rule(id) => super::table::by_id(id),
            Mirror::Nothing(_) => None,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = if self.code == REGISTRY { REGISTRY.to_owned() } else { visible(&self.code) };
        write!(f, "{:<5} {code}: {} [{}]", self.verdict().as_str(), self.sentence(), self.rule.id)
    }
}

fn value_or_none(text: &str) -> String {
    if text.is_empty() { "(none)".to_owned() } else { visible(text) }
}
