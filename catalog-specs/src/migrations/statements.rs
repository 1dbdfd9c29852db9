//! Cuts a file into statements.

use crate::sql::Token;

/// The statements of a file. The body of a trigger in `SQLite` holds others, until its `END`.
pub(super) fn cut(tokens: &[Token]) -> Vec<&[Token]> {
    let mut statements = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        let end = end_of_statement(rest);
        let (statement, after) = rest.split_at(end);
        if !statement.is_empty() {
            statements.push(statement);
        }
        // The semicolon.
        rest = after.get(1..).unwrap_or_default();
    }
    statements
}

fn end_of_statement(tokens: &[Token]) -> usize {
    let mut open = 0_usize;
    let is_trigger = is_trigger(tokens);
    for (at, token) in tokens.iter().enumerate() {
        if is_trigger && (token.is("begin") || token.is("case")) {
            open += 1;
        } else if is_trigger && token.is("end") {
            open = open.saturating_sub(1);
        } else if token.is_sign(';') && open == 0 {
            return at;
        }
    }
    tokens.len()
}

/// `CREATE [TEMP] TRIGGER`.
fn is_trigger(tokens: &[Token]) -> bool {
    let is_first = tokens.first().is_some_and(|token| token.is("create"));
    is_first && tokens.iter().take(5).any(|token| token.is("trigger"))
}

/// A statement in the body of a block, from its `CREATE`, `ALTER` or `DROP`: `BEGIN` or `IF … THEN` may stand before it.
pub(super) fn without_lead(statement: &[Token]) -> &[Token] {
    let leads = ["begin", "then", "else", "loop"];
    let begins = |at: usize, token: &Token| {
        let is_first = ["create", "alter", "drop"].iter().any(|word| token.is(word));
        let before = at.checked_sub(1).and_then(|at| statement.get(at));
        is_first && before.is_none_or(|before| leads.iter().any(|lead| before.is(lead)))
    };
    let at = statement.iter().enumerate().position(|(at, token)| begins(at, token));
    at.and_then(|at| statement.get(at..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::read;

    #[test]
    fn a_trigger_is_one_statement() {
        let sql = "; CREATE TABLE a (b TEXT); CREATE TEMP TRIGGER c BEFORE INSERT ON a BEGIN \
                   SELECT CASE WHEN 1 THEN 2 END; SELECT 3; END; BEGIN; COMMIT";
        let counts: Vec<_> = cut(&read(sql)).iter().map(|statement| statement.len()).collect();
        assert_eq!(counts, [7, 21, 1, 1]);
    }
}
