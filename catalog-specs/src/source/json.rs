//! Parses strict JSON. Text that the parser accepts and JSON does not is refused, and so is deep nesting.

use core::ops::Range;
use std::collections::BTreeMap;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, ParseStringErrorKind, parse_to_ast};

use super::Source;
use crate::Problem;

/// The deepest nesting. Catalogues have less, and stacks are large enough for it.
const MAX_DEPTH: usize = 32;

/// The same for a document of a service, whose schemas may be deep.
#[cfg(feature = "documents")]
const MAX_DEPTH_OF_DOCUMENT: usize = 128;

/// The kind of a file, for messages.
pub(crate) struct FileKind {
    /// The noun for it.
    pub(crate) noun: &'static str,
    /// The help with an example.
    pub(crate) example: &'static str,
    /// The help for a comment.
    pub(crate) comment: &'static str,
}

/// Parses one JSON object. Duplicate members are reported; the first one counts.
pub(crate) fn parse<'t>(
    source: &Source<'t>,
    kind: &FileKind,
    problems: &mut Vec<Problem>,
) -> Option<Object<'t>> {
    parse_to_depth(source, kind, MAX_DEPTH, problems)
}

/// The same for a document that is nested deeper than catalogues are.
#[cfg(feature = "documents")]
pub(crate) fn parse_deep<'t>(
    source: &Source<'t>,
    kind: &FileKind,
    problems: &mut Vec<Problem>,
) -> Option<Object<'t>> {
    parse_to_depth(source, kind, MAX_DEPTH_OF_DOCUMENT, problems)
}

fn parse_to_depth<'t>(
    source: &Source<'t>,
    kind: &FileKind,
    max_depth: usize,
    problems: &mut Vec<Problem>,
) -> Option<Object<'t>> {
    if let Err(problem) = check_text(source, max_depth) {
        problems.push(problem);
        return None;
    }
    match parse_to_ast(source.text, &CollectOptions::default(), &strict()) {
        Ok(parsed) => match parsed.value {
            Some(Value::Object(object)) => {
                report_duplicates(&object, source, problems);
                Some(object)
            }
            Some(other) => {
                let (range, found) = (range(&other), noun(&other));
                problems.push(Problem::error(
                    source.place(range),
                    format!("{} must be an object, found {found}", kind.noun),
                    kind.example,
                ));
                None
            }
            None => {
                problems.push(Problem::error(
                    source.place(0..0),
                    "the file is empty",
                    kind.example,
                ));
                None
            }
        },
        Err(error) => {
            problems.push(syntax_error(&error, kind, source));
            None
        }
    }
}

/// A value in a sentence.
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

/// The byte range of a value in a file.
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

/// The range of a value.
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

/// Checks the text before parsing: the parser recurses without limit, and accepts white space and control characters
/// that JSON does not.
fn check_text(source: &Source<'_>, max_depth: usize) -> Result<(), Problem> {
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
                    let message = "unescaped line break in a string".to_owned();
                    return problem(
                        at,
                        1,
                        message,
                        "close it with `\"`, and write a line break as `\\n`",
                    );
                }
                '\0'..'\x20' => {
                    let message =
                        format!("unescaped control character U+{:04X} in a string", u32::from(c));
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
                if depth > max_depth {
                    let message = format!("the file is nested more than {max_depth} deep");
                    return problem(at, 1, message, "look for unclosed brackets");
                }
            }
            '}' | ']' => depth = depth.saturating_sub(1),
            ' ' | '\t' | '\n' | '\r' => {}
            c if c.is_whitespace() || c.is_control() || c == '\u{feff}' => {
                let message = format!("unexpected character U+{:04X} between values", u32::from(c));
                return problem(at, c.len_utf8(), message, "use a space or a line break");
            }
            _ => {}
        }
    }
    Ok(())
}

/// Readers of JSON disagree about which one of two equal members counts.
fn report_duplicates(object: &Object<'_>, source: &Source<'_>, problems: &mut Vec<Problem>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for property in &object.properties {
        let name = property.name.as_str();
        let (start, end) = (property.name.start(), property.name.end());
        if let Some(first) = seen.get(name) {
            let first = source.place(*first..*first);
            problems.push(Problem::error(
                source.place(start..end),
                format!("member `{name}` is given twice"),
                format!("keep one of them\nnote: the first is at {first}"),
            ));
        } else {
            seen.insert(name, start);
        }
        report_duplicates_in(&property.value, source, problems);
    }
}

fn report_duplicates_in(value: &Value<'_>, source: &Source<'_>, problems: &mut Vec<Problem>) {
    match value {
        Value::Object(object) => report_duplicates(object, source, problems),
        Value::Array(list) => {
            for element in &list.elements {
                report_duplicates_in(element, source, problems);
            }
        }
        Value::StringLit(_)
        | Value::NumberLit(_)
        | Value::BooleanLit(_)
        | Value::NullKeyword(_) => {}
    }
}

fn syntax_error(error: &ParseError, kind: &FileKind, source: &Source<'_>) -> Problem {
    use ParseErrorKind as Kind;
    let (message, help) = match error.kind() {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => {
            ("comments are not allowed in JSON", kind.comment)
        }
        Kind::TrailingCommasNotAllowed => ("trailing comma", "remove it"),
        Kind::ExpectedComma => ("missing comma", "write `,`"),
        Kind::SingleQuotedStringsNotAllowed => ("expected a string in double quotes", "write `\"`"),
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedTokenInObject => {
            ("expected a member name in double quotes", "write `\"name\": value`")
        }
        Kind::ExpectedColonAfterObjectKey | Kind::ExpectedObjectValue => {
            ("expected `:` and a value", "write `\"name\": value`")
        }
        Kind::HexadecimalNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed
        | Kind::BareDecimalPointNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral => {
            ("invalid JSON number", "write digits, such as `404`")
        }
        Kind::UnterminatedObject => ("unclosed object", "close it with `}`"),
        Kind::UnterminatedArray => ("unclosed list", "close it with `]`"),
        Kind::MultipleRootJsonValues => {
            ("unexpected text after the end of the object", "remove it: the file is one object")
        }
        Kind::UnexpectedWord | Kind::UnexpectedToken => {
            ("unexpected word", "write a string in double quotes, a number, `true` or `false`")
        }
        Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => {
            ("unclosed string", "close it with `\"`")
        }
        Kind::String(
            ParseStringErrorKind::ExpectedFourHexDigits
            | ParseStringErrorKind::InvalidUnicodeEscapeSequence(_),
        ) => (
            "invalid Unicode escape",
            "write `\\u` and four hexadecimal digits, and two such escapes for a character above U+FFFF",
        ),
        Kind::String(_) => ("unknown escape", "write `\\\\` for a backslash"),
        _ => ("unexpected token", "write a value here, or remove a bracket"),
    };
    let range = error.range();
    if matches!(error.kind(), Kind::UnterminatedObject | Kind::UnterminatedArray) {
        return unclosed(range.start..range.end, message, help, source);
    }
    Problem::error(source.place(range.start..range.end), message, help)
}

/// The error of an unclosed bracket. The parser reports the bracket that is left at the end of the file, mostly the
/// first. By indentation the missing one is more likely the first bracket that is closed by one further out.
fn unclosed(left: Range<usize>, message: &str, help: &str, source: &Source<'_>) -> Problem {
    let end = source.text.trim_end().len();
    let end = source.place(end..end);
    let at = deepest_unclosed(source.text).map_or(left, |at| at..at + 1);
    let (message, help) = match source.text.get(at.clone()) {
        Some("[") => ("unclosed list", "close it with `]`"),
        Some("{") => ("unclosed object", "close it with `}`"),
        _ => (message, help),
    };
    let note =
        format!("note: the file ends at line {}, column {}, without it", end.line, end.column);
    Problem::error(source.place(at), message, format!("{help}\n{note}"))
}

/// The first bracket whose closing bracket is indented less than its own line; else the last open one.
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
