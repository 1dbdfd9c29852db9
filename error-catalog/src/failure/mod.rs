//! What a handler returns: one failure type for every error that a registry includes.
//!
//! [`value`] is the type itself; [`into_failure`] is what `?` makes one of, and [`results`] brings results and options to it.

mod into_failure;
mod results;
mod value;

pub use into_failure::IntoFailure;
pub(crate) use into_failure::Seal;
pub use results::{Caused, OrFail, Widen};
pub use value::Failure;

pub use crate::failure_inner::Unexpected;
