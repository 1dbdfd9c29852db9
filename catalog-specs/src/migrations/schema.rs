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
    /// Its table or domain; empty for a trigger or a function.
    pub table: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// The condition of a check without a name, as conditions are compared.
    pub(super) condition: String,
    /// How a derived name ends: `key` of a constraint, `idx` of an index. Empty of what a trigger or a function raises.
    pub(super) suffix: &'static str,
    /// The constraint of the partitioned table that it is a part of, by its place in the schema.
    pub(super) whole: Option<usize>,
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

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) is_partitioned: bool,
    /// The table that it is a partition of.
    pub(super) whole: Option<String>,
}

/// The constraints of a database after its migrations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    pub(super) constraints: Vec<Constraint>,
    pub(super) tables: Vec<Table>,
    /// Names in statements that are not read, such as those that a function runs.
    pub(super) mentioned: Vec<(String, Place)>,
}

impl Schema {
    /// The constraints that are there in the end.
    pub fn constraints(&self) -> impl Iterator<Item = &Constraint> {
        self.constraints.iter().filter(|constraint| constraint.dropped.is_none())
    }

    /// Adds a constraint, and its parts in the partitions of its table.
    pub(super) fn add(&mut self, constraint: Constraint) {
        let at = self.constraints.len();
        let partitions = self.partitions(&constraint.table);
        self.constraints.push(constraint);
        for partition in partitions {
            self.add_part(at, &partition);
        }
    }

    /// Adds a constraint with the name that the database derives.
    pub(super) fn add_derived(&mut self, new: Constraint) {
        let columns = if new.suffix == "pkey" { &[] } else { new.columns.as_slice() };
        let name = self.derive_name(&new.table, columns, new.suffix);
        self.add(Constraint { name, ..new });
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
        self.drop_parts();
    }

    pub(super) fn table_mut(&mut self, table: &str) -> &mut Table {
        let at = self.tables.iter().position(|known| known.name == table);
        let at = at.unwrap_or_else(|| {
            self.tables.push(Table { name: table.to_owned(), ..Table::default() });
            self.tables.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "it was found or added there")]
        &mut self.tables[at]
    }

    pub(super) fn columns(&self, table: &str) -> &[String] {
        let known = self.tables.iter().find(|known| known.name == table);
        known.map(|known| known.columns.as_slice()).unwrap_or_default()
    }

    pub(super) fn rename_table(&mut self, from: &str, to: &str) {
        let is_rebuilt = self.tables.iter().any(|known| known.name == to);
        self.tables.retain(|known| known.name != to);
        for known in &mut self.tables {
            known.whole.take_if(|whole| whole == to);
        }
        for constraint in self.constraints.iter_mut().filter(|known| known.table == from) {
            to.clone_into(&mut constraint.table);
            constraint.is_rebuilt |= is_rebuilt;
        }
        let names = self
            .tables
            .iter_mut()
            .flat_map(|known| std::iter::once(&mut known.name).chain(&mut known.whole));
        for name in names.filter(|name| *name == from) {
            to.clone_into(name);
        }
    }

    pub(super) fn rename_column(&mut self, table: &str, from: &str, to: &str) {
        let constraints = self.constraints.iter_mut().filter(|known| known.table == table);
        let of_constraints = constraints.flat_map(|known| &mut known.columns);
        let tables = self.tables.iter_mut().filter(|known| known.name == table);
        let of_tables = tables.flat_map(|known| &mut known.columns);
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
