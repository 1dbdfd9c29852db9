//! What has a code: errors of a catalogue, and failures.

use super::Failure;
use crate::Catalogued;
use crate::registry::CodeSet;

/// A value with a code: every [`Catalogued`] error, and every [`Failure`]. Only this crate implements it.
pub trait AsCatalogued: sealed::Sealed {
    /// The error.
    #[doc(hidden)]
    fn as_catalogued(&self) -> &dyn Catalogued;
}

mod sealed {
    /// Seals [`AsCatalogued`](super::AsCatalogued).
    pub trait Sealed {}
}

impl<E: Catalogued> sealed::Sealed for E {}

impl<E: Catalogued> AsCatalogued for E {
    fn as_catalogued(&self) -> &dyn Catalogued {
        self
    }
}

impl<C: CodeSet> sealed::Sealed for Failure<C> {}

impl<C: CodeSet> AsCatalogued for Failure<C> {
    fn as_catalogued(&self) -> &dyn Catalogued {
        &**self
    }
}
