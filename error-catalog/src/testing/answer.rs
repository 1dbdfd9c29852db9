//! A response as a test sees it: status and body.

use core::fmt::Write as _;

use http::{Response, StatusCode};

use crate::envelope::ReceivedEnvelope;

/// A response with its whole body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    status: u16,
    body: Vec<u8>,
}

/// Types that `assert_code!` accepts. For another framework's response write a pair of status and bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no answer with all its bytes",
    label = "not a status with the bytes of a body",
    note = "a body that is still to come is collected first, of axum or hyper: `assert_code!(collect(response).await, …)`",
    note = "of reqwest: `assert_code!(collect(response.into()).await, …)`; `collect` is `error_catalog::testing::collect`",
    note = "for any other response there is the pair: `assert_code!((status, bytes), …)`"
)]
pub trait Answers {
    /// Its status and its body.
    fn answer(&self) -> Answer;
}

impl Answer {
    /// A response.
    pub fn new(status: StatusCode, body: impl Into<Vec<u8>>) -> Self {
        Self { status: status.as_u16(), body: body.into() }
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
        shown
    }
}

impl Answers for Answer {
    fn answer(&self) -> Answer {
        self.clone()
    }
}

// What the body lacks is not what the reader is to give it.
#[diagnostic::do_not_recommend]
impl<B: AsRef<[u8]>> Answers for Response<B> {
    fn answer(&self) -> Answer {
        Answer::new(self.status(), self.body().as_ref())
    }
}

// What the body lacks is not what the reader is to give it.
#[diagnostic::do_not_recommend]
impl<B: AsRef<[u8]>> Answers for (StatusCode, B) {
    fn answer(&self) -> Answer {
        Answer::new(self.0, self.1.as_ref())
    }
}

// What the body lacks is not what the reader is to give it.
#[diagnostic::do_not_recommend]
impl<B: AsRef<[u8]>> Answers for (u16, B) {
    fn answer(&self) -> Answer {
        Answer { status: self.0, body: self.1.as_ref().to_vec() }
    }
}

#[diagnostic::do_not_recommend]
impl<A: Answers + ?Sized> Answers for &A {
    fn answer(&self) -> Answer {
        (**self).answer()
    }
}
