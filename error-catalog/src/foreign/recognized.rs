//! One error of a chain, as far as it is recognized.

use core::error::Error;
use std::sync::Arc;

use catalog_specs_core::foreign::Row;

/// An error of a type that is recognized.
pub(super) struct Recognized {
    /// Its row, if it has one.
    pub(super) row: Option<&'static Row>,
    /// Where errors of this type come from, if that is more than the table has.
    pub(super) origin: Option<&'static str>,
}

/// An error of a type, also behind a pointer that is an error too.
pub(super) fn downcast<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    let within_box = || error.downcast_ref::<Box<E>>().map(|error| &**error);
    let within_arc = || error.downcast_ref::<Arc<E>>().map(|error| &**error);
    error.downcast_ref().or_else(within_box).or_else(within_arc)
}
