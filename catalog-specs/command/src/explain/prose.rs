//! Doc comments on a terminal.

use catalog_specs::render::doc_comment;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::printing::{Style, terminal_width, visible, wrap};

const INDENT: &str = "  ";

/// A doc comment: paragraphs and items are wrapped, blocks of code are not.
pub(super) fn prose(text: &str) -> String {
    let mut writer = Writer { indent: INDENT.to_owned(), ..Writer::default() };
    for event in doc_comment::read(text) {
        writer.event(event);
    }
    writer.flush();
    writer.out
}

/// A sentence or two, wrapped.
pub(super) fn paragraph(text: &str) -> String {
    let mut writer = Writer { indent: INDENT.to_owned(), ..Writer::default() };
    writer.text.push_str(text);
    writer.flush();
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The paragraph so far.
    text: String,
    /// The indent of the open items and quotations.
    indent: String,
    /// The bullet or number of an item, until its first line is written.
    marker: String,
    /// The next number of each open list; none for bullets.
    numbers: Vec<Option<u64>>,
    links: Vec<String>,
    /// Whether a blank line separates the next block.
    is_apart: bool,
    in_code: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => {
                for line in text.lines() {
                    let line = Style::FAINT.paint(&visible(line));
                    self.out.push_str(&format!("{}  {line}\n", self.indent));
                }
            }
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => self.text.push_str(&format!("`{code}`")),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.flush(),
            Event::Rule => {
                self.separate();
                self.text.push_str("---");
                self.flush();
            }
            // HTML was converted to text, and no other extension is enabled.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::Table(_) => self.separate(),
            Tag::BlockQuote(_) => {
                self.separate();
                self.indent.push_str(INDENT);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.is_apart = false;
                self.in_code = true;
            }
            Tag::List(first) => {
                if self.numbers.is_empty() {
                    self.separate();
                } else {
                    self.flush();
                }
                self.numbers.push(first);
            }
            Tag::Item => {
                self.separate();
                self.marker = match self.numbers.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.indent.push_str(&" ".repeat(self.marker.len()));
            }
            Tag::TableCell if !self.text.is_empty() => self.text.push_str(" | "),
            Tag::Link { dest_url, .. } => self.links.push(dest_url.into_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Table => {
                self.flush();
                self.is_apart = true;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.flush(),
            TagEnd::BlockQuote(_) => self.leave(INDENT.len()),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Item => {
                self.flush();
                let width = match self.numbers.last() {
                    Some(Some(next)) => format!("{}. ", next - 1).len(),
                    _ => 2,
                };
                self.leave(width);
            }
            TagEnd::List(_) => {
                self.numbers.pop();
                self.is_apart |= self.numbers.is_empty();
            }
            TagEnd::Link => {
                let url = self.links.pop().unwrap_or_default();
                if !self.text.ends_with(&url) {
                    self.text.push_str(&format!(" <{url}>"));
                }
            }
            _ => {}
        }
    }

    /// Begins a block; the first one of an item follows its bullet.
    fn separate(&mut self) {
        if self.text.is_empty() && !self.marker.is_empty() {
            return;
        }
        self.flush();
        if std::mem::take(&mut self.is_apart) {
            self.out.push('\n');
        }
    }

    /// Ends an item or a quotation: removes its indent.
    fn leave(&mut self, width: usize) {
        self.indent.truncate(self.indent.len().saturating_sub(width));
    }

    /// Writes the paragraph so far, with the bullet of its item before the first line.
    fn flush(&mut self) {
        let text = visible(&std::mem::take(&mut self.text));
        if text.is_empty() && self.marker.is_empty() {
            return;
        }
        let marker = std::mem::take(&mut self.marker);
        let columns = terminal_width().saturating_sub(self.indent.len());
        for (at, line) in wrap(&text, columns).iter().enumerate() {
            let before = self.indent.get(marker.len()..).filter(|_| at == 0);
            match before {
                Some(before) => self.out.push_str(&format!("{before}{marker}{line}\n")),
                None => self.out.push_str(&format!("{}{line}\n", self.indent)),
            }
        }
    }
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
    fn code_is_unchanged() {
        assert_eq!(
            plain("See\n```toml\na = 1\n\n  b\n```\nend"),
            "  See\n    a = 1\n    \n      b\n  end\n"
        );
    }

    #[test]
    fn items_are_indented_below_their_first_word() {
        let long = format!("1. {}", "word ".repeat(40));
        for line in plain(&long).lines().skip(1) {
            assert!(line.starts_with("     word"), "{line:?}");
        }
    }

    #[test]
    fn blocks_are_separated_and_control_characters_are_escaped() {
        assert_eq!(
            plain("# Why\nBecause.\n\n2. a\n\n   b\n\n3. c\n   - d\n   - e\n\n> f"),
            "  Why\n\n  Because.\n\n  2. a\n\n     b\n\n  3. c\n\n     - d\n     - e\n\n    f\n"
        );
        assert_eq!(plain("| a | b |\n|---|---|\n| `c` | *d* |"), "  a | b\n  `c` | d\n");
        assert_eq!(
            plain("[a](https://a.example) [b](javascript:x) <https://c.example> <b>"),
            "  a <https://a.example> b https://c.example <b>\n"
        );
        assert_eq!(plain("a \u{1b}[31m\u{202e}b").matches(['\u{1b}', '\u{202e}']).count(), 0);
    }
}
