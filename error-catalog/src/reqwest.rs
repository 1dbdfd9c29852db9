//! Errors of other services in responses of `reqwest`.
//!
//! ```no_run
//! use error_catalog::codes::SYSTEM_ROUTE_NOT_FOUND;
//! use error_catalog::reqwest::{CallError, ResponseExt as _};
//! use error_catalog::{Failure, Registry, catalog, SystemError};
//!
//! catalog! { pub struct Codes { SystemError } }
//!
//! async fn stock(client: &reqwest::Client) -> Result<String, CallError<Codes>> {
//!     let response = client.get("http://stock.internal/42").send().await?;
//!     Ok(response.error_for_code::<Codes>().await?.text().await?)
//! }
//!
//! async fn order(client: &reqwest::Client) -> Result<String, Failure<Codes>> {
//!     match stock(client).await {
//!         Err(error) if error.is(SYSTEM_ROUTE_NOT_FOUND) => Ok("none".to_owned()),
//!         // Raised again: a known code as itself, everything else as the internal code.
//!         other => Ok(other?),
//!     }
//! }
//! ```

use core::error::Error;
use core::fmt;
use core::time::Duration;

use ::reqwest::Response;

use crate::code::ExpectedCode;
use crate::failure::{HasHome, IntoFailure, Seal};
use crate::failure_inner::Unexpected;
pub use crate::foreign::response::OtherResponse;
use crate::foreign::{Answered, Known, find};
use crate::registry::CodeSet;
use crate::remote::{LARGEST, Remote, retry_after};
use crate::{Failure, Registry, Retry};

mod sealed {
    /// Seals [`ResponseExt`](super::ResponseExt).
    pub trait Sealed {}
    impl Sealed for reqwest::Response {}
}

/// Reads the error of another service out of its response. Only this crate implements it.
pub trait ResponseExt: sealed::Sealed + Sized {
    /// The response if its status is below 400, or else its error, in any of the dialects. `C` is the registry of the other
    /// service.
    ///
    /// A megabyte of the body is read at most.
    ///
    /// # Errors
    /// For every status from 400 on, and if the body breaks.
    fn error_for_code<C: Registry>(
        self,
    ) -> impl Future<Output = Result<Response, CallError<C>>> + Send;
}

impl ResponseExt for Response {
    async fn error_for_code<C: Registry>(mut self) -> Result<Response, CallError<C>> {
        let status = self.status();
        // The statuses from 600 on are no errors to reqwest.
        let of_status = self.error_for_status_ref().err();
        if status.as_u16() < 400 {
            return Ok(self);
        }
        let mut body = Vec::new();
        // One byte more is too large for an envelope.
        while body.len() <= LARGEST {
            let Some(chunk) = self.chunk().await? else { break };
            body.extend_from_slice(&chunk);
        }
        let mut read = http::Response::new(body);
        *read.status_mut() = status;
        core::mem::swap(read.headers_mut(), self.headers_mut());
        Err(match Remote::from_response(&read) {
            Ok(remote) => CallError::Remote(Box::new(remote)),
            Err(why) => {
                let wait = retry_after(read.headers());
                let answered = Answered::new(status.as_u16(), None, wait);
                let answered = answered.map(|answered| answered.with_error(of_status));
                CallError::Response(OtherResponse { answered, status, why })
            }
        })
    }
}

/// A call of another service failed.
///
/// `?` converts it into a [`Failure`] of every registry that includes `C`: a known code is sent as itself, everything else as
/// the internal code, with the advice of its cause.
#[non_exhaustive]
pub enum CallError<C: Registry> {
    /// The service answered with an error.
    Remote(Box<Remote<C>>),
    /// The response is no error of the service: that of a proxy, for example.
    Response(OtherResponse),
    /// The request failed.
    Request(::reqwest::Error),
}

impl<C: Registry> CallError<C> {
    /// The error that the service answered with.
    pub fn remote(&self) -> Option<&Remote<C>> {
        match self {
            Self::Remote(remote) => Some(remote),
            _ => None,
        }
    }

    /// Whether the service answered with this code.
    pub fn is(&self, code: impl ExpectedCode) -> bool {
        self.remote().is_some_and(|remote| remote.is(code))
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Remote(remote) => remote.status(),
            Self::Response(response) => Some(response.status.as_u16()),
            Self::Request(error) => error.status().map(|status| status.as_u16()),
        }
    }

    /// The retry advice: of the code, of the status, or of the way in which the request failed.
    pub fn retry(&self) -> Retry {
        let advised = |known: Option<Known>| known.map_or(Retry::Never, Known::retry);
        match self {
            Self::Remote(remote) => remote.retry(),
            Self::Response(response) => advised(find(response)),
            Self::Request(error) => advised(find(error)),
        }
    }

    /// Whether a retry can help.
    pub fn retryable(&self) -> bool {
        self.retry().is_retryable()
    }

    /// How long to wait before the first retry: at least as long as the service says. `None` if a retry cannot help.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Remote(remote) => remote.wait(),
            Self::Response(response) => {
                let first = self.retry().delays().next()?;
                let asked = find(response).and_then(Known::asked_wait);
                Some(asked.map_or(first, |asked| asked.max(first)))
            }
            Self::Request(_) => self.retry().delays().next(),
        }
    }
}

impl<C: Registry> From<::reqwest::Error> for CallError<C> {
    fn from(error: ::reqwest::Error) -> Self {
        Self::Request(error)
    }
}

impl<C: Registry> HasHome for CallError<C> {
    type Home = C;
    type AlsoNeeds = C;
    type Raised = C;
}

impl<C: Registry> IntoFailure for CallError<C> {
    #[cfg_attr(feature = "location", track_caller)]
    fn into_failure<D: CodeSet>(self, seal: Seal) -> Failure<D> {
        match self {
            Self::Remote(remote) => remote.into_failure(seal),
            Self::Response(response) => Unexpected::new(response).into_failure(seal),
            Self::Request(error) => Unexpected::new(error).into_failure(seal),
        }
    }
}

impl<C: Registry> fmt::Display for CallError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Remote(remote) => remote.fmt(f),
            Self::Response(response) => response.fmt(f),
            Self::Request(error) => error.fmt(f),
        }
    }
}

impl<C: Registry> fmt::Debug for CallError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Remote(remote) => f.debug_tuple("Remote").field(remote).finish(),
            Self::Response(response) => f.debug_tuple("Response").field(response).finish(),
            Self::Request(error) => f.debug_tuple("Request").field(error).finish(),
        }
    }
}

impl<C: Registry> Error for CallError<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // So that `.or_internal()` keeps the advice.
            Self::Remote(remote) => Some(remote.answered()?),
            Self::Response(response) => response.source(),
            Self::Request(error) => error.source(),
        }
    }
}
