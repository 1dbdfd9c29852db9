//! The rules of a catalogue: one `table` of their texts, and a function each over what was [`declared`](crate::declared).
//!
//! - [`entry`]: rules about one code; [`item`]: about an enum, its message files and the codes it names;
//!   [`registry`]: about all that a registry lists.
//! - `text`: rules about a single text, which readers ask while they read.
//! - A rule reports to [`Problems`]: once, and only where what it looks at is sound. The [`Form`] of the source
//!   decides how a cure is written.

mod table;

pub mod entry;
mod form;
pub mod item;
pub mod messages;
mod problems;
pub mod reference;
pub mod registry;
pub mod text;

pub use form::{ADD_LOCALE, Form};
pub use problems::{ANY, BrokenRule, Problems};
pub use table::*;
