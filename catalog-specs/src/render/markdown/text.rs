//! Text in Markdown that stays text.

use super::super::text::visible;

/// Appends a text on one line, nothing in it being Markdown or HTML: for cells and lists.
pub(super) fn plain(text: &str, out: &mut String) {
    let text = visible(text.trim());
    let mut chars = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            '\n' | '\t' => out.push(' '),
            // Within a word it is nothing but itself, and codes are full of it.
            '_' if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() => out.push(c),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '!' | '#' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        last = c;
    }
}

/// A text on one line, nothing in it being Markdown or HTML.
pub(in crate::render) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    plain(text, &mut out);
    out
}

/// A text as code in a cell, which a bar would end even there.
pub(super) fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A text as code.
pub(super) fn code(text: &str) -> String {
    let text = visible(text).replace(['\n', '\t'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// A link to the section of a code.
pub(super) fn link(target: &str) -> String {
    format!("[{}](#{})", cell(target), anchor(target))
}

/// The anchor of a code: the code itself, but for what an address cannot hold.
pub(super) fn anchor(target: &str) -> String {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    target.chars().map(|c| if legal(c) { c } else { '-' }).collect()
}
