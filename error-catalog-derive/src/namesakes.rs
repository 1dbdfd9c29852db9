//! How many types of one name `catalog!` has declared in a file so far.
//!
//! Two types of one name in one module are one mistake. Without a module around the second, rustc would take what is implemented for
//! it as implemented again for the first, and report each of those impls.

use std::sync::{Mutex, PoisonError};

use proc_macro2::Ident;
use syn::ext::IdentExt as _;

static DECLARED: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

/// The number of earlier types of the name in its file, in whatever module; before Rust 1.88, which shows no file, in the crate. An
/// editor that expands a macro again gets a higher number, which changes the name of a hidden module and nothing else.
pub(crate) fn count(ident: &Ident) -> usize {
    let declaration = (ident.unraw().to_string(), ident.span().file());
    let mut declared = DECLARED.lock().unwrap_or_else(PoisonError::into_inner);
    let namesakes = declared.iter().filter(|known| **known == declaration).count();
    declared.push(declaration);
    namesakes
}
