//! No false green: some 300 changes to a package whose catalogue passes, and what `check` says to each.
//!
//! `check` passes only if nothing changed. What it finds is either taken over by `docs`, after which it passes, or a
//! broken promise, which `docs` refuses.

mod damage;
mod declaration;
mod inputs;
mod lock;
mod operations;
mod package;
mod places;
mod source;
