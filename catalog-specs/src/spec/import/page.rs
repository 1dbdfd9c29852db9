//! Lines of Rust as `rustfmt` lays them out, and where in them each member of the spec stands.

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
    /// What stands where, in the order of the text.
    pub(in crate::spec) marks: Vec<Mark>,
    lines: usize,
    depth: usize,
}

/// From here on stands what a member of the spec says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::spec) struct Mark {
    /// The line, counted from 1, and the column in characters, counted from 0.
    pub(in crate::spec) at: (usize, usize),
    /// Which row, where it is about one.
    pub(in crate::spec) row: Option<usize>,
    /// The member, as the places of a row name it.
    pub(in crate::spec) key: String,
}

/// An argument of `#[catalog(…)]`: what is written, and what it says by the names of the spec. A list
/// has arguments of its own.
pub(super) struct Argument {
    key: String,
    written: Written,
}

enum Written {
    Whole(String),
    List(String, Vec<Argument>),
}

impl Argument {
    /// `name = value`, or a word alone.
    pub(super) fn new(key: impl Into<String>, written: impl Into<String>) -> Self {
        Self { key: key.into(), written: Written::Whole(written.into()) }
    }

    /// `name(…)`.
    pub(super) fn list(key: &str, name: &str, arguments: Vec<Self>) -> Self {
        Self { key: key.to_owned(), written: Written::List(name.to_owned(), arguments) }
    }

    fn one_line(&self) -> String {
        match &self.written {
            Written::Whole(text) => text.clone(),
            Written::List(name, arguments) => format!("{name}({})", one_line(arguments)),
        }
    }
}

fn one_line(arguments: &[Argument]) -> String {
    arguments.iter().map(Argument::one_line).collect::<Vec<_>>().join(", ")
}

impl Page {
    /// A line, with nothing before an empty one.
    pub(super) fn line(&mut self, text: &str) {
        if !text.is_empty() {
            self.text.extend(std::iter::repeat_n("    ", self.depth));
            self.text.push_str(text);
        }
        self.text.push('\n');
        self.lines += 1;
    }

    /// A line that opens a block.
    pub(super) fn open(&mut self, text: &str) {
        self.line(text);
        self.depth += 1;
    }

    /// A line that closes a block.
    pub(super) fn close(&mut self, text: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(text);
    }

    /// How many columns are left on a line.
    pub(super) fn room(&self) -> usize {
        LINE_WIDTH - 4 * self.depth
    }

    /// The next thing that is written is about a member.
    pub(super) fn mark(&mut self, row: Option<usize>, key: &str) {
        let at = (self.lines + 1, 4 * self.depth);
        self.marks.push(Mark { at, row, key: key.to_owned() });
    }

    /// `#[catalog(…)]`, on one line where it fits.
    pub(super) fn attribute(&mut self, row: Option<usize>, arguments: &[Argument]) {
        let line = one_line(arguments);
        let fits = width(&line) <= ATTRIBUTE_WIDTH && 12 + width(&line) <= self.room();
        if fits {
            let mut column = 4 * self.depth + "#[catalog(".len();
            for argument in arguments {
                column = self.mark_in_line(row, column, argument) + ", ".len();
            }
            self.line(&format!("#[catalog({line})]"));
            return;
        }
        self.open("#[catalog(");
        self.arguments(row, arguments);
        self.close(")]");
    }

    fn arguments(&mut self, row: Option<usize>, arguments: &[Argument]) {
        for (at, argument) in arguments.iter().enumerate() {
            let comma = if at + 1 < arguments.len() { "," } else { "" };
            let line = argument.one_line();
            match &argument.written {
                Written::List(name, inner)
                    if width(&line) > ATTRIBUTE_WIDTH.min(self.room() - 1) =>
                {
                    self.mark(row, &argument.key);
                    self.open(&format!("{name}("));
                    self.arguments(row, inner);
                    self.close(&format!("){comma}"));
                }
                _ => {
                    self.mark_in_line(row, 4 * self.depth, argument);
                    self.line(&format!("{line}{comma}"));
                }
            }
        }
    }

    /// Marks an argument that stands on the next line, and gives the column behind it.
    fn mark_in_line(&mut self, row: Option<usize>, column: usize, argument: &Argument) -> usize {
        let at = (self.lines + 1, column);
        self.marks.push(Mark { at, row, key: argument.key.clone() });
        if let Written::List(name, arguments) = &argument.written {
            let mut inner = column + name.chars().count() + 1;
            for argument in arguments {
                inner = self.mark_in_line(row, inner, argument) + ", ".len();
            }
        }
        column + argument.one_line().chars().count()
    }
}
