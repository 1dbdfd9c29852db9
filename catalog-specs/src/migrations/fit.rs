//! Whether a declared name is the one that the database of a folder reports, as `or_db` compares them.

use super::dialect::Dialect;
use super::schema::Constraint;
use crate::constraint::ConstraintKind::{ForeignKey, Unique};
use crate::constraint::{derived_name, is_derived_from, is_list_of, kept_name};
use crate::sql::{bare_text, read};

impl Constraint {
    /// Whether a declared name is that of a constraint. Where the database is not known, the name may fit either.
    pub(super) fn fits(&self, declared: &str, dialect: Option<Dialect>) -> bool {
        match dialect {
            Some(Dialect::Postgres) => self.is_named(declared),
            Some(Dialect::Sqlite) => self.is_without_report() || self.fits_sqlite(declared),
            // SQLite has no partitions.
            None => self.is_named(declared) || self.whole.is_none() && self.fits_sqlite(declared),
        }
    }

    /// Whether it has this name in the schema, perhaps behind its table: what `PostgreSQL` reports.
    pub(super) fn is_named(&self, declared: &str) -> bool {
        self.is_name(declared, |own| own == self.name || kept_name(own) == self.name)
    }

    /// Whether a declared name is that of this constraint and no other.
    pub(super) fn has_name(&self, declared: &str, dialect: Option<Dialect>) -> bool {
        if self.is_without_report() {
            self.is_named(declared)
        } else {
            self.fits(declared, dialect)
        }
    }

    /// `SQLite` does not say which foreign key is violated.
    fn is_without_report(&self) -> bool {
        self.kind == Some(ForeignKey) && self.raiser.is_none()
    }

    /// Whether `SQLite` reports its columns in place of its name.
    pub(super) fn is_reported_by_columns(&self) -> bool {
        self.kind == Some(Unique) && self.raiser.is_none() && !self.has_expression
    }

    fn fits_sqlite(&self, declared: &str) -> bool {
        if self.is_without_report() || self.raiser.is_some() {
            return self.is_named(declared);
        }
        if self.is_reported_by_columns() {
            let columns = self.list_of_columns();
            return is_list_of(&columns, declared)
                || !self.is_of_other_schema(declared)
                    && is_derived_from(&columns, self.suffix == "pkey", declared);
        }
        let words = if self.condition.is_empty() {
            bare_text(&read(&self.name))
        } else {
            bare_text(&self.condition)
        };
        self.is_name(declared, |own| bare_text(&read(own)) == words)
    }

    /// A name to declare for it: the one that fits in both databases, if there is one.
    pub(super) fn reported_name(&self, dialect: Option<Dialect>) -> String {
        if dialect != Some(Dialect::Sqlite) || self.fits_sqlite(&self.name) {
            return self.name.clone();
        }
        if self.is_reported_by_columns() {
            let columns: Vec<_> = self.columns.iter().map(String::as_str).collect();
            return derived_name(&self.table.own, &columns, "key");
        }
        bare_text(&self.condition)
    }

    /// The columns as `SQLite` reports them.
    pub(super) fn list_of_columns(&self) -> String {
        let table = &self.table.own;
        let columns: Vec<_> =
            self.columns.iter().map(|column| format!("{table}.{column}")).collect();
        columns.join(", ")
    }

    fn is_name(&self, declared: &str, is_same: impl Fn(&str) -> bool) -> bool {
        is_same(declared)
            // Names in quotes may have dots too.
            || declared.match_indices('.').any(|(dot, _)| {
                let (place, own) = declared.split_at(dot);
                own.strip_prefix('.').is_some_and(&is_same) && self.is_place(place)
            })
    }

    /// Whether a declared name has its table in another schema.
    fn is_of_other_schema(&self, declared: &str) -> bool {
        let Some(schema) = &self.table.schema else { return false };
        declared.match_indices('.').any(|(dot, _)| {
            let (place, _) = declared.split_at(dot);
            let before =
                place.strip_suffix(&self.table.own).and_then(|rest| rest.strip_suffix('.'));
            before.is_some_and(|declared| declared != schema)
        })
    }

    /// Whether a declared place is its table, or the schema and the table. A function that raises it may be of any table.
    fn is_place(&self, place: &str) -> bool {
        if self.table.own.is_empty() {
            return true;
        }
        let schema = place.strip_suffix(&self.table.own);
        schema.is_some_and(|schema| match (schema.strip_suffix('.'), &self.table.schema) {
            (Some(declared), Some(known)) => declared == known,
            (Some(_), None) => true,
            (None, _) => schema.is_empty(),
        })
    }
}
