//! Errors of other services: read from their envelopes, looked up in a registry, and raised again.
//!
//! [`reraised`] raises one as an error of this service; [`admitted`] selects the details that are sent on, and [`fields`]
//! fills the texts of this service from them.

mod admitted;
mod fields;
mod reraised;
mod wait;

use core::fmt;
use core::marker::PhantomData;
use core::time::Duration;

use catalog_specs_core::status;
use serde::de::DeserializeOwned;
use serde::de::Error as _;
use serde_json::{Map, Value};

use crate::code::ExpectedCode;
use crate::envelope::ReceivedEnvelope;
use crate::exchange::TraceId;
use crate::failure::{HasHome, IntoFailure, Seal};
use crate::foreign::Answered;
use crate::registry::{CodeSet, root_settings};
use crate::system::internal_entry;
use crate::{Entry, Failure, Registry, Retry};

use wait::LONGEST_WAIT;
pub(crate) use wait::retry_after;

/// The largest body that is read. A larger one is not taken for an envelope.
pub(crate) const LARGEST: usize = 1 << 20;

/// An error that another service answered with, in any of the five dialects; `C` is the registry of its codes.
///
/// A code that `C` knows has its entry; any other is kept as it was sent. By `?` it becomes a
/// [`Failure`] of every registry that includes `C`:
///
/// ```
/// use error_catalog::{ErrorCatalog, Failure, OrFail as _, Remote, SystemError, catalog};
///
/// catalog! { pub struct Codes { CartError, SystemError } }
///
/// #[derive(Debug, ErrorCatalog)]
/// #[catalog(domain = "CART", registry = Codes)]
/// pub enum CartError {
///     #[catalog(code = "CART_FULL", status = 409, log_level = "INFO", message = "A cart holds up to {limit} items")]
///     Full { #[detail] limit: u32 },
/// }
///
/// fn add(answer: &[u8]) -> Result<(), Failure<Codes>> {
///     Err(Remote::<Codes>::from_slice(answer).or_internal()?.into())
/// }
///
/// let body = br#"{"error":{"code":"CART_FULL","message":"the cart is full","details":{"limit":20},"trace_id":"t-1"}}"#;
/// let failure = add(body).unwrap_err();
/// assert!(failure.is(Codes::CART_FULL));
/// assert_eq!(
///     failure.envelope().to_json(),
///     r#"{"error":{"code":"CART_FULL","message":"A cart holds up to 20 items","details":{"limit":20},"trace_id":"t-1"}}"#
/// );
///
/// // What is not known here is internal to us, and the log has its code.
/// let failure = add(br#"{"error":{"code":"CART_ON_FIRE","message":"!"}}"#).unwrap_err();
/// assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR");
/// assert!(failure.to_string().contains("CART_ON_FIRE"));
/// ```
///
/// # What is passed on
///
/// The code, the details that its entry declares, the wait before another try, and the trace id: that goes to the log as
/// `remote_trace_id`, and into the envelope where no other id is given. The text is that of our entry in the language of our
/// client, filled from the details. If a placeholder has no detail, or a format that the received detail cannot have, the text
/// that was received is sent, if it is in the same language (that of its `Content-Language`, else the first of `C`). Otherwise
/// `…` replaces the placeholder.
///
/// # What is limited
///
/// The other service may be broken or hostile. Its response is limited to what its catalogue declares:
///
/// - of the details those that the entry declares, each of its declared type as far as its name is known, together 64 KiB at
///   most: a `u32` that arrives as an object or as −1 is left out. `#[detail(flatten)]` accepts any names. A whole number
///   below `i64::MIN` or above `u64::MAX` is left out too: only an `i128` or a `u128` can have it;
/// - a wait of a day at most;
/// - a text of 4 KiB at most, without control characters and characters that change the direction of text;
/// - of an unknown code only the trace id; the log has its code and its text, and [`Failure::foreign`] what its status means.
pub struct Remote<C: Registry> {
    received: ReceivedEnvelope,
    entry: Option<&'static Entry>,
    /// The details that are sent on.
    admitted: Map<String, Value>,
    /// What its status means.
    answered: Option<Answered>,
    /// The code that an unknown code is sent as: the internal code of the registry it is raised in.
    unknown: &'static Entry,
    trace_id: Option<TraceId>,
    registry: PhantomData<fn() -> C>,
}

impl<C: Registry> Remote<C> {
    /// Reads the body of a response.
    ///
    /// # Errors
    /// When it is not JSON, in none of the five dialects, or larger than a megabyte.
    pub fn from_slice(body: &[u8]) -> Result<Self, serde_json::Error> {
        if body.len() > LARGEST {
            let length = body.len();
            return Err(serde_json::Error::custom(format_args!(
                "the body has {length} bytes, expected an error envelope of at most {LARGEST}"
            )));
        }
        ReceivedEnvelope::from_slice(body).map(Self::from)
    }

    /// Reads a response: its body, its status, and from `Retry-After`, `X-Request-Id` and `Content-Language` what the body
    /// does not say.
    ///
    /// # Errors
    /// As [`from_slice`](Self::from_slice).
    pub fn from_response<B: AsRef<[u8]>>(
        response: &http::Response<B>,
    ) -> Result<Self, serde_json::Error> {
        let read = Self::from_slice(response.body().as_ref())?;
        let header = |name: &str| response.headers().get(name)?.to_str().ok();
        let received = read.received.with_response(
            response.status().as_u16(),
            retry_after(response.headers()),
            header("x-request-id"),
            header("content-language"),
        );
        Ok(Self::from(received))
    }

    /// The code as it was sent, known or not. It may be any text: print it with `{:?}`.
    pub fn code(&self) -> &str {
        self.received.code()
    }

    /// The entry of the code, or of its successor; `None` where it is unknown.
    pub fn entry(&self) -> Option<&'static Entry> {
        self.entry
    }

    /// Whether it has this code, under its current or a former name.
    pub fn is(&self, code: impl ExpectedCode) -> bool {
        self.entry.is_some_and(|entry| entry.code() == code.code().as_str())
    }

    /// The user message as it was sent; empty where none was.
    pub fn message(&self) -> &str {
        self.received.message()
    }

    /// The details as they were sent: of any names, types and sizes. In the Google dialect the values are texts.
    pub fn details(&self) -> &Map<String, Value> {
        self.received.details()
    }

    /// A detail, if it was sent and can be read as a `T`. Of a known code it has the type that the entry declares.
    ///
    /// ```
    /// # use error_catalog::{ErrorCatalog, Remote, SystemError, catalog};
    /// # catalog! { pub struct Codes { CartError, SystemError } }
    /// # #[derive(Debug, ErrorCatalog)]
    /// # #[catalog(domain = "CART", registry = Codes)]
    /// # pub enum CartError {
    /// #     #[catalog(code = "CART_FULL", status = 409, log_level = "INFO", message = "Up to {limit} items")]
    /// #     Full { #[detail] limit: u32 },
    /// # }
    /// let body = br#"{"error":{"code":"CART_FULL","message":"full","details":{"limit":20}}}"#;
    /// let remote = Remote::<Codes>::from_slice(body)?;
    /// assert_eq!(remote.detail::<u32>("limit"), Some(20));
    /// # Ok::<_, serde_json::Error>(())
    /// ```
    pub fn detail<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        T::deserialize(self.sound_details().get(name)?).ok()
    }

    /// All details as a type of yours. Those of a known code are of the types that its entry declares, in every dialect.
    ///
    /// # Errors
    /// If they cannot be read as a `T`.
    pub fn details_as<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(Value::Object(self.sound_details().clone()))
    }

    /// Those that the entry declares; of an unknown code all.
    fn sound_details(&self) -> &Map<String, Value> {
        if self.entry.is_some() { &self.admitted } else { self.details() }
    }

    /// The retry advice: of the code, or of the status where the code is unknown.
    pub fn retry(&self) -> Retry {
        let of_status = || {
            let status = self.status().filter(|status| status::is_error(*status));
            status.map_or(Retry::Never, |status| status::retry(status, status::class(status)))
        };
        self.entry.map_or_else(of_status, Entry::retry)
    }

    /// What its status means, with its own advice.
    #[cfg(feature = "reqwest")]
    pub(crate) fn answered(&self) -> Option<&Answered> {
        self.answered.as_ref()
    }

    /// Whether a retry can help.
    pub fn retryable(&self) -> bool {
        self.retry().is_retryable()
    }

    /// How long to wait before the first retry: at least as long as the service says, or as the code has it. `None` if a retry
    /// cannot help.
    pub fn wait(&self) -> Option<Duration> {
        let first = self.retry().delays().next()?;
        let after = self.retry_after().or(self.entry.and_then(Entry::retry_after));
        Some(after.map_or(first, |after| after.max(first)))
    }

    /// The id under which the other service logged the error, if it is a valid id.
    pub fn trace_id(&self) -> Option<&str> {
        self.trace_id.as_ref().map(TraceId::as_str)
    }

    /// The status of the response; that in the body, if only the body was read.
    pub fn status(&self) -> Option<u16> {
        self.received.status()
    }

    /// How long to wait before trying again: a day at most, whatever was sent.
    pub fn retry_after(&self) -> Option<Duration> {
        self.received.retry_after().map(|wait| wait.min(LONGEST_WAIT))
    }

    /// The locale of the text, where it is known.
    pub fn locale(&self) -> Option<&str> {
        self.received.locale()
    }
}

impl<C: Registry> From<ReceivedEnvelope> for Remote<C> {
    fn from(received: ReceivedEnvelope) -> Self {
        let entry = C::get(received.code());
        let admitted = entry.map(|entry| admitted::admit(entry, &received));
        let admitted = admitted.unwrap_or_default();
        let trace_id = received.trace_id().and_then(|id| TraceId::parse(id.as_bytes()));
        let mut read = Self {
            received,
            entry,
            admitted,
            answered: None,
            unknown: internal_entry(C::settings()),
            trace_id,
            registry: PhantomData,
        };
        read.answered = read
            .status()
            .and_then(|status| Answered::new(status, Some(read.retry()), read.retry_after()));
        read
    }
}

/// Raises it again.
impl<C: Registry> HasHome for Remote<C> {
    type Home = C;
    type AlsoNeeds = C;
    type Raised = C;
}

impl<C: Registry> IntoFailure for Remote<C> {
    fn into_failure<D: CodeSet>(mut self, _: Seal) -> Failure<D> {
        self.unknown = internal_entry(root_settings::<D>());
        Failure::of_error(self)
    }
}

impl<C: Registry> Clone for Remote<C> {
    fn clone(&self) -> Self {
        Self {
            received: self.received.clone(),
            entry: self.entry,
            admitted: self.admitted.clone(),
            answered: self.answered.clone(),
            unknown: self.unknown,
            trace_id: self.trace_id.clone(),
            registry: PhantomData,
        }
    }
}

impl<C: Registry> fmt::Debug for Remote<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote")
            .field("received", &self.received)
            .field("is_known", &self.entry.is_some())
            .finish_non_exhaustive()
    }
}
