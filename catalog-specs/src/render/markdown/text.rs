//! Escapes text for Markdown.

use super::super::text::{safe_url, visible};

/// Appends escaped text on one line, for cells and lists.
pub(in crate::render) fn plain(text: &str, out: &mut String) {
    let text = visible(text.trim());
    let mut chars = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            '\n' | '\t' => out.push(' '),
            // Within a word `_` has no meaning, and codes have many.
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

/// Escaped text on one line.
pub(in crate::render) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    plain(text, &mut out);
    out
}

/// A URL that forges make a link of. A backslash before `#` or `&` would become part of the address.
pub(in crate::render) fn url(url: &str) -> String {
    let escaped = escaped(url);
    let is_whole =
        safe_url(url) == Some(url) && visible(url) == url && !url.contains(['<', '>', '|']);
    if is_whole && escaped != url { format!("<{url}>") } else { escaped }
}

/// Code in a table cell, where `|` must be escaped.
pub(in crate::render) fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A text as code.
pub(in crate::render) fn code(text: &str) -> String {
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

/// The anchor of a code: the code without characters that a URL cannot contain.
pub(super) fn anchor(target: &str) -> String {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    target.chars().map(|c| if legal(c) { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::url;

    #[test]
    fn urls_stay_whole() {
        assert_eq!(url("https://a.example/b_c"), "https://a.example/b_c");
        assert_eq!(url("https://a.example/index.html#A_B"), "<https://a.example/index.html#A_B>");
        assert_eq!(url("https://a.example/?a=1&b=*"), "<https://a.example/?a=1&b=*>");
        assert_eq!(url("javascript:alert(1)#*x*"), "javascript:alert(1)\\#\\*x\\*");
        assert_eq!(url("https://a.example/<b>"), "https://a.example/\\<b\\>");
    }
}
