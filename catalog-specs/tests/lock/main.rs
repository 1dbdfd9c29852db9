//! The lock: its file, the table of changes with an example for each entry, acceptance, and properties
//! of any two catalogues.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "all of this is a test")]

mod accept;
mod any;
mod file;
mod integrity;
mod operations;
mod page;
mod sample;
mod table;
