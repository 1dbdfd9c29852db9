//! Looks the declared constraints up in the migrations.

use std::path::{Path, PathBuf};

use super::folder;
use super::schema::{Constraint, Schema};
use crate::constraint::{ConstraintKind, derived_name, kept_name};
use crate::findings::UNKNOWN_CONSTRAINT;
use crate::keys::Value;
use crate::model::{Catalog, Entry};
use crate::nearest::{nearest, suggest_word};
use crate::sql::{bare_text, read};
use crate::{CONFIG_FILE, Problem};

/// The folder where none is named.
const FOLDER: &str = "migrations";

/// How many names a help lists.
const LISTED: usize = 5;

/// What came of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Comparison {
    /// How many constraints the codes declare.
    pub declared: usize,
    /// The declared constraints that the migrations do not have.
    pub problems: Vec<Problem>,
    /// Why constraints were not compared.
    pub not_compared: Vec<Problem>,
    /// Whether the package says that it has no migrations.
    pub is_off: bool,
}

/// A constraint that a code declares.
struct Declared<'c> {
    entry: &'c Entry,
    kind: ConstraintKind,
    name: &'c str,
}

/// Compares the constraints that codes declare with the migrations of a package, which are in the folder `migrations` or in
/// those that `error-catalog.toml` names.
pub fn compare(catalog: &Catalog, package: &Path, folders: Option<&[PathBuf]>) -> Comparison {
    let mut values = Vec::new();
    for (group, entry) in catalog.entries() {
        // The database is that of the service.
        if !group.is_builtin() {
            values.extend(ConstraintKind::ALL.iter().filter_map(|kind| {
                match entry.value(kind.key())? {
                    Value::List(names) => Some((entry, *kind, names)),
                    _ => None,
                }
            }));
        }
    }
    let declared: Vec<_> = values
        .iter()
        .flat_map(|(entry, kind, names)| {
            names.iter().map(|name| Declared { entry, kind: *kind, name })
        })
        .collect();
    let mut comparison = Comparison { declared: declared.len(), ..Comparison::default() };
    if declared.is_empty() {
        return comparison;
    }
    if folders.is_some_and(<[_]>::is_empty) {
        return Comparison { is_off: true, ..comparison };
    }
    let by_default = [PathBuf::from(FOLDER)];
    let mut schemas = Vec::new();
    for named in folders.unwrap_or(&by_default) {
        match schema_of(&package.join(named), named) {
            Ok(schema) => schemas.push(schema),
            Err(problem) => comparison.not_compared.push(problem),
        }
    }
    // With a folder that was not read, a name may be in that one.
    if comparison.not_compared.is_empty() {
        for declared in &declared {
            declared.compare(&schemas, &mut comparison);
        }
    }
    comparison
}

fn schema_of(folder: &Path, shown: &Path) -> Result<Schema, Problem> {
    let missing = |what: &str| {
        let message = format!(
            "the constraints are not compared with the database, because `{}` {what}",
            shown.display()
        );
        let help = format!(
            "name the folder in `{CONFIG_FILE}`: `migrations = \"db/migrations\"` under `[database]`\n\
             without migrations in SQL write `migrations = []`"
        );
        Problem::without_place(message, help)
    };
    if !folder.is_dir() {
        return Err(missing("is no folder"));
    }
    folder::read(folder, shown)?.ok_or_else(|| missing("has no file with SQL"))
}

impl Declared<'_> {
    fn compare(&self, schemas: &[Schema], comparison: &mut Comparison) {
        let all = || schemas.iter().flat_map(|schema| &schema.constraints);
        let there = || schemas.iter().flat_map(Schema::reported);
        let named = || there().filter(|known| self.is_name_of(known));
        if named().any(|known| known.kind.is_none_or(|kind| kind == self.kind)) {
            return;
        }
        let key = self.kind.key().name();
        if let Some(kind) = named().find_map(|known| known.kind) {
            let message = format!("`{}` is a {}", self.name, kind.noun());
            let help = format!("write `{} = {:?}`", kind.key().name(), self.name);
            return self.report(&message, help, comparison);
        }
        let is_whole = |schema: &&Schema| schema.constraints().any(|known| self.is_name_of(known));
        if let Some(schema) = schemas.iter().find(is_whole) {
            let message = format!("no partition has the {} `{}`", self.kind.noun(), self.name);
            let parts = schema.parts(|known| self.is_name_of(known));
            let parts: Vec<_> = parts.iter().map(|name| format!("{name:?}")).collect();
            let help = match parts.as_slice() {
                [] => "the migrations have no partition of its table: add it to them".to_owned(),
                [part] => {
                    format!("PostgreSQL reports that of the partition: write `{key} = {part}`")
                }
                parts => format!(
                    "PostgreSQL reports that of the partition: write `{key}({})`",
                    parts.join(", ")
                ),
            };
            return self.report(&message, help, comparison);
        }
        let dropped =
            all().filter(|known| self.is_name_of(known)).find_map(|known| known.dropped.as_ref());
        if let Some(place) = dropped {
            let message = format!("the migrations drop the {} `{}`", self.kind.noun(), self.name);
            let help = format!(
                "remove `{key}`, or name the constraint that replaces it\n\
                 note: it is dropped at {}:{}",
                place.file, place.line
            );
            return self.report(&message, help, comparison);
        }
        let mentioned = schemas.iter().flat_map(|schema| &schema.mentioned);
        let is_meant = |(name, _): &&(String, _)| kept_name(name) == kept_name(self.name);
        if let Some((_, place)) = mentioned.rev().find(is_meant) {
            let message = format!(
                "the {} `{}` is not compared, because the statement that names it is not read",
                self.kind.noun(),
                self.name
            );
            let help = format!("note: it stands at {}:{}", place.file, place.line);
            let place = self.entry.place(key).cloned();
            let problem = Problem::without_place(message, help);
            return comparison.not_compared.push(Problem { place, ..problem });
        }
        let message = format!("no migration has the {} `{}`", self.kind.noun(), self.name);
        let of_kind = there().filter(|known| known.kind.is_none_or(|kind| kind == self.kind));
        self.report(&message, self.suggest(of_kind), comparison);
    }

    fn suggest<'s>(&self, known: impl Iterator<Item = &'s Constraint>) -> String {
        let mut names: Vec<_> = known.map(|known| known.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        if let Some(name) = nearest(self.name, names.iter().copied()) {
            return suggest_word(name);
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

    fn report(&self, message: &str, help: String, comparison: &mut Comparison) {
        let place = self.entry.place(self.kind.key().name()).cloned();
        let problem =
            Problem::without_place(format!("{message}, which is `{}`", self.entry.code), help);
        comparison.problems.push(Problem { place, ..problem.with_rule(UNKNOWN_CONSTRAINT.id) });
    }

    /// Whether it names a constraint, in one of the ways that `or_db` compares.
    fn is_name_of(&self, known: &Constraint) -> bool {
        let name = kept_name(self.name);
        let is_qualified = || {
            self.name.match_indices('.').any(|(dot, _)| {
                let (place, own) = self.name.split_at(dot);
                // A schema is not compared.
                let schema = place.strip_suffix(&known.table);
                schema.is_some_and(|schema| schema.is_empty() || schema.ends_with('.'))
                    && own.strip_prefix('.').map(kept_name) == Some(&known.name)
            })
        };
        let is_list = || {
            let mut declared = self.name.split(',').map(str::trim);
            let is_same = known.columns.iter().all(|column| {
                let (Some(declared), name) = (declared.next(), format!("{}.{column}", known.table))
                else {
                    return false;
                };
                declared.eq_ignore_ascii_case(&name)
            });
            is_same && declared.next().is_none() && known.kind == Some(ConstraintKind::Unique)
        };
        let is_condition =
            || !known.condition.is_empty() && bare_text(&read(self.name)) == known.condition;
        let is_derived = || {
            let columns: Vec<_> = known.columns.iter().map(String::as_str).collect();
            known.is_rebuilt && derived_name(&known.table, &columns, "key") == name
        };
        known.name == name || is_qualified() || is_list() || is_condition() || is_derived()
    }
}
