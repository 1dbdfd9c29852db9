//! The texts of a lint with the values of a place.

use crate::lint_table::Lint;
use crate::template::{Piece, pieces};

impl Lint {
    /// The message with its values.
    pub fn message(&self, values: &[(&str, String)]) -> String {
        fill(self.message, values)
    }

    /// The help with its values.
    pub fn help(&self, values: &[(&str, String)]) -> String {
        fill(self.help, values)
    }
}

fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut filled = String::new();
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) | Piece::Stray(text) => filled.push_str(text),
            Piece::Placeholder(placeholder) => {
                let value = values.iter().find(|(name, _)| *name == placeholder.name);
                filled.push_str(value.map_or(placeholder.whole, |(_, value)| value));
            }
        }
    }
    filled
}
