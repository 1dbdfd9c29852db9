//! The constraints that the migrations leave.

use std::sync::Arc;

use crate::constraint::{ConstraintKind, derived_name};

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Constraint {
    /// Its name, given or derived.
    pub name: String,
    /// What it requires. `None` if a trigger or a function raises it.
    pub kind: Option<ConstraintKind>,
    /// Its table; empty for a domain, a trigger or a function.
    pub table: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The condition of a check, without spaces.
    pub(super) condition: String,
    /// Whether the name belongs to an index.
    pub(super) is_index: bool,
    /// Whether its table took the name of one that was dropped, as `SQLite` needs it to change a table. `SQLite` reports the columns
    /// by the new name.
    pub(super) is_rebuilt: bool,
    /// Where it was dropped, alone or with its column or table.
    pub(super) dropped: Option<Place>,
}

/// Where a statement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: Arc<str>,
    pub(super) line: usize,
}

/// The constraints of a database after its migrations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    pub(super) constraints: Vec<Constraint>,
    /// The columns of each table.
    pub(super) tables: Vec<(String, Vec<String>)>,
    /// Names in statements that are not read, such as those that a function runs.
    pub(super) mentioned: Vec<(String, Place)>,
}

impl Schema {
    /// The constraints that are there in the end.
    pub fn constraints(&self) -> impl Iterator<Item = &Constraint> {
        self.constraints.iter().filter(|constraint| constraint.dropped.is_none())
    }

    pub(super) fn add(&mut self, constraint: Constraint) {
        self.constraints.push(constraint);
    }

    /// The name that the database derives: a number is added where it is taken.
    pub(super) fn derive_name(&self, table: &str, columns: &[String], suffix: &str) -> String {
        let columns: Vec<_> = columns.iter().map(String::as_str).collect();
        let is_free = |name: &String| !self.constraints().any(|known| known.name == *name);
        let numbers = (1..).map(|number: u32| number.to_string());
        let mut names = std::iter::once(String::new())
            .chain(numbers)
            .map(|number| derived_name(table, &columns, &format!("{suffix}{number}")));
        names.find(is_free).unwrap_or_default()
    }

    /// Drops the constraints that a test says yes to.
    pub(super) fn drop_where(&mut self, place: &Place, is_dropped: impl Fn(&Constraint) -> bool) {
        let there = self.constraints.iter_mut().filter(|known| known.dropped.is_none());
        for constraint in there.filter(|known| is_dropped(known)) {
            constraint.dropped = Some(place.clone());
        }
    }

    pub(super) fn columns_mut(&mut self, table: &str) -> &mut Vec<String> {
        let at = self.tables.iter().position(|(known, _)| known == table);
        let at = at.unwrap_or_else(|| {
            self.tables.push((table.to_owned(), Vec::new()));
            self.tables.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "it was found or added there")]
        &mut self.tables[at].1
    }

    pub(super) fn columns(&self, table: &str) -> &[String] {
        let known = self.tables.iter().find(|(known, _)| known == table);
        known.map(|(_, columns)| columns.as_slice()).unwrap_or_default()
    }

    pub(super) fn rename_table(&mut self, from: &str, to: &str) {
        let is_rebuilt = self.tables.iter().any(|(known, _)| known == to);
        self.tables.retain(|(known, _)| known != to);
        for constraint in self.constraints.iter_mut().filter(|known| known.table == from) {
            to.clone_into(&mut constraint.table);
            constraint.is_rebuilt |= is_rebuilt;
        }
        for (name, _) in self.tables.iter_mut().filter(|(name, _)| name == from) {
            to.clone_into(name);
        }
    }

    pub(super) fn rename_column(&mut self, table: &str, from: &str, to: &str) {
        let constraints = self.constraints.iter_mut().filter(|known| known.table == table);
        let of_constraints = constraints.flat_map(|known| &mut known.columns);
        let tables = self.tables.iter_mut().filter(|(name, _)| name == table);
        let of_tables = tables.flat_map(|(_, columns)| columns);
        for column in of_constraints.chain(of_tables).filter(|column| *column == from) {
            to.clone_into(column);
        }
    }

    pub(super) fn rename(&mut self, from: &str, to: &str, is_meant: impl Fn(&Constraint) -> bool) {
        let there = self.constraints.iter_mut().filter(|known| known.dropped.is_none());
        for constraint in there.filter(|known| known.name == from && is_meant(known)) {
            to.clone_into(&mut constraint.name);
        }
    }
}
