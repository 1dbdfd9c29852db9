//! The constraints in the definition of a table or a column.

use super::cursor::Cursor;
use super::name::Name;
use super::schema::{Constraint, Schema};
use crate::constraint::ConstraintKind::{self, Check, ForeignKey, Unique};
use crate::sql::{Token, TokenKind};

/// Reads what `CREATE TABLE` has in its parentheses: columns, and constraints of the table.
pub(super) fn table(schema: &mut Schema, table: &Name, inside: Cursor<'_>) {
    let parts = inside.parts();
    // A check is named by its column, which may be defined behind it.
    for part in &parts {
        let mut part = *part;
        if !begins_constraint(part) {
            if let Some(column) = part.name() {
                schema.table_mut(table).columns.push(column);
            }
        }
    }
    // The database names the constraints of columns first.
    let (of_table, of_columns): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|part| begins_constraint(*part));
    for part in of_columns {
        column(schema, table, part);
    }
    for part in of_table {
        constraint(schema, table, part);
    }
}

/// Whether a part is a constraint of the table and no column.
pub(super) fn begins_constraint(mut part: Cursor<'_>) -> bool {
    let mut rest = part;
    if rest.takes("constraint") {
        return true;
    }
    if rest.takes_all(&["primary", "key"])
        || rest.takes_all(&["foreign", "key"])
        || rest.takes("like")
    {
        return true;
    }
    // `unique`, `check` and `exclude` could be names of columns, which have a type.
    if part.takes("unique") {
        part.skip_all(&["nulls", "not", "distinct"]);
        return part.takes_sign('(') || part.takes("using");
    }
    (part.takes("check") && part.takes_sign('('))
        || part.takes_all(&["exclude", "using"])
        || part.takes_all(&["exclude"]) && part.takes_sign('(')
}

/// Reads a constraint of a table: what stands behind `ADD`, or between two commas.
pub(super) fn constraint(schema: &mut Schema, table: &Name, mut part: Cursor<'_>) {
    let name = if part.takes("constraint") { part.name() } else { None };
    if part.takes("unique") {
        part.skip_all(&["nulls", "not", "distinct"]);
        if part.takes_all(&["using", "index"]) {
            return take_over_index(schema, table, part.name(), name, "key");
        }
        schema.add_named(name, "key", key_of(table, &mut part));
    } else if part.takes_all(&["primary", "key"]) {
        if part.takes_all(&["using", "index"]) {
            return take_over_index(schema, table, part.name(), name, "pkey");
        }
        schema.add_named(name, "pkey", key_of(table, &mut part));
    } else if part.takes_all(&["foreign", "key"]) {
        let columns = list_of(&mut part).into_iter().map(column_name).collect();
        schema.add_named(name, "fkey", Constraint::new(ForeignKey, table, columns));
    } else if part.takes("check") {
        check(schema, table, name, part);
    } else if part.takes("exclude") {
        if part.takes("using") {
            part.skip();
        }
        schema.add_named(name, "excl", key_of(table, &mut part));
    } else if part.takes("like") {
        like(schema, table, part);
    }
}

/// `LIKE other INCLUDING ALL`: the columns of another table, and its constraints without foreign keys. Keys and indexes have
/// derived names, checks have those of the other table.
fn like(schema: &mut Schema, table: &Name, mut part: Cursor<'_>) {
    let Some(other) = part.qualified() else { return };
    let other = schema.resolve(other);
    let columns = schema.columns(&other).to_vec();
    schema.table_mut(table).columns.extend(columns);
    let (mut has_keys, mut has_checks) = (false, false);
    while !part.is_empty() {
        let is_included = part.takes("including");
        if !is_included && !part.takes("excluding") {
            part.skip();
        } else if part.takes("all") {
            (has_keys, has_checks) = (is_included, is_included);
        } else if part.takes("indexes") {
            has_keys = is_included;
        } else if part.takes("constraints") {
            has_checks = is_included;
        }
    }
    let known = schema.constraints().filter(|known| known.table == other);
    let known: Vec<_> = known.cloned().collect();
    for known in known {
        let of_table = Constraint { table: table.clone(), whole: None, ..known };
        match of_table.kind {
            Some(Unique) if has_keys => schema.add_derived(of_table),
            Some(Check) if has_checks => schema.add(of_table),
            _ => {}
        }
    }
}

/// Reads a column: its name, its type, and its constraints in any order.
pub(super) fn column(schema: &mut Schema, table: &Name, mut part: Cursor<'_>) {
    let Some(column) = part.name() else { return };
    let mut name = None;
    let new = |kind| Constraint::new(kind, table, vec![column.clone()]);
    while !part.is_empty() {
        if part.takes("constraint") {
            name = part.name();
        } else if part.takes("unique") {
            schema.add_named(name.take(), "key", new(Unique));
        } else if part.takes_all(&["primary", "key"]) {
            schema.add_named(name.take(), "pkey", new(Unique));
        } else if part.takes("references") {
            schema.add_named(name.take(), "fkey", new(ForeignKey));
        } else if part.takes("check") {
            check(schema, table, name.take(), part);
            let _ = part.parenthesized();
        } else if part.takes("not")
            || part.takes("null")
            || part.takes("default")
            || part.takes("generated")
        {
            // Other constraints may have a name too.
            name = None;
        } else if part.parenthesized().is_none() {
            part.skip();
        }
    }
}

/// A condition. Its derived name has the column, if it is about one.
fn check(schema: &mut Schema, table: &Name, name: Option<String>, mut part: Cursor<'_>) {
    let Some(condition) = part.parenthesized() else { return };
    let known = schema.columns(table);
    let mut columns: Vec<String> = Vec::new();
    for (at, token) in condition.0.iter().enumerate() {
        let Some(column) = token.name().filter(|_| can_be_column(condition.0, at)) else {
            continue;
        };
        if known.iter().any(|known| known == column) && !columns.iter().any(|known| known == column)
        {
            columns.push(column.to_owned());
        }
    }
    let in_name = if columns.len() == 1 { columns.as_slice() } else { &[] };
    // SQLite reports the condition of a check without a name.
    let condition = if name.is_none() { condition.0.to_vec() } else { Vec::new() };
    let name = name.unwrap_or_else(|| schema.derive_name(table, in_name, "check"));
    let new = Constraint::new(Check, table, columns.clone());
    schema.add(Constraint { name, condition, ..new });
}

/// Whether a name in a condition can be a column: those of functions, types and collations are none, nor is the unit in
/// `extract(year FROM …)`.
fn can_be_column(condition: &[Token], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| condition.get(at));
    let is_sign = |token: Option<&Token>, sign| token.is_some_and(|token| token.is_sign(sign));
    let is = |token: Option<&Token>, keyword| token.is_some_and(|token| token.is(keyword));
    let after = condition.get(at + 1);
    let is_function = is_sign(after, '(');
    // `x::text`, `CAST(x AS text)` and `date '2026-01-01'`.
    let is_type = is_sign(before(1), ':') && is_sign(before(2), ':')
        || is(before(1), "as")
        || after.is_some_and(|after| matches!(after.kind, TokenKind::Text(_)));
    let is_collation = is(before(1), "collate");
    let is_unit = is_sign(before(1), '(') && is(before(2), "extract");
    !(is_function || is_type || is_collation || is_unit)
}

/// `ADD CONSTRAINT … USING INDEX …`: the constraint has the index, and its name if it has one.
fn take_over_index(
    schema: &mut Schema,
    table: &Name,
    index: Option<String>,
    name: Option<String>,
    suffix: &'static str,
) {
    let Some(index) = index else { return };
    let mut there = schema.constraints.iter_mut().filter(|known| known.dropped.is_none());
    if let Some(known) = there.find(|known| known.name == index && known.table == *table) {
        known.suffix = suffix;
        known.name = name.unwrap_or(index);
    }
}

/// A key or a unique index of the columns that are next, with those that its index holds besides: `(a) INCLUDE (b)`. Derived
/// names have both.
pub(super) fn key_of(table: &Name, part: &mut Cursor<'_>) -> Constraint {
    let list = list_of(part);
    let has_expression = list.iter().any(|column| is_expression(*column));
    let mut columns: Vec<_> = list.into_iter().map(column_name).collect();
    if part.takes("include") {
        columns.extend(list_of(part).into_iter().map(column_name));
    }
    Constraint { has_expression, ..Constraint::new(Unique, table, columns) }
}

/// The parts of a list of columns.
fn list_of<'t>(part: &mut Cursor<'t>) -> Vec<Cursor<'t>> {
    part.parenthesized().map(Cursor::parts).unwrap_or_default()
}

/// The first name of a part, or `expr` for an expression, as the database names it.
fn column_name(mut part: Cursor<'_>) -> String {
    part.name().unwrap_or_else(|| "expr".to_owned())
}

/// Whether a part is no column: a name may have words behind it, such as `DESC`.
fn is_expression(mut part: Cursor<'_>) -> bool {
    part.name().is_none()
        || part.0.first().is_some_and(|next| matches!(next.kind, TokenKind::Sign(_)))
}

impl Constraint {
    pub(super) fn new(
        kind: impl Into<Option<ConstraintKind>>,
        table: &Name,
        columns: Vec<String>,
    ) -> Self {
        Self {
            name: String::new(),
            kind: kind.into(),
            table: table.clone(),
            columns,
            has_expression: false,
            condition: Vec::new(),
            suffix: "",
            raiser: None,
            whole: None,
            dropped: None,
        }
    }
}

impl Schema {
    /// Adds a constraint with a name, or with the one that the database derives.
    pub(super) fn add_named(
        &mut self,
        name: Option<String>,
        suffix: &'static str,
        new: Constraint,
    ) {
        let new = Constraint { suffix, ..new };
        match name {
            Some(name) => self.add(Constraint { name, ..new }),
            None => self.add_derived(new),
        }
    }
}
