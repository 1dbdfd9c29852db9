//! Applies statements to a schema.

use std::sync::Arc;

use super::cursor::Cursor;
use super::definitions;
use super::schema::{Constraint, Place, Schema, Table};
use super::statements;
use crate::constraint::ConstraintKind;
use crate::sql::{Token, TokenKind, read};

/// How many texts within texts are looked at.
const DEEPEST_TEXT: usize = 3;

impl Schema {
    /// Applies the statements of a file.
    pub(super) fn apply(&mut self, sql: &str, file: &str) {
        let (tokens, file) = (read(sql), Arc::<str>::from(file));
        for statement in statements::cut(&tokens) {
            let mut cursor = Cursor(statement);
            let place = Place { file: Arc::clone(&file), line: cursor.line() };
            self.mention(statement, &file);
            if cursor.takes("create") {
                self.create(cursor);
            } else if cursor.takes_all(&["alter", "table"])
                || cursor.takes_all(&["alter", "domain"])
            {
                self.alter_table(cursor, &place);
            } else if cursor.takes_all(&["alter", "index"]) {
                self.rename_index(cursor);
            } else if cursor.takes("drop") {
                self.drop_all(cursor, &place);
            }
        }
    }

    fn create(&mut self, mut rest: Cursor<'_>) {
        rest.skip_all(&[
            "or",
            "replace",
            "temp",
            "temporary",
            "global",
            "local",
            "unlogged",
            "virtual",
            "foreign",
        ]);
        if rest.takes("table") {
            rest.takes_all(&["if", "not", "exists"]);
            let Some(table) = rest.name() else { return };
            let is_partitioned = rest.has_all(&["partition", "by"]);
            // A table that is made again after a rename, as SQLite needs it, starts without columns.
            *self.table_mut(&table) =
                Table { name: table.clone(), is_partitioned, ..Table::default() };
            if rest.takes_all(&["partition", "of"]) {
                let Some(whole) = rest.name() else { return };
                self.table_mut(&table).columns = self.columns(&whole).to_vec();
                self.attach(&whole, &table);
            }
            if let Some(inside) = rest.parenthesized() {
                definitions::table(self, &table, inside);
            }
        } else if rest.takes_all(&["unique", "index"]) {
            self.create_unique_index(rest);
        } else if rest.takes("domain") {
            let Some(domain) = rest.name() else { return };
            definitions::column(self, &domain, rest);
        } else {
            self.add_raised(rest);
        }
    }

    fn create_unique_index(&mut self, mut rest: Cursor<'_>) {
        rest.takes("concurrently");
        rest.takes_all(&["if", "not", "exists"]);
        let name = if rest.takes("on") {
            None
        } else {
            let name = rest.name();
            rest.takes("on");
            name
        };
        rest.takes("only");
        let Some(table) = rest.name() else { return };
        if rest.takes("using") {
            rest.skip();
        }
        let columns = definitions::columns_of(&mut rest);
        let new = Constraint::new(ConstraintKind::Unique, &table, columns);
        self.add_named(name, "idx", new);
    }

    /// Names that a trigger of `SQLite` or a function of `PostgreSQL` raises.
    fn add_raised(&mut self, rest: Cursor<'_>) {
        for (at, token) in rest.0.iter().enumerate() {
            if token.is("raise") {
                let mut call = Cursor(rest.0.get(at + 1..).unwrap_or_default());
                let inside = call.parenthesized().map(Cursor::parts).unwrap_or_default();
                if let Some([Token { kind: TokenKind::Text(text), .. }]) =
                    inside.get(1).map(|part| part.0)
                {
                    self.add(Constraint {
                        name: text.clone(),
                        ..Constraint::new(None, "", Vec::new())
                    });
                }
            }
            if let TokenKind::Text(body) = &token.kind {
                self.add_raised_by_function(body);
            }
        }
    }

    /// `RAISE … USING CONSTRAINT = 'name'`.
    fn add_raised_by_function(&mut self, body: &str) {
        let tokens = read(body);
        for window in tokens.windows(3) {
            if let [keyword, sign, Token { kind: TokenKind::Text(name), .. }] = window {
                if keyword.is("constraint") && sign.is_sign('=') {
                    self.add(Constraint {
                        name: name.clone(),
                        ..Constraint::new(None, "", Vec::new())
                    });
                }
            }
        }
    }

    fn alter_table(&mut self, mut rest: Cursor<'_>, place: &Place) {
        rest.takes_all(&["if", "exists"]);
        rest.takes("only");
        let Some(table) = rest.name() else { return };
        rest.takes_sign('*');
        for part in rest.parts() {
            self.alter(&table, part, place);
        }
    }

    fn alter(&mut self, table: &str, mut part: Cursor<'_>, place: &Place) {
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
            self.drop_where(place, |known| known.table == table && known.name == name);
        } else if part.takes("drop") {
            part.takes("column");
            part.takes_all(&["if", "exists"]);
            let Some(column) = part.name() else { return };
            self.drop_where(place, |known| known.table == table && known.columns.contains(&column));
            self.table_mut(table).columns.retain(|known| *known != column);
        } else if part.takes_all(&["rename", "constraint"]) {
            if let (Some(from), true, Some(to)) = (part.name(), part.takes("to"), part.name()) {
                self.rename(&from, &to, |known| known.table == table);
            }
        } else if part.takes_all(&["rename", "to"]) {
            if let Some(to) = part.name() {
                self.rename_table(table, &to);
            }
        } else if part.takes_all(&["attach", "partition"]) {
            if let Some(partition) = part.name() {
                self.attach(table, &partition);
            }
        } else if part.takes_all(&["detach", "partition"]) {
            if let Some(partition) = part.name() {
                self.detach(&partition);
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
            (rest.name(), rest.takes_all(&["rename", "to"]), rest.name())
        {
            // The index of a constraint takes the constraint along.
            self.rename(&from, &to, |known| known.kind == Some(ConstraintKind::Unique));
        }
    }

    fn drop_all(&mut self, mut rest: Cursor<'_>, place: &Place) {
        let is_index = rest.takes("index");
        if !is_index && !rest.takes("table") && !rest.takes("domain") {
            return;
        }
        rest.takes("concurrently");
        rest.takes_all(&["if", "exists"]);
        let mut names = rest.names();
        while let Some(name) = names.pop() {
            if !is_index {
                names.extend(self.partitions(&name));
            }
            self.drop_where(place, |known| {
                if is_index {
                    known.suffix == "idx" && known.name == name
                } else {
                    known.table == name
                }
            });
        }
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
