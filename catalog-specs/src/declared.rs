//! What somebody declared, before any rule has judged it: every value with its position.
//!
//! `P` is what a reader calls a position: the span of a token, or a piece of a JSON file. The rules copy
//! positions and never look into them, so the model needs neither `syn` nor a file.

/// A value and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<T, P> {
    /// The value.
    pub value: T,
    /// The smallest piece of the source that it was read from.
    pub pos: P,
}

impl<T, P> At<T, P> {
    /// A value with its position.
    pub fn new(value: T, pos: P) -> Self {
        Self { value, pos }
    }
}
