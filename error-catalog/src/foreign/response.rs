//! A response of another service that is no error of its catalogue.

use core::error::Error;
use core::fmt;
use core::time::Duration;

use ::reqwest::StatusCode;

/// A response that is no error envelope.
#[derive(Debug)]
pub struct OtherResponse {
    /// The error of its status, of which the [table](crate::foreign) has the advice; nothing for a status from 600 on.
    pub(crate) of_status: Option<::reqwest::Error>,
    pub(crate) status: StatusCode,
    /// How long it asks to wait.
    pub(crate) retry_after: Option<Duration>,
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
        self.of_status.as_ref().map(|error| error as _)
    }
}
