//! Comments that exempt a statement or an item: `// error-catalog: allow(swallowed-result) why`.

use super::table::{self, Lint};
use crate::did_you_mean;
use crate::model::Place;
use crate::scan::lexer::{Lexer, Token};
use crate::scan::place::SourceFile;

/// A comment that exempts from lints.
#[derive(Debug)]
pub(super) struct Allow {
    pub place: Place,
    /// The lints that it names.
    pub lints: Vec<&'static Lint>,
    /// The line that it stands in, or the first line of code after it.
    pub line: usize,
    pub has_reason: bool,
}

/// A comment that cannot be understood.
#[derive(Debug)]
pub(super) struct Misread {
    pub place: Place,
    pub problem: String,
    pub cure: String,
}

/// How the comments start.
const MARK: &str = "error-catalog:";

/// The comments of a file.
pub(super) fn find(source: &SourceFile<'_>) -> (Vec<Allow>, Vec<Misread>) {
    let (mut allows, mut misread) = (Vec::new(), Vec::new());
    if !source.text.contains(MARK) {
        return (allows, misread);
    }
    let mut lexer = Lexer::new(source.text);
    let mut end = 0;
    // Brackets that cannot be read end the search, as they end the reading of the file.
    while let Some((token, start)) = lexer.next() {
        for (at, comment) in comments(source.text, end, start) {
            let Some(said) = comment.trim_start_matches('/').trim().strip_prefix(MARK) else {
                continue;
            };
            let place = source.place_of(at, comment.len());
            // A comment after code is about its line, one in front of code about the code.
            let begin = source.text.get(..at).unwrap_or_default();
            let is_trailing = !begin.rsplit('\n').next().unwrap_or_default().trim().is_empty();
            let line = if is_trailing { place.line } else { source.place_of(start, 1).line };
            match read(said.trim()) {
                Ok((lints, has_reason)) => allows.push(Allow { place, lints, line, has_reason }),
                Err((problem, cure)) => misread.push(Misread { place, problem, cure }),
            }
        }
        if token == Token::End {
            break;
        }
        end = lexer.position();
    }
    (allows, misread)
}

/// The line comments between two tokens, each with its position. Doc comments are none.
fn comments(text: &str, from: usize, to: usize) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = from;
    let gap = text.get(from..to).unwrap_or_default();
    for line in gap.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let comment = line.trim();
        if comment.starts_with("//") && !comment.starts_with("///") && !comment.starts_with("//!") {
            found.push((at + indent, comment));
        }
        at += line.len();
    }
    found
}

/// Reads `allow(a, b) why`.
fn read(said: &str) -> Result<(Vec<&'static Lint>, bool), (String, String)> {
    let form = || "write `// error-catalog: allow(LINT) why`".to_owned();
    let unknown = || ("this comment is not understood".to_owned(), form());
    let rest = said.strip_prefix("allow").ok_or_else(unknown)?.trim_start();
    let (names, reason) =
        rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or_else(unknown)?;
    let mut lints = Vec::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match table::by_id(name) {
            Some(lint) => lints.push(lint),
            None => {
                return Err((format!("unknown lint `{name}`"), did_you_mean(name, &table::ids())));
            }
        }
    }
    if lints.is_empty() {
        return Err(("this `allow` names no lint".to_owned(), form()));
    }
    Ok((lints, reason.chars().any(char::is_alphanumeric)))
}
