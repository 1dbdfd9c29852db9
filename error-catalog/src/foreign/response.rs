//! A response of another service that is no error of its catalogue.

use core::error::Error;
use core::fmt;

use ::reqwest::StatusCode;

use super::Answered;

/// A response that is no error envelope.
#[derive(Debug)]
pub struct OtherResponse {
    /// What its status means; nothing for a status from 600 on.
    pub(crate) answered: Option<Answered>,
    pub(crate) status: StatusCode,
    /// Why it is no envelope.
    pub(crate) why: serde_json::Error,
}

impl OtherResponse {
    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl fmt::Display for OtherResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "another service answered {} without an error envelope: {}",
            self.status, self.why
        )
    }
}

impl Error for OtherResponse {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.answered.as_ref().map(|answered| -> &(dyn Error + 'static) { answered })
    }
}
