//! Doc comments on a terminal.

use crate::printing::{Style, terminal_width, visible, wrap};

const INDENT: &str = "  ";

/// A doc comment: its paragraphs wrapped, its lists and blocks of code left as they stand.
pub(super) fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut paragraph = String::new();
    let mut fenced = false;
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```");
        let stands_alone = fenced || is_fence || line.trim().is_empty() || starts_block(line);
        if stands_alone {
            push(&mut paragraph, &mut out);
        }
        fenced ^= is_fence;
        if is_fence {
            continue;
        }
        if fenced {
            out.push_str(&format!("{INDENT}  {}\n", Style::FAINT.paint(line)));
        } else if line.trim().is_empty() {
            out.push('\n');
        } else {
            if !paragraph.is_empty() && !ends_wide(&paragraph) {
                paragraph.push(' ');
            }
            let line = if paragraph.is_empty() { line.trim_end() } else { line.trim() };
            paragraph.push_str(line);
        }
    }
    push(&mut paragraph, &mut out);
    out
}

/// A sentence or two, wrapped.
pub(super) fn paragraph(text: &str) -> String {
    let mut out = String::new();
    push(&mut text.to_owned(), &mut out);
    out
}

/// Writes a paragraph; the lines of an item of a list stand below its first word.
fn push(paragraph: &mut String, out: &mut String) {
    let text = visible(&std::mem::take(paragraph));
    if text.is_empty() {
        return;
    }
    let body = text.trim_start();
    let marker = body.len() - after_marker(body).len();
    let before = " ".repeat(text.len() - body.len());
    let hanging = " ".repeat(marker);
    let columns = terminal_width().saturating_sub(INDENT.len() + before.len() + marker);
    for (at, line) in wrap(after_marker(body), columns).iter().enumerate() {
        let marker = if at == 0 { body.get(..marker).unwrap_or_default() } else { &hanging };
        out.push_str(&format!("{INDENT}{before}{marker}{line}\n"));
    }
}

/// Whether a line begins something new: an item of a list, a heading, a row of a table.
fn starts_block(line: &str) -> bool {
    let line = line.trim_start();
    after_marker(line).len() < line.len() || line.starts_with(['#', '|', '>'])
}

/// What stands behind `- ` or `1. `.
fn after_marker(line: &str) -> &str {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = if digits.len() < line.len() { digits.strip_prefix(". ") } else { None };
    let bullet = || ["- ", "* ", "+ "].iter().find_map(|bullet| line.strip_prefix(bullet));
    numbered.or_else(bullet).unwrap_or(line)
}

/// Scripts without blanks between words need none between lines.
fn ends_wide(text: &str) -> bool {
    text.chars()
        .next_back()
        .is_some_and(|c| crate::printing::width(c.encode_utf8(&mut [0; 4])) == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(&prose(text)).to_string()
    }

    #[test]
    fn lines_of_a_paragraph_are_joined_and_items_are_not() {
        assert_eq!(plain("One\ntwo.\n\n- a\n  b\n- c"), "  One two.\n\n  - a b\n  - c\n");
        assert_eq!(plain("日本\n語"), "  日本語\n");
    }

    #[test]
    fn code_stays_as_it_is() {
        assert_eq!(
            plain("See\n```toml\na = 1\n\n  b\n```\nend"),
            "  See\n    a = 1\n    \n      b\n  end\n"
        );
    }

    #[test]
    fn items_hang_below_their_first_word() {
        let long = format!("1. {}", "word ".repeat(40));
        for line in plain(&long).lines().skip(1) {
            assert!(line.starts_with("     word"), "{line:?}");
        }
    }
}
