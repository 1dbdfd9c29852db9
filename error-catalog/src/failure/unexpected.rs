//! Failures of errors that no catalogue declares, or not at their surface.

use core::error::Error;

use super::{Accepts, Failure};
use crate::failure_inner::Unexpected;
use crate::registry::CodeSet;

impl<C: CodeSet> Failure<C> {
    /// An unexpected failure: it is sent as the registry's `internal` code.
    #[cfg_attr(feature = "location", track_caller)]
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self
    where
        C: Accepts<Unexpected, C::Kind>,
    {
        Self::unexpected(cause)
    }

    /// Finds the catalogued error in the chain of an `anyhow::Error`, and sends its code. Without one the failure is
    /// [`internal`](Self::internal). The log has the whole chain.
    #[cfg(feature = "anyhow")]
    #[cfg_attr(feature = "location", track_caller)]
    pub fn from_anyhow(error: anyhow::Error) -> Self
    where
        C: Accepts<Unexpected, C::Kind>,
    {
        // The other conversion into a box hides the type of an error without context.
        Self::from_chain(error.reallocate_into_boxed_dyn_error_without_backtrace())
    }

    /// Finds the catalogued error in a chain of causes, and sends its code. Without one the failure is
    /// [`internal`](Self::internal). The log has the whole chain.
    #[cfg_attr(feature = "location", track_caller)]
    pub fn from_chain(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self
    where
        C: Accepts<Unexpected, C::Kind>,
    {
        // Not by a closure, whose place would be that of the failure.
        match Self::chained(error.into()) {
            Ok(failure) => failure,
            Err(error) => Self::unexpected(error),
        }
    }
}
