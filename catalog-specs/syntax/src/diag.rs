//! The problems of an item of Rust source, as the compiler shows them.

use proc_macro2::Span;

pub(crate) use crate::nearest::did_you_mean;
use crate::rules::{Problem, Problems};

/// The problems found so far in tokens.
pub type Diag = Problems<Span>;

impl Diag {
    /// The problems by their place in the source.
    pub fn into_sorted(self) -> Vec<Problem<Span>> {
        self.sorted_by(|span| (span.start().line, span.start().column))
    }

    /// All problems as one error of many parts.
    ///
    /// # Errors
    /// When there are any.
    pub fn finish(self) -> Result<(), syn::Error> {
        let problems = self.into_sorted().into_iter();
        let errors = problems.map(|problem| syn::Error::new(problem.pos, problem.text()));
        match errors.reduce(|mut all, next| {
            all.combine(next);
            all
        }) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}
