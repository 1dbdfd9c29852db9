//! The position of a declaration.

/// The position of an enum in the source, for messages of the compiler; it reaches no binary.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub file: &'static str,
    /// The line of the derive.
    pub line: u32,
    /// The line of each entry's code, in declaration order; 0 where it is not known.
    pub lines: &'static [u32],
}
