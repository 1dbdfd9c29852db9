//! Comments that exempt a statement or an item: `// error-catalog: allow(swallowed-result) why`.

use crate::did_you_mean;
use crate::lint_table::{self, Lint};
use crate::model::Place;
use crate::scan::lexer::{Lexer, Token};
use crate::scan::place::{LineIndex, SourceFile};

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
    let index = LineIndex::new(*source);
    let mut lexer = Lexer::new(source.text);
    let mut end = 0;
    // Brackets that cannot be read end the search, as they end the reading of the file.
    while let Some((token, start)) = lexer.next() {
        for (at, comment) in comments(source.text, end, start) {
            let content = comment.trim_start_matches(['/', '*', '!']).trim_start();
            let Some(said) = content.strip_prefix(MARK).map(str::trim) else { continue };
            let place = index.place_of(at, comment.len());
            if !is_line_comment(comment) {
                if said.starts_with("allow") {
                    misread.push(not_in_documentation(place));
                }
                continue;
            }
            // A comment after code is about its line, one in front of code about the code.
            let begin = source.text.get(..at).unwrap_or_default();
            let is_trailing = !begin.rsplit('\n').next().unwrap_or_default().trim().is_empty();
            let line = if is_trailing { place.line } else { index.place_of(start, 0).line };
            match read(said) {
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

/// The comments between two tokens, line by line, each with its position.
fn comments(text: &str, from: usize, to: usize) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = from;
    let gap = text.get(from..to).unwrap_or_default();
    for line in gap.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let comment = line.trim();
        if comment.starts_with("//") || comment.starts_with("/*") {
            found.push((at + indent, comment));
        }
        at += line.len();
    }
    found
}

fn is_line_comment(comment: &str) -> bool {
    comment.starts_with("//") && !comment.starts_with("///") && !comment.starts_with("//!")
}

/// A doc comment is read by others, and a block comment has no end of line for the reason.
fn not_in_documentation(place: Place) -> Misread {
    let problem = "only a comment with `//` exempts from a lint".to_owned();
    Misread { place, problem, cure: form() }
}

fn form() -> String {
    "write `// error-catalog: allow(LINT) why`".to_owned()
}

/// Reads `allow(a, b) why`.
fn read(said: &str) -> Result<(Vec<&'static Lint>, bool), (String, String)> {
    let unknown = || ("this comment is not understood".to_owned(), form());
    let rest = said.strip_prefix("allow").ok_or_else(unknown)?.trim_start();
    let (names, reason) =
        rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or_else(unknown)?;
    let mut lints = Vec::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match lint_table::by_id(name) {
            Some(lint) => lints.push(lint),
            None => {
                return Err((
                    format!("unknown lint `{name}`"),
                    did_you_mean(name, &lint_table::ids()),
                ));
            }
        }
    }
    if lints.is_empty() {
        return Err(("this `allow` names no lint".to_owned(), form()));
    }
    Ok((lints, reason.chars().any(char::is_alphanumeric)))
}
