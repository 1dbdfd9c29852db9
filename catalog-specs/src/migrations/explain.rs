//! Reports a declared constraint that the migrations do not have: why, and how to fix it.

use std::slice;

use super::declared::{Comparison, Declared};
use super::dialect::Dialect;
use super::folder::Folder;
use super::schema::Constraint;
use crate::Problem;
use crate::constraint::ConstraintKind::{Check, Unique};
use crate::constraint::kept_name;
use crate::findings::UNKNOWN_CONSTRAINT;
use crate::nearest::{nearest, suggest_word};
use crate::sql::bare_text;

/// How many names a help lists.
const LISTED: usize = 5;

/// Where a name was looked for, and is not.
pub(super) enum Searched<'f> {
    /// In every folder.
    All(&'f [Folder]),
    /// In one of them: another has it.
    One(&'f Folder),
}

impl Searched<'_> {
    fn folders(&self) -> &[Folder] {
        match self {
            Self::All(folders) => folders,
            Self::One(folder) => slice::from_ref(folder),
        }
    }

    /// The migrations as the subject of a sentence.
    fn no_migration(&self) -> String {
        match self {
            Self::All(_) => "no migration".to_owned(),
            Self::One(folder) => format!("no migration in `{}`", folder.path.display()),
        }
    }
}

impl Declared<'_> {
    pub(super) fn explain(&self, name: &str, searched: &Searched<'_>, comparison: &mut Comparison) {
        let found = self
            .of_other_kind(name, searched)
            .or_else(|| self.of_whole_table(name, searched))
            .or_else(|| self.not_reported(name, searched))
            .or_else(|| self.was_dropped(name, searched))
            .or_else(|| self.without_code(name, searched));
        let (message, help) = match (found, self.not_read(name, searched)) {
            (Some(found), _) => found,
            (None, Some(problem)) => return comparison.not_compared.push(problem),
            (None, None) => {
                let noun = self.kind.noun();
                let message = format!("{} has the {noun} `{name}`", searched.no_migration());
                (message, self.suggest(name, searched))
            }
        };
        let place = self.entry.place(self.kind.key().name()).cloned();
        let message = format!("{message}, which is `{}`", self.entry.code);
        let problem = Problem::without_place(message, help).with_rule(UNKNOWN_CONSTRAINT.id);
        comparison.problems.push(Problem { place, ..problem });
    }

    /// A name that the schema has at a constraint of another kind.
    fn of_other_kind(&self, name: &str, searched: &Searched<'_>) -> Option<(String, String)> {
        let kind = searched.folders().iter().find_map(|folder| {
            let mut fitting =
                folder.schema.reported().filter(|known| known.has_name(name, folder.dialect));
            fitting.find_map(|known| known.kind).filter(|kind| *kind != self.kind)
        })?;
        let message = format!("`{name}` is a {}", kind.noun());
        Some((message, format!("write `{} = {name:?}`", kind.key().name())))
    }

    /// A name of a partitioned table, of which the database reports the one of the partition.
    fn of_whole_table(&self, name: &str, searched: &Searched<'_>) -> Option<(String, String)> {
        let is_named = |known: &Constraint| known.is_named(name);
        let is_whole = |folder: &&Folder| {
            let schema = &folder.schema;
            schema.constraints().any(|known| is_named(known) && schema.is_whole(known))
        };
        let schema = &searched.folders().iter().find(is_whole)?.schema;
        let message = format!("no partition has the {} `{name}`", self.kind.noun());
        let parts = schema.parts(is_named);
        let parts: Vec<_> = parts.iter().map(|name| format!("{name:?}")).collect();
        let key = self.kind.key().name();
        let help = match parts.as_slice() {
            [] => "the migrations have no partition of its table: add it to them".to_owned(),
            [part] => format!("PostgreSQL reports that of the partition: write `{key} = {part}`"),
            parts => format!(
                "PostgreSQL reports that of the partition: write `{key}({})`",
                parts.join(", ")
            ),
        };
        Some((message, help))
    }

    /// A name that `SQLite` has, and does not report.
    fn not_reported(&self, name: &str, searched: &Searched<'_>) -> Option<(String, String)> {
        let of_sqlite = |folder: &&Folder| folder.dialect == Some(Dialect::Sqlite);
        let known = searched.folders().iter().filter(of_sqlite).find_map(|folder| {
            let mut there = folder.schema.constraints();
            there.find(|known| self.is_of_kind(known) && known.is_named(name))
        })?;
        let (what, reported, first) = match self.kind {
            Unique => ("columns", known.list_of_columns(), String::new()),
            Check => (
                "condition",
                bare_text(&known.condition),
                format!("name it in the migrations, `CONSTRAINT {name} CHECK (…)`, or "),
            ),
            _ => return None,
        };
        let message = format!(
            "SQLite reports the {what} of the {}, and not the name `{name}`",
            self.kind.noun()
        );
        let key = self.kind.key().name();
        let help = match searched {
            Searched::All(_) => format!("{first}write `{key} = {reported:?}`"),
            Searched::One(_) => {
                let mut names: Vec<_> = self.names.iter().map(|name| format!("{name:?}")).collect();
                names.push(format!("{reported:?}"));
                format!("{first}write `{key}({})`", names.join(", "))
            }
        };
        Some((message, help))
    }

    fn was_dropped(&self, name: &str, searched: &Searched<'_>) -> Option<(String, String)> {
        let place = searched.folders().iter().find_map(|folder| {
            let mut fitting = folder
                .schema
                .constraints
                .iter()
                .filter(|known| known.has_name(name, folder.dialect));
            fitting.find_map(|known| known.dropped.as_ref())
        })?;
        let message = format!("the migrations drop the {} `{name}`", self.kind.noun());
        let help = format!(
            "remove `{}`, or name the constraint that replaces it\n\
             note: it is dropped at {}:{}",
            self.kind.key().name(),
            place.file,
            place.line
        );
        Some((message, help))
    }

    /// A name that `RAISE` gives to an error which is no violated constraint.
    fn without_code(&self, name: &str, searched: &Searched<'_>) -> Option<(String, String)> {
        let mut uncoded = searched.folders().iter().flat_map(|folder| &folder.schema.uncoded);
        let (_, place) = uncoded.find(|(known, _)| known == name)?;
        let message = format!("the `RAISE` of `{name}` has no ERRCODE of a violated constraint");
        let condition = match self.kind {
            Unique => "unique_violation",
            Check => "check_violation",
            _ => "foreign_key_violation",
        };
        let help = format!(
            "write `USING ERRCODE = '{condition}', CONSTRAINT = '{name}'`\n\
             note: it stands at {}:{}",
            place.file, place.line
        );
        Some((message, help))
    }

    /// A name in a statement that is not read, such as one that a function runs.
    fn not_read(&self, name: &str, searched: &Searched<'_>) -> Option<Problem> {
        let mentioned = searched.folders().iter().flat_map(|folder| &folder.schema.mentioned);
        let is_meant = |(known, _): &&(String, _)| kept_name(known) == kept_name(name);
        let (_, place) = mentioned.rev().find(is_meant)?;
        let noun = self.kind.noun();
        let message = format!(
            "the {noun} `{name}` is not compared, because the statement that names it is not read"
        );
        let problem = Problem::without_place(
            message,
            format!("note: it stands at {}:{}", place.file, place.line),
        );
        Some(Problem { place: self.entry.place(self.kind.key().name()).cloned(), ..problem })
    }

    fn suggest(&self, name: &str, searched: &Searched<'_>) -> String {
        let folders = searched.folders().iter();
        let known = folders.flat_map(|folder| {
            let of_kind = folder.schema.reported().filter(|known| self.is_of_kind(known));
            of_kind.map(|known| known.reported_name(folder.dialect))
        });
        let mut names: Vec<_> = known.collect();
        names.sort_unstable();
        names.dedup();
        if let Some(nearest) = nearest(name, names.iter().map(String::as_str)) {
            return suggest_word(nearest);
        }
        match names.as_slice() {
            [] => format!("the migrations have no {}: add it to them", self.kind.noun()),
            names => {
                let listed: Vec<_> =
                    names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
                let more = names.len().saturating_sub(LISTED);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("they have {}{more}", listed.join(", "))
            }
        }
    }
}
