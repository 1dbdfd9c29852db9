//! What the response of another service means, within a chain of causes.

use core::error::Error;
use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use super::Known;
use crate::Retry;

/// A link of a chain of causes that knows the row of a response, and how long that asks to wait: `CallError` and `Remote` have a
/// type for each registry, by which no chain can be searched.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    known: Known,
    /// The error that a client made of the response.
    error: Option<Arc<dyn Error + Send + Sync>>,
}

impl Answered {
    /// A response of a status, whose retry advice is that of the table or of the service itself.
    pub(crate) fn new(status: u16, retry: Option<Retry>, wait: Option<Duration>) -> Option<Self> {
        Some(Self { known: Known::of_status(status, retry, wait)?, error: None })
    }

    /// With the error of a client, which is shown in its place.
    #[cfg(feature = "reqwest")]
    pub(crate) fn with_error(mut self, error: Option<impl Error + Send + Sync + 'static>) -> Self {
        self.error = error.map(|error| -> Arc<dyn Error + Send + Sync> { Arc::new(error) });
        self
    }

    /// What is known of it.
    pub(crate) fn known(&self) -> Known {
        self.known
    }
}

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error {
            Some(error) => error.fmt(f),
            None => write!(f, "the response was {}", self.known),
        }
    }
}

impl Error for Answered {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.as_ref()?.source()
    }
}
