//! The lock: its file, the table of changes with a witness for each row, acceptance, and laws that
//! hold for any two catalogues.

mod accept;
mod any;
mod file;
mod page;
mod sample;
mod table;
