//! Comments as gofmt writes them, so that it changes nothing in a generated file.

use core::fmt::Write as _;

use super::super::text::visible;

/// Appends a comment inside of a declaration, which gofmt leaves as it is.
pub(super) fn comment(text: &str, indent: &str, out: &mut String) {
    write(lines(text).iter().map(|line| escaped(line)), indent, out);
}

/// Appends the comment of a declaration, whose text gofmt formats.
pub(super) fn doc_comment(text: &str, out: &mut String) {
    let mut formatted: Vec<String> = Vec::new();
    let mut add = |line: String| {
        if !line.is_empty() || formatted.last().is_some_and(|last| !last.is_empty()) {
            formatted.push(line);
        }
    };
    for block in blocks(&lines(text)) {
        match block {
            Block::Code(code) => {
                add(String::new());
                for line in code {
                    add(indented(line));
                }
                add(String::new());
            }
            Block::Line(line) => add(escaped(&prose(line))),
        }
    }
    while formatted.last().is_some_and(String::is_empty) {
        formatted.pop();
    }
    end_lonely_lines(&mut formatted);
    write(formatted.into_iter(), "", out);
}

fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    visible(&text).trim_end().split('\n').map(|line| line.trim_end().to_owned()).collect()
}

fn write(lines: impl Iterator<Item = String>, indent: &str, out: &mut String) {
    for line in lines {
        let space = if line.is_empty() || line.starts_with('\t') { "" } else { " " };
        let _ = writeln!(out, "{indent}//{space}{line}");
    }
}

/// A line that starts with a plus would be a build constraint.
fn escaped(line: &str) -> String {
    match line.trim_start() {
        plus if plus.starts_with('+') => format!("\\{plus}"),
        _ => line.to_owned(),
    }
}

/// A line of prose, or a block of code.
enum Block<'t> {
    Line(&'t str),
    Code(Vec<&'t str>),
}

/// Finds the code between fences of Markdown.
fn blocks(lines: &[String]) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        rest = after;
        let fence = ["```", "~~~"].into_iter().find(|fence| line.trim_start().starts_with(fence));
        let end = fence.and_then(|fence| after.iter().position(|line| line.trim() == fence));
        let Some((code, after)) = end.and_then(|end| after.split_at_checked(end)) else {
            blocks.push(Block::Line(line.trim_start()));
            continue;
        };
        rest = after.get(1..).unwrap_or_default();
        let code: Vec<_> = unindented(code);
        // gofmt would take it for a list.
        if code.iter().find(|line| !line.is_empty()).is_some_and(|line| is_item(line)) {
            blocks.extend(code.into_iter().map(|line| Block::Line(line.trim_start())));
        } else {
            blocks.push(Block::Code(code));
        }
    }
    blocks
}

/// The lines without the indentation that all of them have.
fn unindented(lines: &[String]) -> Vec<&str> {
    let indentation = |line: &String| line.len() - line.trim_start_matches([' ', '\t']).len();
    let with_text = lines.iter().filter(|line| !line.is_empty());
    let common = with_text.map(indentation).min().unwrap_or_default();
    lines.iter().map(|line| line.get(common..).unwrap_or_default()).collect()
}

fn indented(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!("\t{line}") }
}

/// Whether a line starts as an item of a list does.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if digits.len() < line.len() {
        digits.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['•', '*', '+', '-'])
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// A line without what gofmt replaces: pairs of quotes, links that it would move to the end, and space behind a `#`.
fn prose(line: &str) -> String {
    let heading = line.strip_prefix('#').filter(|rest| rest.starts_with([' ', '\t']));
    let line = match heading {
        Some(rest) => format!("# {}", rest.trim_start()),
        None if line.starts_with('[') && line.contains("]:") => format!("\\{line}"),
        None => line.to_owned(),
    };
    let mut out = String::with_capacity(line.len());
    let mut rest = &*line;
    while let Some(c) = rest.chars().next() {
        let run = match c {
            '`' | '\'' => rest.len() - rest.trim_start_matches(c).len(),
            _ => 0,
        };
        match (c, run) {
            // Three or more are a fence, which stays.
            ('`', 2) => out.push('`'),
            ('\'', 2..) => out.push('"'),
            _ => out.push_str(rest.get(..run.max(c.len_utf8())).unwrap_or_default()),
        }
        rest = rest.get(run.max(c.len_utf8())..).unwrap_or_default();
    }
    out
}

/// A line between blank lines that starts with a capital letter and ends without punctuation is a heading to gofmt.
fn end_lonely_lines(lines: &mut [String]) {
    for at in 1..lines.len() {
        let is_blank = |at: usize| lines.get(at).is_some_and(String::is_empty);
        let next = lines.get(at + 2).is_some_and(|next| !next.starts_with('\t'));
        if !(is_blank(at - 1) && is_blank(at + 1) && next) {
            continue;
        }
        if let Some(line) = lines.get_mut(at).filter(|line| looks_like_a_heading(line)) {
            line.push('.');
        }
    }
}

fn looks_like_a_heading(line: &str) -> bool {
    line.starts_with(char::is_uppercase)
        && line.ends_with(char::is_alphanumeric)
        && !line.contains(|c| ";:!?+*/=[]{}_^°&§~%#@<\">\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(text: &str) -> String {
        let mut out = String::new();
        doc_comment(text, &mut out);
        out
    }

    #[test]
    fn comments_in_a_declaration_keep_their_lines() {
        let mut out = String::new();
        comment("one\n\n\n  +build ignore\r\n  two\u{0}", "\t", &mut out);
        assert_eq!(out, "\t// one\n\t//\n\t//\n\t// \\+build ignore\n\t//   twoU+0000\n");
    }

    #[test]
    fn comments_of_declarations_are_as_gofmt_writes_them() {
        for (text, expected) in [
            ("one\n\n\n  two\n", "// one\n//\n// two\n"),
            ("\n\none\n +build ignore", "// one\n// \\+build ignore\n"),
            ("a\n- b\n  c\n  - d", "// a\n// - b\n// c\n// - d\n"),
            ("a\n\n#\t  Causes\n\nb", "// a\n//\n// # Causes\n//\n// b\n"),
            ("[a]: https://x.y", "// \\[a]: https://x.y\n"),
            ("``a`` '' ''' `b` ```c```", "// `a` \" \" `b` ```c```\n"),
            ("a\n\nNot found\n\nb", "// a\n//\n// Not found.\n//\n// b\n"),
            ("a\n\nNot found", "// a\n//\n// Not found\n"),
            ("a\n\n予約\n\nb", "// a\n//\n// 予約\n//\n// b\n"),
            (
                "a\n```rust\n    fn main() {\n\n        b();\n    }\n```\nc",
                "// a\n//\n//\tfn main() {\n//\n//\t    b();\n//\t}\n//\n// c\n",
            ),
            ("a\n~~~\n- b\n  c\n~~~", "// a\n// - b\n// c\n"),
            ("a\n```\nno end", "// a\n// ```\n// no end\n"),
        ] {
            assert_eq!(formatted(text), expected, "{text}");
        }
    }
}
