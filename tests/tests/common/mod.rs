//! The seeds' catalogues as an application would declare them.

// Kept as the design writes it, a text to a line: the formatter would give each key a line.
#[rustfmt::skip]
pub mod japanese;
pub mod payments;
pub mod system_errors;
pub mod validation;
