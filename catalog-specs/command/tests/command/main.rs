//! The command `cargo error-catalog`, run as people run it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is a test"
)]

mod answers;
mod attack;
mod check;
mod diff;
mod documents;
mod drill;
mod exact;
mod exit_codes;
mod explain;
mod formats;
mod harness;
mod help;
mod hostile;
mod lints;
mod list;
mod lock;
mod manual;
mod openapi;
mod policies;
mod repair;
mod terminal;
mod workspace;
