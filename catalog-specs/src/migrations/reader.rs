//! Applies statements to a schema.

use std::sync::Arc;

use super::cursor::Cursor;
use super::definitions;
use super::name::Name;
use super::schema::{Place, Schema, Table};
use super::statements;
use super::triggers::takes_function;
use crate::constraint::ConstraintKind;
use crate::sql::{Token, TokenKind, read};

/// How many texts within texts are looked at.
const DEEPEST_TEXT: usize = 3;

impl Schema {
    /// Applies the statements of a file.
    pub(super) fn apply(&mut self, sql: &str, file: &str) {
        let (tokens, file) = (read(sql), Arc::<str>::from(file));
        for statement in statements::cut(&tokens) {
            self.mention(statement, &file);
            if Cursor(statement).takes("do") {
                self.apply_block(statement, &file);
            } else {
                self.apply_statement(statement, &file);
            }
        }
    }

    /// Applies the statements in the body of `DO`. Each is one that runs: those that a text holds are only mentioned.
    fn apply_block(&mut self, block: &[Token], file: &Arc<str>) {
        for token in block {
            let TokenKind::Text(body) = &token.kind else { continue };
            let mut tokens = read(body);
            for inner in &mut tokens {
                inner.line += token.line - 1;
            }
            for statement in tokens.split(|token| token.is_sign(';')) {
                self.apply_statement(statements::without_lead(statement), file);
            }
        }
    }

    fn apply_statement(&mut self, statement: &[Token], file: &Arc<str>) {
        let mut cursor = Cursor(statement);
        let place = Place { file: Arc::clone(file), line: cursor.line() };
        if cursor.takes("create") {
            self.create(cursor, &place);
        } else if cursor.takes_all(&["alter", "table"]) || cursor.takes_all(&["alter", "domain"]) {
            self.alter_table(cursor, &place);
        } else if cursor.takes_all(&["alter", "index"]) {
            self.rename_index(cursor);
        } else if cursor.takes_all(&["alter", "trigger"]) {
            self.rename_trigger(cursor);
        } else if cursor.takes("alter") && takes_function(&mut cursor) {
            self.rename_function(cursor);
        } else if cursor.takes("drop") {
            self.drop_all(cursor, &place);
        }
    }

    fn create(&mut self, mut rest: Cursor<'_>, place: &Place) {
        let replaces = rest.takes_all(&["or", "replace"]);
        rest.skip_all(&[
            "temp",
            "temporary",
            "global",
            "local",
            "unlogged",
            "virtual",
            "foreign",
            "constraint",
        ]);
        if rest.takes("table") {
            self.create_table(rest);
        } else if rest.takes_all(&["unique", "index"]) {
            self.create_unique_index(rest);
        } else if rest.takes("domain") {
            let Some(domain) = rest.qualified() else { return };
            self.table_mut(&domain);
            definitions::column(self, &domain, rest);
        } else if rest.takes("trigger") {
            self.create_trigger(rest);
        } else if takes_function(&mut rest) {
            self.create_function(rest, replaces, place);
        }
    }

    fn create_table(&mut self, mut rest: Cursor<'_>) {
        rest.takes_all(&["if", "not", "exists"]);
        let Some(table) = rest.qualified() else { return };
        let is_partitioned = rest.has_all(&["partition", "by"]);
        // A table that is made again after a rename, as SQLite needs it, starts without columns.
        *self.table_mut(&table) = Table { name: table.clone(), is_partitioned, ..Table::default() };
        if rest.takes_all(&["partition", "of"]) {
            let Some(whole) = rest.qualified() else { return };
            let whole = self.resolve(whole);
            self.table_mut(&table).columns = self.columns(&whole).to_vec();
            self.attach(&whole, &table);
        }
        if let Some(inside) = rest.parenthesized() {
            definitions::table(self, &table, inside);
        }
    }

    fn create_unique_index(&mut self, mut rest: Cursor<'_>) {
        rest.takes("concurrently");
        rest.takes_all(&["if", "not", "exists"]);
        let name = if rest.takes("on") {
            None
        } else {
            let name = rest.qualified();
            rest.takes("on");
            name
        };
        rest.takes("only");
        let Some(table) = rest.qualified() else { return };
        // SQLite has the schema at the index, which is that of its table.
        let schema = name.as_ref().and_then(|name| name.schema.clone());
        let table = self.resolve(Name { schema: table.schema.or(schema), own: table.own });
        if rest.takes("using") {
            rest.skip();
        }
        let new = definitions::key_of(&table, &mut rest);
        self.add_named(name.map(|name| name.own), "idx", new);
    }

    fn alter_table(&mut self, mut rest: Cursor<'_>, place: &Place) {
        rest.takes_all(&["if", "exists"]);
        rest.takes("only");
        let Some(table) = rest.qualified() else { return };
        let table = self.resolve(table);
        rest.takes_sign('*');
        for part in rest.parts() {
            self.alter(&table, part, place);
        }
    }

    fn alter(&mut self, table: &Name, mut part: Cursor<'_>, place: &Place) {
        if part.takes("add") {
            if definitions::begins_constraint(part) {
                return definitions::constraint(self, table, part);
            }
            part.takes("column");
            part.takes_all(&["if", "not", "exists"]);
            let mut named = part;
            if let Some(column) = named.name() {
                self.table_mut(table).columns.push(column);
            }
            definitions::column(self, table, part);
        } else if part.takes_all(&["drop", "constraint"]) {
            part.takes_all(&["if", "exists"]);
            let Some(name) = part.name() else { return };
            self.drop_where(place, |known| known.table == *table && known.name == name);
        } else if part.takes("drop") {
            part.takes("column");
            part.takes_all(&["if", "exists"]);
            let Some(column) = part.name() else { return };
            self.drop_where(place, |known| {
                known.table == *table && known.columns.contains(&column)
            });
            self.table_mut(table).columns.retain(|known| *known != column);
        } else if part.takes_all(&["rename", "constraint"]) {
            if let (Some(from), true, Some(to)) = (part.name(), part.takes("to"), part.name()) {
                self.rename(&from, &to, |known| known.table == *table);
            }
        } else if part.takes_all(&["rename", "to"]) {
            if let Some(to) = part.name() {
                self.rename_table(table, &table.beside(to));
            }
        } else if part.takes_all(&["set", "schema"]) {
            if let Some(schema) = part.name() {
                let to = Name { schema: Some(schema), own: table.own.clone() };
                self.rename_table(table, &to);
            }
        } else if part.takes_all(&["attach", "partition"]) {
            if let Some(partition) = part.qualified() {
                self.attach(table, &self.resolve(partition));
            }
        } else if part.takes_all(&["detach", "partition"]) {
            if let Some(partition) = part.qualified() {
                self.detach(&self.resolve(partition));
            }
        } else if part.takes("rename") {
            part.takes("column");
            if let (Some(from), true, Some(to)) = (part.name(), part.takes("to"), part.name()) {
                self.rename_column(table, &from, &to);
            }
        }
    }

    fn rename_index(&mut self, mut rest: Cursor<'_>) {
        rest.takes_all(&["if", "exists"]);
        if let (Some(from), true, Some(to)) =
            (rest.qualified(), rest.takes_all(&["rename", "to"]), rest.name())
        {
            // The index of a constraint takes the constraint along.
            self.rename(&from.own, &to, |known| {
                known.kind == Some(ConstraintKind::Unique)
                    && known.table.beside(known.name.clone()).fits(&from)
            });
        }
    }

    fn drop_all(&mut self, mut rest: Cursor<'_>, place: &Place) {
        if rest.takes("trigger") {
            return self.drop_trigger(rest, place);
        }
        let is_function = takes_function(&mut rest);
        let is_index = rest.takes("index");
        let is_schema = rest.takes("schema");
        let is_table = rest.takes("table") || rest.takes("domain") || rest.takes("view");
        rest.takes("concurrently");
        rest.takes_all(&["if", "exists"]);
        for name in rest.parts().into_iter().filter_map(|mut part| part.qualified()) {
            if is_function {
                self.drop_function(&name, place);
            } else if is_index {
                self.drop_where(place, |known| {
                    known.suffix == "idx" && known.table.beside(known.name.clone()).fits(&name)
                });
            } else if is_schema {
                self.drop_schema(&name.own, place);
            } else if is_table {
                self.drop_tables(vec![self.resolve(name)], place);
            }
        }
    }

    fn drop_schema(&mut self, schema: &str, place: &Place) {
        let is_inside = |name: &Name| name.schema.as_deref() == Some(schema);
        let tables = self.tables.iter().map(|known| known.name.clone()).filter(is_inside);
        self.drop_tables(tables.collect(), place);
        self.drop_functions(place, is_inside);
    }

    /// Keeps the names in texts and in statements that add nothing: a function may run them.
    fn mention(&mut self, statement: &[Token], file: &Arc<str>) {
        let is_read = statement
            .first()
            .is_some_and(|token| token.is("create") || token.is("alter") || token.is("drop"));
        for token in statement {
            let place = || Place { file: Arc::clone(file), line: token.line };
            match &token.kind {
                TokenKind::Text(text) => self.mention_text(text, &place(), DEEPEST_TEXT),
                _ if !is_read => {
                    self.mentioned.extend(token.name().map(|name| (name.to_owned(), place())));
                }
                _ => {}
            }
        }
    }

    /// Keeps the names in a text, which may hold others: a function that runs a statement.
    fn mention_text(&mut self, text: &str, place: &Place, depth: usize) {
        for token in read(text) {
            match &token.kind {
                TokenKind::Text(inner) if depth > 0 => self.mention_text(inner, place, depth - 1),
                _ => {
                    let name = token.name().map(|name| (name.to_owned(), place.clone()));
                    self.mentioned.extend(name);
                }
            }
        }
    }
}
