//! Looks the declared constraints up in the migrations.

use std::path::{Path, PathBuf};

use super::declared::{Comparison, Declared};
use super::explain::Searched;
use super::folder::{self, Folder};
use super::schema::Constraint;
use crate::constraint::ConstraintKind;
use crate::keys::Value;
use crate::model::Catalog;
use crate::{CONFIG_FILE, Problem};

/// The folder where none is named.
const FOLDER: &str = "migrations";

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
        .map(|(entry, kind, names)| Declared {
            entry,
            kind: *kind,
            names: names.iter().map(AsRef::as_ref).collect(),
        })
        .collect();
    let count = declared.iter().map(|declared| declared.names.len()).sum();
    let mut comparison = Comparison { declared: count, ..Comparison::default() };
    if declared.is_empty() {
        return comparison;
    }
    if folders.is_some_and(<[_]>::is_empty) {
        return Comparison { is_off: true, ..comparison };
    }
    let by_default = [PathBuf::from(FOLDER)];
    let mut read = Vec::new();
    for named in folders.unwrap_or(&by_default) {
        match read_folder(&package.join(named), named) {
            Ok(folder) => read.push(folder),
            Err(problem) => comparison.not_compared.push(problem),
        }
    }
    // With a folder that was not read, a name may be in that one.
    if comparison.not_compared.is_empty() {
        for declared in &declared {
            declared.compare(&read, &mut comparison);
        }
    }
    comparison
}

fn read_folder(folder: &Path, shown: &Path) -> Result<Folder, Problem> {
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
    fn compare(&self, folders: &[Folder], comparison: &mut Comparison) {
        let mut is_known = true;
        for name in &self.names {
            if !folders.iter().any(|folder| self.is_in(name, folder)) {
                is_known = false;
                self.explain(name, &Searched::All(folders), comparison);
            }
        }
        let Some(first) = self.names.first().filter(|_| is_known) else { return };
        // The databases may have different names for the constraint.
        for folder in folders {
            let is_there = self.names.iter().any(|name| self.is_in(name, folder));
            if !is_there && self.concerns(folder, folders) {
                self.explain(first, &Searched::One(folder), comparison);
            }
        }
    }

    /// Whether a name is that of a constraint of the kind which the database of a folder reports.
    fn is_in(&self, name: &str, folder: &Folder) -> bool {
        let mut reported = folder.schema.reported();
        reported.any(|known| self.is_of_kind(known) && known.fits(name, folder.dialect))
    }

    pub(super) fn is_of_kind(&self, known: &Constraint) -> bool {
        known.kind.is_none_or(|kind| kind == self.kind)
    }

    /// Whether a folder has the table of the constraint. Without it, the folder is of a database for something else.
    fn concerns(&self, folder: &Folder, folders: &[Folder]) -> bool {
        let found = folders.iter().flat_map(|folder| {
            let is_found = |known: &&Constraint| {
                self.is_of_kind(known)
                    && self.names.iter().any(|name| known.fits(name, folder.dialect))
            };
            folder.schema.reported().filter(is_found).map(|known| known.table.own.as_str())
        });
        let mut tables = found;
        // A function may be of any table.
        tables.any(|table| table.is_empty() || folder.schema.had_table(table))
    }
}
