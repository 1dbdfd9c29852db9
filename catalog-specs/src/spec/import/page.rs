//! Lays out lines of Rust as `rustfmt` does.

use super::literal::width;

/// The longest list of an attribute that stays on one line.
const ATTRIBUTE_WIDTH: usize = 70;
/// The longest line.
const LINE_WIDTH: usize = 100;

/// A page of Rust.
#[derive(Default)]
pub(in crate::spec) struct Page {
    /// The text so far.
    pub(in crate::spec) text: String,
    depth: usize,
}

/// An argument of `#[catalog(…)]`.
pub(super) enum Argument {
    /// Any text.
    Verbatim(String),
    /// A list of arguments.
    List(String, Vec<Self>),
}

impl Argument {
    /// `name = value`, or a word.
    pub(super) fn new(written: impl Into<String>) -> Self {
        Self::Verbatim(written.into())
    }

    /// `name(…)`.
    pub(super) fn list(name: &str, arguments: Vec<Self>) -> Self {
        Self::List(name.to_owned(), arguments)
    }

    fn one_line(&self) -> String {
        match self {
            Argument::Verbatim(text) => text.clone(),
            Argument::List(name, arguments) => format!("{name}({})", one_line(arguments)),
        }
    }
}

fn one_line(arguments: &[Argument]) -> String {
    arguments.iter().map(Argument::one_line).collect::<Vec<_>>().join(", ")
}

impl Page {
    /// Adds a line; an empty one is not indented.
    pub(super) fn line(&mut self, text: &str) {
        if !text.is_empty() {
            self.text.extend(std::iter::repeat_n("    ", self.depth));
            self.text.push_str(text);
        }
        self.text.push('\n');
    }

    /// Adds a line that opens a block.
    pub(super) fn open(&mut self, text: &str) {
        self.line(text);
        self.depth += 1;
    }

    /// Adds a line that closes a block.
    pub(super) fn close(&mut self, text: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(text);
    }

    /// The columns left on a line.
    pub(super) fn room(&self) -> usize {
        LINE_WIDTH - 4 * self.depth
    }

    /// Adds `#[catalog(…)]`, on one line if it fits.
    pub(super) fn attribute(&mut self, arguments: &[Argument]) {
        let line = one_line(arguments);
        let fits = width(&line) <= ATTRIBUTE_WIDTH && 12 + width(&line) <= self.room();
        if fits {
            self.line(&format!("#[catalog({line})]"));
            return;
        }
        self.open("#[catalog(");
        self.arguments(arguments);
        self.close(")]");
    }

    fn arguments(&mut self, arguments: &[Argument]) {
        for (at, argument) in arguments.iter().enumerate() {
            let comma = if at + 1 < arguments.len() { "," } else { "" };
            let line = argument.one_line();
            match argument {
                Argument::List(name, inner)
                    if width(&line) > ATTRIBUTE_WIDTH.min(self.room() - 1) =>
                {
                    self.open(&format!("{name}("));
                    self.arguments(inner);
                    self.close(&format!("){comma}"));
                }
                _ => self.line(&format!("{line}{comma}")),
            }
        }
    }
}
