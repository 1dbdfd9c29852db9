//! Reads a condition: `incident <= P1 and not (domain = LEGACY or deprecated)`.
//!
//! ```text
//! condition = both { "or" both }
//! both      = one { "and" one }
//! one       = "not" one | "(" condition ")" | flag | field operator value
//! ```

use core::ops::Range;

use super::condition::{Condition, Field, Flag, Operand, Operator};
use super::tokens::{Token, TokenKind, tokens};
use crate::keys::Kind;
use crate::{did_you_mean, nearest};

/// What is wrong with a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistake {
    /// The place in the text of the condition.
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// More nested parentheses would only be meant to overflow the stack.
const DEEPEST: usize = 32;
const EXAMPLE: &str = "write a condition such as `incident <= P1` or `status >= 500 and public`";

/// Reads a condition.
pub(crate) fn parse(text: &str) -> Result<Condition, Mistake> {
    let mut parser = Parser { tokens: tokens(text), at: 0, end: text.len(), depth: 0 };
    let condition = parser.any()?;
    match parser.peek() {
        None => Ok(condition),
        Some(token) => {
            let message = format!("expected `and`, `or` or the end, found `{}`", token.text);
            let help = match token.text {
                "&&" => "write `and`",
                "||" => "write `or`",
                _ => "join conditions by `and` or `or`",
            };
            Err(mistake(token.range.clone(), message, help))
        }
    }
}

struct Parser<'t> {
    tokens: Vec<Token<'t>>,
    at: usize,
    /// The length of the text.
    end: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token<'t>> {
        let token = self.peek().cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// Skips a word or sign, if it is next.
    fn skip(&mut self, text: &str) -> bool {
        let is_next = self.peek().is_some_and(|token| {
            token.text == text && matches!(token.kind, TokenKind::Word | TokenKind::Sign)
        });
        self.at += usize::from(is_next);
        is_next
    }

    fn any(&mut self) -> Result<Condition, Mistake> {
        let mut parts = vec![self.all()?];
        while self.skip("or") {
            parts.push(self.all()?);
        }
        Ok(joined(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, Mistake> {
        let mut parts = vec![self.one()?];
        while self.skip("and") {
            parts.push(self.one()?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn one(&mut self) -> Result<Condition, Mistake> {
        let Some(token) = self.next() else {
            let message = if self.tokens.is_empty() {
                "the condition is empty"
            } else {
                "the condition is not complete"
            };
            return Err(mistake(self.end..self.end, message, EXAMPLE));
        };
        let is_open = token.kind == TokenKind::Sign && token.text == "(";
        if is_open || (token.kind == TokenKind::Word && token.text == "not") {
            self.depth += 1;
            if self.depth > DEEPEST {
                let help = format!("write at most {DEEPEST} `not` and `(` in one another");
                return Err(mistake(token.range, "the condition is nested too deep", help));
            }
            let inner = if is_open { self.any()? } else { Condition::Not(Box::new(self.one()?)) };
            self.depth -= 1;
            if is_open && !self.skip(")") {
                let at = self.peek().map_or(self.end..self.end, |token| token.range.clone());
                return Err(mistake(at, "expected `)`", "close the parenthesis"));
            }
            return Ok(inner);
        }
        match token.kind {
            TokenKind::Word => self.test(&token),
            TokenKind::Sign if token.text == "!" => {
                Err(mistake(token.range, "expected a field, found `!`", "write `not`"))
            }
            _ => Err(mistake(
                token.range,
                format!("expected a field, found `{}`", token.text),
                EXAMPLE,
            )),
        }
    }

    /// A flag, or the comparison of a field.
    fn test(&mut self, name: &Token<'t>) -> Result<Condition, Mistake> {
        if let Some(flag) = Flag::ALL.iter().find(|flag| flag.name() == name.text) {
            let compared = self.peek().filter(|next| operator(next).is_some());
            return match compared {
                None => Ok(Condition::Flag(*flag)),
                Some(sign) => {
                    let message = format!("`{}` has no value: it holds or not", name.text);
                    let help = format!("write `{0}` or `not {0}`", name.text);
                    Err(mistake(sign.range.clone(), message, help))
                }
            };
        }
        let Some(field) = Field::by_name(name.text) else {
            let flags = Flag::ALL.iter().map(|flag| flag.name());
            let known: Vec<_> = Field::all().map(Field::name).chain(flags).collect();
            let message = format!("unknown field `{}`", name.text);
            return Err(mistake(name.range.clone(), message, did_you_mean(name.text, &known)));
        };
        let sign = self.next();
        let Some((sign, operator)) = sign.as_ref().and_then(|sign| Some((sign, operator(sign)?)))
        else {
            let at = sign.map_or(self.end..self.end, |sign| sign.range);
            let operators: Vec<_> =
                Operator::ALL.iter().map(|(sign, _)| format!("`{sign}`")).collect();
            let message = format!("expected an operator after `{}`", name.text);
            return Err(mistake(at, message, format!("write one of {}", operators.join(", "))));
        };
        if !field.is_ordered() && !matches!(operator, Operator::Equal | Operator::Unequal) {
            let message = format!("`{}` has no order", name.text);
            return Err(mistake(sign.range.clone(), message, "compare it by `=` or `!=`"));
        }
        let Some(value) =
            self.next().filter(|value| matches!(value.kind, TokenKind::Word | TokenKind::Text))
        else {
            let message = format!("expected a value after `{}`", sign.text);
            return Err(mistake(sign.range.clone(), message, help_of_values(field)));
        };
        Ok(Condition::Compare(field, operator, operand(field, &value)?))
    }
}

fn operator(token: &Token<'_>) -> Option<Operator> {
    let text = if token.text == "==" { "=" } else { token.text };
    let is_sign = token.kind == TokenKind::Sign;
    Operator::ALL.iter().find(|(sign, _)| is_sign && *sign == text).map(|(_, operator)| *operator)
}

/// The value that a field is compared with.
fn operand(field: Field, value: &Token<'_>) -> Result<Operand, Mistake> {
    let kind = match field {
        Field::Domain => Kind::Text,
        Field::Key(key) => key.kind(),
    };
    match kind {
        Kind::Word(vocabulary) => field.rank(value.text).map(Operand::Rank).ok_or_else(|| {
            let known = nearest::with_article(vocabulary.noun);
            let message = format!("`{}` is not {known}", value.text);
            mistake(value.range.clone(), message, did_you_mean(value.text, vocabulary.words))
        }),
        Kind::Status => {
            let status = value.text.parse().ok().filter(|status| (400..600).contains(status));
            status.map(Operand::Rank).ok_or_else(|| {
                let message = format!("`{}` is not an error status", value.text);
                mistake(value.range.clone(), message, "write a number from 400 to 599")
            })
        }
        _ => Ok(Operand::Text(value.text.to_owned())),
    }
}

fn help_of_values(field: Field) -> String {
    match field {
        Field::Key(key) => match key.kind() {
            Kind::Word(vocabulary) => {
                format!("write one of {}", nearest::quoted_list(vocabulary.words))
            }
            Kind::Status => "write a number from 400 to 599".to_owned(),
            _ => "write the text".to_owned(),
        },
        Field::Domain => "write a domain, such as `AUTH`".to_owned(),
    }
}

fn joined(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}

fn mistake(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Mistake {
    Mistake { range, message: message.into(), help: help.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Deprecated, Entry, Group};
    use crate::{Class, Incident, Level, Severity};

    fn holds(condition: &str) -> bool {
        let group = Group { domain: "PAY".into(), ..Group::default() };
        let mut entry = Entry::new("PAY_DOWN", "Down", 503, Level::Error);
        entry.incident = Some(Incident::P1);
        entry.severity = Some(Severity::Error);
        entry.class = Some(Class::Transient);
        entry.public_as = Some("SYSTEM_INTERNAL_ERROR".into());
        entry.deprecated =
            Some(Deprecated { since: "1".into(), replaced_by: Vec::new(), until: None });
        parse(condition)
            .unwrap_or_else(|mistake| panic!("{condition}: {mistake:?}"))
            .holds(&group, &entry)
    }

    #[test]
    fn conditions_hold() {
        for condition in [
            "incident <= P1",
            "incident = P1",
            "incident >= P0",
            "incident < P2",
            "status >= 500",
            "status = 503",
            "status == 503",
            "severity > WARNING",
            "severity <= ERROR",
            "domain = PAY",
            "domain = \"PAY\"",
            "domain != 'AUTH'",
            "code = PAY_DOWN",
            "class = transient",
            "log_level = ERROR",
            "owner != payments",
            "deprecated",
            "not public",
            "not public and deprecated",
            "public or deprecated",
            "public and public or deprecated",
            "deprecated or public and public",
            "not (public or not deprecated)",
            "not not deprecated",
        ] {
            assert!(holds(condition), "{condition}");
            assert!(!holds(&format!("not ({condition})")), "{condition}");
        }
        for condition in [
            "incident < P1",
            "incident > P1",
            "status < 503",
            "severity >= CRITICAL",
            "domain = AUTH",
            "owner = payments",
            "(deprecated or public) and public",
        ] {
            assert!(!holds(condition), "{condition}");
        }
    }

    #[test]
    fn mistakes_are_at_their_place_with_a_cure() {
        let deep = "not ".repeat(40) + "public";
        for (condition, at, message, help) in [
            ("", 0..0, "the condition is empty", EXAMPLE),
            ("incidnet <= P1", 0..8, "unknown field `incidnet`", "did you mean `incident`?"),
            ("depricated", 0..10, "unknown field `depricated`", "did you mean `deprecated`?"),
            (
                "incident",
                8..8,
                "expected an operator after `incident`",
                "write one of `=`, `!=`, `<`, `<=`, `>`, `>=`",
            ),
            (
                "incident P1",
                9..11,
                "expected an operator after `incident`",
                "write one of `=`, `!=`, `<`, `<=`, `>`, `>=`",
            ),
            (
                "incident <=",
                9..11,
                "expected a value after `<=`",
                "write one of `P0`, `P1`, `P2` or `P3`",
            ),
            ("incident <= p1", 12..14, "`p1` is not an incident level", "did you mean `P1`?"),
            ("severity = WARN", 11..15, "`WARN` is not a severity", "did you mean `WARNING`?"),
            (
                "status > 200",
                9..12,
                "`200` is not an error status",
                "write a number from 400 to 599",
            ),
            ("class < network", 6..7, "`class` has no order", "compare it by `=` or `!=`"),
            (
                "deprecated = true",
                11..12,
                "`deprecated` has no value: it holds or not",
                "write `deprecated` or `not deprecated`",
            ),
            (
                "public && deprecated",
                7..9,
                "expected `and`, `or` or the end, found `&&`",
                "write `and`",
            ),
            ("!public", 0..1, "expected a field, found `!`", "write `not`"),
            ("(public", 7..7, "expected `)`", "close the parenthesis"),
            ("public and", 10..10, "the condition is not complete", EXAMPLE),
            ("domain = 'PAY", 7..8, "expected a value after `=`", "write a domain, such as `AUTH`"),
            (
                &deep,
                128..131,
                "the condition is nested too deep",
                "write at most 32 `not` and `(` in one another",
            ),
        ] {
            let mistake = parse(condition).unwrap_err();
            assert_eq!(
                (mistake.range, mistake.message.as_str(), mistake.help.as_str()),
                (at, message, help),
                "{condition}"
            );
        }
    }

    #[test]
    fn no_text_panics() {
        let pieces = [
            "not ", "(", ")", "incident", "<=", "P1 ", "'", "\"", "語", " and ", " or ", "=",
            "status", "500", "\\", "\n",
        ];
        let mut seed = 1_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..8 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(pieces[usize::try_from(seed >> 60).unwrap()]);
            }
            if let Err(mistake) = parse(&text) {
                assert!(text.get(mistake.range.clone()).is_some(), "{text:?}: {mistake:?}");
            }
        }
    }
}
