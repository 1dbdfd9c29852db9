//! The rules of a catalogue: one `table` of their texts, and a function each over what was [`declared`](crate::declared).
//!
//! - [`entry`]: rules about one code; [`item`]: about an enum, its message files and the codes it names;
//!   [`registry`]: about all that a registry lists.
//! - `text`: rules about a single text, which readers ask while they read.
//! - A rule reports to [`Problems`]: once, and only where what it looks at is sound. The [`Form`] of the source
//!   decides how a cure is written.

mod table;

#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub mod entry;
mod form;
#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub mod item;
#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub(crate) mod messages;
#[cfg(any(feature = "syntax", feature = "spec-file"))]
mod problems;
#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub(crate) mod reference;
#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub mod registry;
#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub(crate) mod text;

pub use form::{ADD_LOCALE, Form};
#[cfg(any(feature = "syntax", feature = "spec-file"))]
pub use problems::{ANY, Problem, Problems};
pub use table::*;
