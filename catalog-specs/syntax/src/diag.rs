//! The problems of an item of Rust source, as the compiler shows them.

use catalog_specs_core::rules::{BrokenRule, Problems};
use proc_macro2::Span;

pub(crate) use catalog_specs_core::nearest::did_you_mean;

/// The problems found so far in tokens.
pub type Diag = Problems<Span>;

/// The problems by their place in the source.
pub fn sorted(diag: Diag) -> Vec<BrokenRule<Span>> {
    diag.sorted_by(|span| (span.start().line, span.start().column))
}

/// All problems as one error of many parts.
///
/// # Errors
/// When there are any.
pub fn finish(diag: Diag) -> Result<(), syn::Error> {
    let problems = sorted(diag).into_iter();
    let errors = problems.map(|problem| syn::Error::new(problem.pos, problem.text()));
    match errors.reduce(|mut all, next| {
        all.combine(next);
        all
    }) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}
