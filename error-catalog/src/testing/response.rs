//! A response as a test sees it: status and body.

use core::fmt::Write as _;

use http::{Response, StatusCode};

use crate::Failure;
use crate::envelope::{Envelope, ReceivedEnvelope};
use crate::failure_inner::ResponseError;
use crate::produced::{cause_texts, causes_of};
use crate::registry::CodeSet;

/// A response with its whole body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestResponse {
    status: u16,
    body: Vec<u8>,
    /// What the error says to developers, and then its causes, for the text of a test that fails.
    causes: Vec<String>,
}

/// Types that `assert_code!` accepts. For another framework's response write a pair of status and bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a response with all its bytes",
    label = "not a status with the bytes of a body",
    note = "collect the body of axum or hyper first: `assert_code!(collect(response).await, …)`",
    note = "with reqwest: `assert_code!(collect(response.into()).await, …)`; `collect` is `error_catalog::testing::collect`",
    note = "for any other response write the pair: `assert_code!((status, bytes), …)`"
)]
pub trait ToTestResponse {
    /// Its status and its body.
    fn to_test_response(&self) -> TestResponse;
}

impl TestResponse {
    /// A response.
    pub fn new(status: StatusCode, body: impl Into<Vec<u8>>) -> Self {
        Self { status: status.as_u16(), body: body.into(), causes: Vec::new() }
    }

    /// The response of an envelope.
    fn of_envelope(envelope: &Envelope<'_>) -> Self {
        let causes = cause_texts(envelope.error());
        Self { causes, ..Self::new(envelope.status(), envelope.body()) }
    }

    /// The text of its error and the causes, the nearest first: they are known where it was made in this process.
    pub(super) fn causes(&self) -> Vec<String> {
        if !self.causes.is_empty() {
            return self.causes.clone();
        }
        let received = self.envelope().ok();
        received.and_then(|received| received.trace_id().map(causes_of)).unwrap_or_default()
    }

    /// Its status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Its body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The error in it.
    ///
    /// # Errors
    /// When it is no error envelope.
    pub fn envelope(&self) -> Result<ReceivedEnvelope, serde_json::Error> {
        ReceivedEnvelope::from_slice(&self.body)
    }

    /// Status and body for a failed test.
    pub(super) fn describe(&self) -> String {
        const LONGEST: usize = 4000;
        let reason =
            StatusCode::from_u16(self.status).ok().and_then(|status| status.canonical_reason());
        let mut shown = format!("status: {} {}\n", self.status, reason.unwrap_or_default());
        let body = String::from_utf8_lossy(&self.body);
        let mut chars = body.chars();
        shown.push_str("  body: ");
        shown.extend(chars.by_ref().take(LONGEST));
        if self.body.is_empty() {
            shown.push_str("(empty)");
        }
        let rest = chars.count();
        if rest > 0 {
            // Writing to a `String` does not fail.
            let _ = write!(shown, "… and {rest} more characters");
        }
        for (at, cause) in self.causes().iter().enumerate() {
            let lead = if at == 0 { " error: " } else { " cause: " };
            shown.push('\n');
            shown.push_str(lead);
            shown.push_str(cause);
        }
        shown
    }
}

impl ToTestResponse for TestResponse {
    fn to_test_response(&self) -> TestResponse {
        self.clone()
    }
}

// What the body lacks is not what the reader is to give it.
#[diagnostic::do_not_recommend]
impl<B: AsRef<[u8]>> ToTestResponse for Response<B> {
    fn to_test_response(&self) -> TestResponse {
        let response = TestResponse::new(self.status(), self.body().as_ref());
        match self.extensions().get::<ResponseError>() {
            Some(kept) => TestResponse { causes: cause_texts(kept.error()), ..response },
            None => response,
        }
    }
}

// What the body lacks is not what the reader is to give it.
#[diagnostic::do_not_recommend]
impl<B: AsRef<[u8]>> ToTestResponse for (StatusCode, B) {
    fn to_test_response(&self) -> TestResponse {
        TestResponse::new(self.0, self.1.as_ref())
    }
}

// What the body lacks is not what the reader is to give it.
#[diagnostic::do_not_recommend]
impl<B: AsRef<[u8]>> ToTestResponse for (u16, B) {
    fn to_test_response(&self) -> TestResponse {
        TestResponse { status: self.0, body: self.1.as_ref().to_vec(), causes: Vec::new() }
    }
}

/// What a handler returns, without a service around it.
#[diagnostic::do_not_recommend]
impl<C: CodeSet> ToTestResponse for Failure<C> {
    fn to_test_response(&self) -> TestResponse {
        TestResponse::of_envelope(&self.envelope())
    }
}

#[diagnostic::do_not_recommend]
impl ToTestResponse for Envelope<'_> {
    fn to_test_response(&self) -> TestResponse {
        TestResponse::of_envelope(self)
    }
}

/// A success is no error: the test fails and says so.
#[diagnostic::do_not_recommend]
impl<T, A: ToTestResponse> ToTestResponse for Result<T, A> {
    fn to_test_response(&self) -> TestResponse {
        match self {
            Ok(_) => TestResponse::new(StatusCode::OK, "(it is `Ok`)"),
            Err(failed) => failed.to_test_response(),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<A: ToTestResponse + ?Sized> ToTestResponse for &A {
    fn to_test_response(&self) -> TestResponse {
        (**self).to_test_response()
    }
}
