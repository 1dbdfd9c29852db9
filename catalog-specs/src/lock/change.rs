//! A change between two catalogues, and what is said of it.

use core::fmt;

use super::REGISTRY;
use super::facts::{Fact, FactId};
use super::promised::BlockName;
use super::sections::RETIRED;
use super::table::{ChangeRule, Mirror, Surface, Verdict};
use super::text::{name, visible};
use crate::model::{Catalog, Place};
use crate::template::{Piece, Placeholder, pieces};
use crate::{Gravity, Problem};

/// One change of what a catalogue promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub rule: &'static ChangeRule,
    /// The code, as it is called now; [`REGISTRY`] for a setting.
    pub code: String,
    /// What of the code it is about, such as the name of a detail; mostly empty.
    pub subject: String,
    /// What was promised; empty where nothing was.
    pub old: String,
    /// What is promised now; empty where nothing is.
    pub new: String,
    /// What changes with it, because nobody said otherwise.
    pub consequences: Vec<Change>,
    /// What of the lock is taken over with it.
    pub(super) touched: Vec<Touched>,
}

/// A part of a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Touched {
    /// A fact of the registry.
    Setting(FactId),
    /// A fact of a code.
    Fact(BlockName, FactId),
    /// All that is said of a code.
    Block(BlockName),
    /// A code gets another name, and the fact that tells the old one.
    Renamed { from: String, to: String },
    /// A tombstone.
    Tombstone(String),
}

impl Change {
    /// The worst that it does on any surface, its consequences included.
    pub fn verdict(&self) -> Verdict {
        Surface::ALL.iter().filter_map(|surface| self.on(*surface)).max().unwrap_or(Verdict::Safe)
    }

    /// What it does on a surface, its consequences included; nothing where it does not touch it.
    pub fn on(&self, surface: Surface) -> Option<Verdict> {
        let with_it = self.consequences.iter().filter_map(|change| change.on(surface));
        with_it.chain(self.rule.on(surface)).max()
    }

    /// The key of the attribute that it is about.
    pub fn key(&self) -> &'static str {
        self.rule.key
    }

    /// Whether `--accept` takes it over.
    pub fn is_acceptable(&self) -> bool {
        self.rule.acceptable
    }

    /// What changed, as a sentence.
    pub fn sentence(&self) -> String {
        self.fill(self.rule.what)
    }

    /// Where it stands in the source, as far as a catalogue knows.
    pub fn place<'c>(&self, catalog: &'c Catalog) -> Option<&'c Place> {
        let rows: Vec<_> = catalog.rows().filter(|(_, row)| row.code == self.code).collect();
        let (_, row) = match rows.as_slice() {
            // Of several rows for one code, the one that says what is promised now.
            [_, _, ..] => {
                let says = |name: &str| !name.is_empty() && self.new == name;
                rows.iter().find(|(_, row)| says(&row.variant)).or(rows.first()).copied()?
            }
            [only] => *only,
            [] => catalog.get(&self.code)?,
        };
        row.place(self.rule.key)
    }

    /// The report of the gate: what changed, whom it breaks and why, and the cures to paste.
    pub fn problem(&self, catalog: &Catalog) -> Problem {
        let verdict = self.verdict();
        let gravity = if verdict == Verdict::Break { Gravity::Error } else { Gravity::Warning };
        let mut help: Vec<_> = [self.rule.undo, self.rule.better]
            .iter()
            .filter(|cure| !cure.is_empty())
            .map(|cure| self.fill(cure))
            .collect();
        if verdict == Verdict::Break {
            help.push(if self.rule.acceptable {
                format!("or accept it, with its reason: `{}`", self.acceptance())
            } else {
                "note: this change cannot be accepted".to_owned()
            });
        }
        help.extend(self.notes().into_iter().map(|note| format!("note: {note}")));
        Problem {
            gravity,
            rule: Some(self.rule.id),
            place: self.place(catalog).cloned(),
            message: format!("{}: {}", visible(&self.code), self.sentence()),
            help: help.join("\n"),
        }
    }

    /// The same; what the source has no place for is told where the lock promises it.
    pub fn problem_with(&self, catalog: &Catalog, lock: &str, file: &str) -> Problem {
        let mut problem = self.problem(catalog);
        problem.place = problem.place.or_else(|| self.promise(lock, file));
        problem
    }

    /// The first line of a lock that promises what is changed.
    fn promise(&self, lock: &str, file: &str) -> Option<Place> {
        let code = if self.code == REGISTRY { REGISTRY.to_owned() } else { name(&self.code) };
        let fact = self.touched.iter().find_map(Touched::fact);
        let starts = [
            fact.map(|fact| format!("{code} {}", fact.word())),
            Some(code.clone()),
            Some(format!("{RETIRED} {code}")),
            Some(name(&self.old)),
        ];
        let lines = || (1..).zip(lock.lines());
        let found = starts.into_iter().flatten().find_map(|start| {
            let says = |line: &str| {
                line.strip_prefix(&start).is_some_and(|rest| rest.starts_with([' ', '/']))
            };
            lines().find(|(_, line)| says(line))
        });
        found.map(|(number, line)| Place {
            file: file.to_owned(),
            line: number,
            column: 1,
            length: line.chars().count(),
        })
    }

    /// It on one line and below that whom it breaks and why, what changes with it, and the cures.
    pub fn explain(&self) -> String {
        let mut out = self.to_string();
        for note in self.notes() {
            out.push_str("\n  ");
            out.push_str(&note);
        }
        for cure in [self.rule.undo, self.rule.better] {
            if !cure.is_empty() {
                out.push_str("\n  cure: ");
                out.push_str(&self.fill(cure));
            }
        }
        if self.verdict() == Verdict::Break && self.rule.acceptable {
            out.push_str("\n  or: ");
            out.push_str(&self.acceptance());
        }
        out
    }

    /// How to take it back, or else the way to mean it.
    pub(super) fn cure(&self) -> String {
        self.fill(if self.rule.undo.is_empty() { self.rule.better } else { self.rule.undo })
    }

    /// The command that takes it over.
    pub fn acceptance(&self) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
        let code = if self.code.chars().all(is_plain) {
            self.code.clone()
        } else {
            format!("'{}'", visible(&self.code).replace('\'', r"'\''"))
        };
        format!("cargo error-catalog lock --accept {code} \"why\"")
    }

    /// Each verdict with the surfaces it falls on, the reason, and the consequences.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for verdict in [Verdict::Break, Verdict::Risk, Verdict::Safe] {
            let here = Surface::ALL.iter().filter(|surface| self.on(**surface) == Some(verdict));
            let names: Vec<_> = here.map(|surface| surface.as_str()).collect();
            if !names.is_empty() {
                notes.push(format!("{verdict} on {}", names.join(", ")));
            }
        }
        notes.push(format!("{} ({})", self.rule.why, self.rule.reference));
        notes.extend(
            self.consequences.iter().map(|change| format!("with it, {}", change.sentence())),
        );
        notes
    }

    fn named(&self, placeholder: Placeholder<'_>) -> String {
        match placeholder.name {
            "code" => visible(&self.code),
            "subject" => visible(&self.subject),
            "old" => value(&self.old),
            "new" => value(&self.new),
            "locale" if self.subject.is_empty() => String::new(),
            "locale" => format!(" in `{}`", visible(&self.subject)),
            // Braces that are Rust to paste.
            _ => format!("{{{}}}", placeholder.whole),
        }
    }

    fn fill(&self, template: &str) -> String {
        let mut out = String::new();
        for piece in pieces(template) {
            match piece {
                Piece::Text(text) | Piece::Stray(text) => out.push_str(text),
                Piece::Placeholder(placeholder) => out.push_str(&self.named(placeholder)),
            }
        }
        out
    }
}

impl Touched {
    /// The fact of a registry or a code, if it is one.
    pub(super) fn fact(&self) -> Option<Fact> {
        match self {
            Self::Setting((fact, _)) | Self::Fact(_, (fact, _)) => Some(*fact),
            Self::Block(_) | Self::Renamed { .. } | Self::Tombstone(_) => None,
        }
    }
}

impl ChangeRule {
    /// What it does on a surface; nothing where it does not touch it.
    pub fn on(&self, surface: Surface) -> Option<Verdict> {
        self.verdicts.iter().find(|(on, _)| *on == surface).map(|(_, verdict)| *verdict)
    }

    /// The worst that it does on any surface.
    pub fn verdict(&self) -> Verdict {
        self.verdicts.iter().map(|(_, verdict)| *verdict).max().unwrap_or(Verdict::Safe)
    }

    /// The rule of the same change turned round.
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

/// A value in a sentence; the sentence puts it into backticks.
fn value(text: &str) -> String {
    if text.is_empty() { "(none)".to_owned() } else { visible(text) }
}
