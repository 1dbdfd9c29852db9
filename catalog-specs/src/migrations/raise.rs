//! The constraints that a trigger or a function raises.

use super::cursor::Cursor;
use crate::constraint::{ConstraintKind, kept_name, kind_of_condition, kind_of_sqlstate};
use crate::sql::{Token, TokenKind, read};

/// The levels at which `RAISE` ends no statement.
const NOTES: [&str; 5] = ["debug", "log", "info", "notice", "warning"];

/// `RAISE … USING CONSTRAINT = 'name'`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Raise {
    pub(super) name: String,
    pub(super) table: Option<String>,
    pub(super) code: RaisedCode,
    /// Its line in the body, from 1.
    pub(super) line: usize,
}

/// The `ERRCODE` of a `RAISE`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RaisedCode {
    /// That of a violated constraint.
    Violation(ConstraintKind),
    /// None, or one of another condition.
    Other,
    /// An expression.
    Unknown,
}

impl RaisedCode {
    fn read(value: Option<&str>) -> Self {
        let Some(text) = value else { return Self::Unknown };
        let kind = kind_of_sqlstate(text).or_else(|| kind_of_condition(&text.to_lowercase()));
        kind.map_or(Self::Other, Self::Violation)
    }
}

/// What the body of a function raises.
pub(super) fn in_body(body: &str) -> Vec<Raise> {
    let tokens = read(body);
    let statements = tokens.split(|token| token.is_sign(';'));
    statements.filter_map(in_statement).collect()
}

fn in_statement(statement: &[Token]) -> Option<Raise> {
    let at = statement.iter().position(|token| token.is("raise"))?;
    let mut rest = Cursor(statement.get(at + 1..)?);
    let line = rest.line();
    if NOTES.iter().any(|note| rest.takes(note)) {
        return None;
    }
    rest.takes("exception");
    let mut code = RaisedCode::Other;
    if rest.takes("sqlstate") {
        code = RaisedCode::read(rest.text());
    } else if let Some(Token { kind: TokenKind::Word(condition), .. }) = rest.0.first() {
        if condition != "using" {
            code = RaisedCode::read(Some(condition));
        }
    }
    while !rest.is_empty() && !rest.takes("using") {
        rest.skip();
    }
    let (mut name, mut table) = (None, None);
    for mut option in rest.parts() {
        let keyword = option.name()?;
        // `=` or `:=`.
        option.takes_sign(':');
        option.takes_sign('=');
        let value = option.text().filter(|_| option.is_empty());
        match keyword.as_str() {
            "errcode" => code = RaisedCode::read(value),
            "constraint" => name = value,
            "table" => table = value,
            _ => {}
        }
    }
    let table = table.map(|table| kept_name(table).to_owned());
    Some(Raise { name: name?.to_owned(), table, code, line })
}

/// The names in `RAISE(ABORT, 'name')` of a trigger of `SQLite`.
pub(super) fn in_trigger(statement: Cursor<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for (at, token) in statement.0.iter().enumerate() {
        if token.is("raise") {
            let mut call = Cursor(statement.0.get(at + 1..).unwrap_or_default());
            let inside = call.parenthesized().map(Cursor::parts).unwrap_or_default();
            if let Some([Token { kind: TokenKind::Text(text), .. }]) =
                inside.get(1).map(|part| part.0)
            {
                names.push(text.clone());
            }
        }
    }
    names
}
