//! JSON by the letter: what the parser takes and the format does not is refused here, and no text is
//! deep enough to exhaust the stack.

use core::ops::Range;
use std::collections::BTreeMap;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};

use super::Source;
use crate::Problem;

/// Deeper than any catalogue, and far from what a stack holds.
const MAX_DEPTH: usize = 32;

/// What a file is, for its messages.
pub(crate) struct Form {
    /// What it is called.
    pub(crate) noun: &'static str,
    /// How one is written.
    pub(crate) example: &'static str,
    /// What to do with a comment.
    pub(crate) comment: &'static str,
}

/// Reads a text as one JSON object. Members that stand twice are reported, and the first is read.
pub(crate) fn parse<'t>(
    source: &Source<'t>,
    form: &Form,
    problems: &mut Vec<Problem>,
) -> Option<Object<'t>> {
    if let Err(problem) = guard(source) {
        problems.push(problem);
        return None;
    }
    match parse_to_ast(source.text, &CollectOptions::default(), &strict()) {
        Ok(parsed) => match parsed.value {
            Some(Value::Object(object)) => {
                find_repeated(&object, source, problems);
                Some(object)
            }
            Some(other) => {
                let (range, found) = (range(&other), noun(&other));
                problems.push(Problem::error(
                    source.place(range),
                    format!("{} is an object, and this is {found}", form.noun),
                    form.example,
                ));
                None
            }
            None => {
                problems.push(Problem::error(
                    source.place(0..0),
                    "the file is empty",
                    form.example,
                ));
                None
            }
        },
        Err(error) => {
            problems.push(malformed(&error, form, source));
            None
        }
    }
}

/// What is behind a value, in a sentence.
pub(crate) fn noun(value: &Value<'_>) -> String {
    match value {
        Value::StringLit(_) => "a text".to_owned(),
        Value::NumberLit(number) if number.value.len() <= 40 => {
            format!("the number {}", number.value)
        }
        Value::NumberLit(_) => "a huge number".to_owned(),
        Value::BooleanLit(word) => format!("`{}`", word.value),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::NullKeyword(_) => "`null`".to_owned(),
    }
}

/// A piece of the text of a file: the position of a value in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bytes {
    start: usize,
    end: usize,
}

impl From<Range<usize>> for Bytes {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<Bytes> for Range<usize> {
    fn from(bytes: Bytes) -> Self {
        bytes.start..bytes.end
    }
}

impl From<Bytes> for (usize, usize) {
    fn from(bytes: Bytes) -> Self {
        (bytes.start, bytes.end)
    }
}

/// Where a value stands.
pub(crate) fn range(value: &Value<'_>) -> Range<usize> {
    value.start()..value.end()
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// What has to be known before the parser may see the text: it descends as deep as the text is, and
/// takes characters for white space or text that JSON does not.
fn guard(source: &Source<'_>) -> Result<(), Problem> {
    let problem = |at: usize, length: usize, message: String, help: &str| {
        Err(Problem::error(source.place(at..at + length), message, help))
    };
    if source.text.starts_with('\u{feff}') {
        let message = "the file begins with a byte order mark".to_owned();
        return problem(0, '\u{feff}'.len_utf8(), message, "save it as UTF-8 without one");
    }
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, c) in source.text.char_indices() {
        if in_text {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_text = false,
                '\n' | '\r' => {
                    let message = "a text goes on beyond its line".to_owned();
                    return problem(
                        at,
                        1,
                        message,
                        "close it with `\"`, and write a line break as `\\n`",
                    );
                }
                '\0'..'\x20' => {
                    let message =
                        format!("the control character U+{:04X} stands in a text", u32::from(c));
                    let help = format!("write it as `\\u{:04x}`", u32::from(c));
                    return problem(at, 1, message, &help);
                }
                _ => {}
            }
            continue;
        }
        match c {
            '"' => in_text = true,
            '{' | '[' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    let message = format!("the file is nested more than {MAX_DEPTH} deep");
                    return problem(
                        at,
                        1,
                        message,
                        "no catalogue is; look for brackets that are not closed",
                    );
                }
            }
            '}' | ']' => depth = depth.saturating_sub(1),
            ' ' | '\t' | '\n' | '\r' => {}
            c if c.is_whitespace() || c.is_control() || c == '\u{feff}' => {
                let message = format!("U+{:04X} stands between values", u32::from(c));
                return problem(at, c.len_utf8(), message, "use a blank or a line break");
            }
            _ => {}
        }
    }
    Ok(())
}

/// A member that stands twice would be read once, by each reader another one of the two.
fn find_repeated(object: &Object<'_>, source: &Source<'_>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for property in &object.properties {
        let name = property.name.as_str();
        let (start, end) = (property.name.start(), property.name.end());
        if let Some(first) = seen.get(name) {
            let first = source.place(*first..*first);
            problems.push(Problem::error(
                source.place(start..end),
                format!("`{name}` stands twice in one object"),
                format!("keep one of the two\nnote: the first is at {first}"),
            ));
        } else {
            seen.insert(name, start);
        }
        find_repeated_in(&property.value, source, problems);
    }
}

fn find_repeated_in(value: &Value<'_>, source: &Source<'_>, problems: &mut Vec<Problem>) {
    match value {
        Value::Object(object) => find_repeated(object, source, problems),
        Value::Array(list) => {
            for element in &list.elements {
                find_repeated_in(element, source, problems);
            }
        }
        Value::StringLit(_)
        | Value::NumberLit(_)
        | Value::BooleanLit(_)
        | Value::NullKeyword(_) => {}
    }
}

fn malformed(error: &ParseError, form: &Form, source: &Source<'_>) -> Problem {
    use ParseErrorKind as Kind;
    let (message, help) = match error.kind() {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            ("JSON has no comments", form.comment)
        }
        Kind::TrailingCommasNotAllowed => ("nothing follows this comma", "remove it"),
        Kind::ExpectedComma => ("there is no comma here", "write `,`"),
        Kind::SingleQuotedStringsNotAllowed => ("a text stands in double quotes", "write `\"`"),
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedTokenInObject => {
            ("the name of a member stands in double quotes", "write `\"name\": value`")
        }
        Kind::ExpectedColonAfterObjectKey | Kind::ExpectedObjectValue => {
            ("a member has no value", "write `\"name\": value`")
        }
        Kind::HexadecimalNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed
        | Kind::BareDecimalPointNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => {
            ("this is no JSON number", "write digits, such as `404`")
        }
        Kind::UnterminatedObject => ("this object has no end", "close it with `}`"),
        Kind::UnterminatedArray => ("this list has no end", "close it with `]`"),
        Kind::MultipleRootJsonValues => {
            ("something stands behind the end of the object", "remove it; the file is one object")
        }
        Kind::UnexpectedWord | Kind::UnexpectedToken => (
            "this word is no JSON value",
            "write a text in double quotes, a number, `true` or `false`",
        ),
        Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            ("this text has no end", "close it with `\"`")
        }
        Kind::String(
            ParseStringErrorKind::ExpectedFourHexDigits
            | ParseStringErrorKind::InvalidUnicodeEscapeSequence(_),
        ) => (
            "this escape is no character",
            "write four hexadecimal digits behind `\\u`, and two such escapes beyond U+FFFF",
        ),
        Kind::String(_) => ("JSON has no such escape", "write `\\\\` for a backslash itself"),
        _ => ("this cannot be read as JSON", "a value stands here, or a bracket too many"),
    };
    let range = error.range();
    if matches!(error.kind(), Kind::UnterminatedObject | Kind::UnterminatedArray) {
        return unclosed(range.start..range.end, message, help, source);
    }
    Problem::error(source.place(range.start..range.end), message, help)
}

/// What has no end: the parser knows where it gave up, at the end of the file, and which bracket was
/// left over, mostly the first. The bracket that is meant is the one that is closed by one that is
/// further out than itself.
fn unclosed(left: Range<usize>, message: &str, help: &str, source: &Source<'_>) -> Problem {
    let end = source.text.trim_end().len();
    let end = source.place(end..end);
    let at = deepest_unclosed(source.text).map_or(left, |at| at..at + 1);
    let (message, help) = match source.text.get(at.clone()) {
        Some("[") => ("this list has no end", "close it with `]`"),
        Some("{") => ("this object has no end", "close it with `}`"),
        _ => (message, help),
    };
    let note =
        format!("note: the file ends at line {}, column {}, without it", end.line, end.column);
    Problem::error(source.place(at), message, format!("{help}\n{note}"))
}

/// The first bracket whose end stands further out than its own line; else the last that is open.
fn deepest_unclosed(text: &str) -> Option<usize> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let (mut indent, mut is_start, mut in_text, mut escaped) = (0_usize, true, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '\n' => (indent, is_start) = (0, true),
            ' ' | '\t' if is_start => indent += 1,
            '{' | '[' => open.push((at, indent)),
            '}' | ']' => {
                let (opened, outside) = open.pop()?;
                if is_start && indent < outside {
                    return Some(opened);
                }
            }
            _ => {}
        }
        is_start &= matches!(c, ' ' | '\t' | '\n' | '\r');
    }
    open.last().map(|(at, _)| *at)
}
