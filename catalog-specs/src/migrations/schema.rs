//! The constraints that the migrations leave.

use std::sync::Arc;

use super::name::Name;
use crate::constraint::{ConstraintKind, derived_name};
use crate::sql::{Token, TokenKind};

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Constraint {
    /// Its name, given or derived.
    pub name: String,
    /// What it requires. `None` if a trigger of `SQLite` raises it.
    pub kind: Option<ConstraintKind>,
    /// Its table or domain. The name is empty if a function raises it, which may be of any table.
    pub(super) table: Name,
    /// Its columns.
    pub columns: Vec<String>,
    /// Whether one of them is an expression: `SQLite` then reports the name of the index.
    pub(super) has_expression: bool,
    /// The condition of a check without a name.
    pub(super) condition: Vec<Token>,
    /// How a derived name ends: `key` of a constraint, `idx` of an index. Empty of what a trigger or a function raises.
    pub(super) suffix: &'static str,
    /// The trigger or the function that raises it.
    pub(super) raiser: Option<Raiser>,
    /// The constraint of the partitioned table that it is a part of, by its place in the schema.
    pub(super) whole: Option<usize>,
    /// Where it was dropped, alone or with its column or table.
    pub(super) dropped: Option<Place>,
}

/// Where a statement stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: Arc<str>,
    pub(super) line: usize,
}

/// What raises a constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Raiser {
    /// A trigger of `SQLite`, on the table of the constraint.
    Trigger(Name),
    /// A function of `PostgreSQL`.
    Function(Name),
    /// A function that was dropped, or replaced by one of the same name.
    GoneFunction,
}

/// A trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trigger {
    pub(super) name: Name,
    pub(super) table: Name,
    /// The function that it runs, in `PostgreSQL`.
    pub(super) function: Option<Name>,
}

/// A table or a domain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) name: Name,
    pub(super) columns: Vec<String>,
    pub(super) is_partitioned: bool,
    /// The table that it is a partition of.
    pub(super) whole: Option<Name>,
}

/// The constraints of a database after its migrations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    pub(super) constraints: Vec<Constraint>,
    pub(super) tables: Vec<Table>,
    pub(super) triggers: Vec<Trigger>,
    /// Names that `RAISE` gives to an error which is no violated constraint.
    pub(super) uncoded: Vec<(String, Place)>,
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
    pub(super) fn derive_name(&self, table: &Name, columns: &[String], suffix: &str) -> String {
        let columns: Vec<_> = columns.iter().map(String::as_str).collect();
        let is_free = |name: &String| {
            let is_same = |known: &Constraint| {
                known.raiser.is_none() && known.name == *name && known.table.schema == table.schema
            };
            !self.constraints().any(is_same)
        };
        let numbers = (1..).map(|number: u32| number.to_string());
        let mut names = std::iter::once(String::new())
            .chain(numbers)
            .map(|number| derived_name(&table.own, &columns, &format!("{suffix}{number}")));
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

    /// The known table that a statement names, or the name as it is.
    pub(super) fn resolve(&self, name: Name) -> Name {
        let names = || self.tables.iter().map(|known| &known.name);
        let same = names().find(|known| **known == name);
        same.or_else(|| names().find(|known| known.fits(&name))).cloned().unwrap_or(name)
    }

    pub(super) fn table_mut(&mut self, table: &Name) -> &mut Table {
        let at = self.tables.iter().position(|known| known.name == *table);
        let at = at.unwrap_or_else(|| {
            self.tables.push(Table { name: table.clone(), ..Table::default() });
            self.tables.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "it was found or added there")]
        &mut self.tables[at]
    }

    pub(super) fn columns(&self, table: &Name) -> &[String] {
        let known = self.tables.iter().find(|known| known.name == *table);
        known.map(|known| known.columns.as_slice()).unwrap_or_default()
    }

    /// Whether a table of this name is there, or was.
    pub(super) fn had_table(&self, own: &str) -> bool {
        self.tables.iter().any(|known| known.name.own == own)
            || self.constraints.iter().any(|known| known.table.own == own)
    }

    /// Drops tables with all that they have, and their partitions.
    pub(super) fn drop_tables(&mut self, mut names: Vec<Name>, place: &Place) {
        while let Some(name) = names.pop() {
            names.extend(self.partitions(&name));
            self.drop_where(place, |known| known.table == name);
            self.drop_triggers(place, |known| known.table == name);
            self.tables.retain(|known| known.name != name);
        }
    }

    pub(super) fn rename_table(&mut self, from: &Name, to: &Name) {
        self.tables.retain(|known| known.name != *to);
        for known in &mut self.tables {
            known.whole.take_if(|whole| whole == to);
        }
        let of_tables = self
            .tables
            .iter_mut()
            .flat_map(|known| std::iter::once(&mut known.name).chain(&mut known.whole));
        let of_constraints = self.constraints.iter_mut().map(|known| &mut known.table);
        let of_triggers = self.triggers.iter_mut().map(|known| &mut known.table);
        let names = of_tables.chain(of_constraints).chain(of_triggers);
        for name in names.filter(|name| *name == from) {
            to.clone_into(name);
        }
    }

    pub(super) fn rename_column(&mut self, table: &Name, from: &str, to: &str) {
        let constraints = self.constraints.iter_mut().filter(|known| known.table == *table);
        let mut of_constraints = Vec::new();
        for known in constraints {
            for token in known.condition.iter_mut().filter(|token| token.name() == Some(from)) {
                token.kind = TokenKind::Quoted(to.to_owned());
            }
            of_constraints.extend(&mut known.columns);
        }
        let tables = self.tables.iter_mut().filter(|known| known.name == *table);
        let of_tables = tables.flat_map(|known| &mut known.columns);
        for column in of_constraints.into_iter().chain(of_tables).filter(|column| *column == from) {
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
