//! The constraints of partitions. `PostgreSQL` reports a unique constraint by its name in the partition, which it derives.

use std::iter;

use super::name::Name;
use super::schema::{Constraint, Schema};
use crate::constraint::ConstraintKind::Unique;

impl Schema {
    /// Makes a table a partition of another, whose constraints it gets.
    pub(super) fn attach(&mut self, whole: &Name, table: &Name) {
        let known = |name: &Name| self.tables.iter().find(|known| known.name == *name);
        let mut wholes = iter::successors(Some(whole.clone()), |name| known(name)?.whole.clone());
        // SQL that no database runs may be here too.
        if wholes.any(|whole| whole == *table) {
            return;
        }
        self.table_mut(table).whole = Some(whole.clone());
        for at in 0..self.constraints.len() {
            let known = self.constraints.get(at);
            if known.is_some_and(|known| known.table == *whole && known.dropped.is_none()) {
                self.add_part(at, table);
            }
        }
    }

    /// Makes a partition a table like any other. It keeps its constraints.
    pub(super) fn detach(&mut self, table: &Name) {
        self.table_mut(table).whole = None;
        for known in self.constraints.iter_mut().filter(|known| known.table == *table) {
            known.whole = None;
        }
    }

    /// The partitions of a table.
    pub(super) fn partitions(&self, table: &Name) -> Vec<Name> {
        let parts = self.tables.iter().filter(|known| known.whole.as_ref() == Some(table));
        parts.map(|known| known.name.clone()).collect()
    }

    /// Adds the part of a constraint that a partition has, unless it has the same.
    pub(super) fn add_part(&mut self, at: usize, table: &Name) {
        let Some(whole) = self.constraints.get(at).cloned() else { return };
        let part = Constraint { table: table.clone(), whole: Some(at), ..whole };
        let is_unique = part.kind == Some(Unique);
        let same = self.constraints.iter_mut().find(|known| {
            known.table == part.table
                && known.dropped.is_none()
                && known.whole.is_none()
                && known.kind == part.kind
                && if is_unique {
                    (known.suffix, &known.columns) == (part.suffix, &part.columns)
                } else {
                    known.name == part.name
                }
        });
        match same {
            Some(same) => same.whole = part.whole,
            None if is_unique => self.add_derived(part),
            None => self.add(part),
        }
    }

    /// Drops the parts of what is dropped. They stand behind it.
    pub(super) fn drop_parts(&mut self) {
        for at in 0..self.constraints.len() {
            let whole = self.constraints.get(at).and_then(|part| part.whole);
            let dropped = whole.and_then(|whole| self.constraints.get(whole)?.dropped.clone());
            if let (Some(part), Some(place)) = (self.constraints.get_mut(at), dropped) {
                part.dropped.get_or_insert(place);
            }
        }
    }

    fn is_partitioned(&self, table: &Name) -> bool {
        self.tables.iter().any(|known| known.name == *table && known.is_partitioned)
    }

    /// The constraints that the database reports: of a unique constraint of a partitioned table, the parts.
    pub(super) fn reported(&self) -> impl Iterator<Item = &Constraint> {
        self.constraints().filter(|known| !self.is_whole(known))
    }

    /// Whether it is a unique constraint of a partitioned table.
    pub(super) fn is_whole(&self, known: &Constraint) -> bool {
        known.kind == Some(Unique) && self.is_partitioned(&known.table)
    }

    /// The names that the database reports in place of a constraint of a partitioned table.
    pub(super) fn parts(&self, is_meant: impl Fn(&Constraint) -> bool) -> Vec<&str> {
        let wholes = |part| {
            iter::successors(Some(part), |part: &&Constraint| self.constraints.get(part.whole?))
        };
        let parts = self.reported().filter(|part| wholes(*part).any(&is_meant));
        parts.map(|part| part.name.as_str()).collect()
    }
}
