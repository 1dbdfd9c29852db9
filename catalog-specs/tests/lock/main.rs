//! The lock: its file, the table of changes with a witness for each row, acceptance, and laws that
//! hold for any two catalogues.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "all of this is a test")]

mod accept;
mod any;
mod file;
mod page;
mod sample;
mod table;
