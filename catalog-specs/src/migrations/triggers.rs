//! Triggers and functions, and the names that they raise.

use super::cursor::Cursor;
use super::name::Name;
use super::raise::{self, RaisedCode};
use super::schema::{Constraint, Place, Raiser, Schema, Trigger};
use crate::sql::TokenKind;

/// Takes the keyword of a function, if it is the next.
pub(super) fn takes_function(rest: &mut Cursor<'_>) -> bool {
    ["function", "procedure", "routine"].iter().any(|keyword| rest.takes(keyword))
}

/// The function that a trigger of `PostgreSQL` runs.
fn function_of(mut rest: Cursor<'_>) -> Option<Name> {
    while !rest.is_empty() {
        if rest.takes("execute") && takes_function(&mut rest) {
            return rest.qualified();
        }
        rest.skip();
    }
    None
}

impl Raiser {
    fn is_function(&self, name: &Name) -> bool {
        matches!(self, Self::Function(function) if function.fits(name))
    }
}

impl Schema {
    pub(super) fn create_trigger(&mut self, mut rest: Cursor<'_>) {
        rest.takes_all(&["if", "not", "exists"]);
        let Some(name) = rest.qualified() else { return };
        while !rest.is_empty() && !rest.takes("on") {
            rest.skip();
        }
        let Some(table) = rest.qualified() else { return };
        let table = self.resolve(table);
        let function = function_of(rest);
        if let Some(function) = &function {
            // It was idle while no trigger ran it.
            let of_function = |known: &&mut Constraint| {
                known.raiser.as_ref().is_some_and(|raiser| raiser.is_function(function))
            };
            for known in self.constraints.iter_mut().filter(of_function) {
                known.dropped = None;
            }
        }
        for raised in raise::in_trigger(rest) {
            let raiser = Some(Raiser::Trigger(name.clone()));
            let new = Constraint::new(None, &table, Vec::new());
            self.add(Constraint { name: raised, raiser, ..new });
        }
        self.triggers.push(Trigger { name, table, function });
    }

    pub(super) fn create_function(&mut self, mut rest: Cursor<'_>, replaces: bool, place: &Place) {
        let Some(name) = rest.qualified() else { return };
        if replaces {
            self.drop_functions(place, |known| known.fits(&name));
        }
        for token in rest.0 {
            let TokenKind::Text(body) = &token.kind else { continue };
            for raised in raise::in_body(body) {
                let line = token.line + raised.line - 1;
                match raised.code {
                    RaisedCode::Violation(kind) => {
                        let table = Name { schema: None, own: raised.table.unwrap_or_default() };
                        let raiser = Some(Raiser::Function(name.clone()));
                        let new = Constraint::new(kind, &table, Vec::new());
                        self.add(Constraint { name: raised.name, raiser, ..new });
                    }
                    RaisedCode::Other => {
                        self.uncoded.push((raised.name, Place { line, ..place.clone() }));
                    }
                    RaisedCode::Unknown => {}
                }
            }
        }
    }

    /// `DROP TRIGGER name`, with its table in `PostgreSQL`.
    pub(super) fn drop_trigger(&mut self, mut rest: Cursor<'_>, place: &Place) {
        rest.takes_all(&["if", "exists"]);
        let Some(name) = rest.qualified() else { return };
        let table = if rest.takes("on") { rest.qualified() } else { None };
        let table = table.map(|table| self.resolve(table));
        self.drop_triggers(place, |known| {
            known.name.fits(&name) && table.as_ref().is_none_or(|table| known.table == *table)
        });
    }

    /// Drops triggers. A function that no trigger runs any more raises nothing.
    pub(super) fn drop_triggers(&mut self, place: &Place, is_meant: impl Fn(&Trigger) -> bool) {
        let (gone, kept): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.triggers).into_iter().partition(|trigger| is_meant(trigger));
        self.triggers = kept;
        for trigger in gone {
            let Some(function) = &trigger.function else {
                let raiser = Some(Raiser::Trigger(trigger.name));
                self.drop_where(place, |known| {
                    known.raiser == raiser && known.table == trigger.table
                });
                continue;
            };
            let runs = |known: &Trigger| known.function.as_ref().is_some_and(|f| f.fits(function));
            if !self.triggers.iter().any(runs) {
                self.drop_where(place, |known| {
                    known.raiser.as_ref().is_some_and(|raiser| raiser.is_function(function))
                });
            }
        }
    }

    /// `DROP FUNCTION name`, with the triggers that run it.
    pub(super) fn drop_function(&mut self, name: &Name, place: &Place) {
        self.drop_triggers(place, |known| {
            known.function.as_ref().is_some_and(|function| function.fits(name))
        });
        self.drop_functions(place, |known| known.fits(name));
    }

    /// Drops what functions raise. Their triggers stay, for a function that replaces one.
    pub(super) fn drop_functions(&mut self, place: &Place, is_meant: impl Fn(&Name) -> bool) {
        for known in &mut self.constraints {
            if matches!(&known.raiser, Some(Raiser::Function(name)) if is_meant(name)) {
                known.raiser = Some(Raiser::GoneFunction);
                known.dropped.get_or_insert_with(|| place.clone());
            }
        }
    }

    /// `ALTER TRIGGER name ON table RENAME TO other`.
    pub(super) fn rename_trigger(&mut self, mut rest: Cursor<'_>) {
        let (Some(name), true, Some(table)) =
            (rest.qualified(), rest.takes("on"), rest.qualified())
        else {
            return;
        };
        let table = self.resolve(table);
        if let (true, Some(to)) = (rest.takes_all(&["rename", "to"]), rest.name()) {
            let is_meant =
                |known: &&mut Trigger| known.table == table && known.name.own == name.own;
            for known in self.triggers.iter_mut().filter(is_meant) {
                known.name.own.clone_from(&to);
            }
        }
    }

    /// `ALTER FUNCTION name(…) RENAME TO other`, or `SET SCHEMA other`.
    pub(super) fn rename_function(&mut self, mut rest: Cursor<'_>) {
        let Some(name) = rest.qualified() else { return };
        let _ = rest.parenthesized();
        let to = if rest.takes_all(&["rename", "to"]) {
            rest.name().map(|own| name.beside(own))
        } else if rest.takes_all(&["set", "schema"]) {
            rest.name().map(|schema| Name { schema: Some(schema), own: name.own.clone() })
        } else {
            None
        };
        let Some(to) = to else { return };
        let of_constraints =
            self.constraints.iter_mut().filter_map(|known| match &mut known.raiser {
                Some(Raiser::Function(function)) => Some(function),
                _ => None,
            });
        let of_triggers = self.triggers.iter_mut().filter_map(|known| known.function.as_mut());
        for known in of_constraints.chain(of_triggers).filter(|known| known.fits(&name)) {
            *known = to.clone();
        }
    }
}
