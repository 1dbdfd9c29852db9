//! How an alert leaves the process.

use core::fmt;
use core::time::Duration;
use std::borrow::Cow;
use std::sync::Arc;

use super::content::Alert;
use super::payload::PayloadFormat;
use super::text::{text, title_line};
use crate::{Secret, Severity};

/// Sends what a channel has to send. A function is a transport.
///
/// Each call has its thread, and counts as failed when its deadline is over. The thread then runs on, so a transport should keep to
/// [`Delivery::deadline`]; at most 10 calls of a channel hang at once. A panic is a failed call.
///
/// ```
/// use error_catalog::alert::{Alerts, Delivery, Unsent};
/// # use error_catalog::{SystemError, catalog};
/// # catalog! { pub struct Codes { SystemError } }
///
/// /// Posts over the HTTP client that the service has anyway.
/// fn post(delivery: &Delivery) -> Result<(), Unsent> {
///     # fn client(_: &str, _: &[u8]) -> Result<u16, std::io::Error> { Ok(200) }
///     let url = delivery.url().unwrap_or_default();
///     match client(url, delivery.body()) {
///         Ok(200..=299) => Ok(()),
///         Ok(status) => Err(Unsent::new(format!("status {status}"))),
///         Err(error) => Err(Unsent::new(error.kind().to_string())),
///     }
/// }
///
/// let alerts = Alerts::for_registry::<Codes>()
///     .transport(post)
///     .slack("ERROR", "https://hooks.slack.com/services/T00/B00/xxxx")
///     .start()?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a delivery.
    ///
    /// # Errors
    /// When the receiver has not taken it.
    fn send(&self, delivery: &Delivery) -> Result<(), Unsent>;

    /// Checks the settings. Called by [`start`](super::AlertsBuilder::start).
    ///
    /// # Errors
    /// When nothing could be sent with these settings.
    fn check(&self) -> Result<(), Unsent> {
        Ok(())
    }
}

impl<F: Fn(&Delivery) -> Result<(), Unsent> + Send + Sync + 'static> Transport for F {
    fn send(&self, delivery: &Delivery) -> Result<(), Unsent> {
        self(delivery)
    }
}

/// An alert for one channel, ready to be sent. Its `Debug` text has neither the address nor the body, which hold secrets.
pub struct Delivery {
    channel: Arc<str>,
    severity: Severity,
    code: Option<&'static str>,
    title: String,
    text: String,
    url: Option<Secret<Arc<str>>>,
    body: Vec<u8>,
    deadline: Duration,
}

impl Delivery {
    pub(super) fn new(
        channel: &Arc<str>,
        format: &PayloadFormat,
        url: Option<&Secret<Arc<str>>>,
        alert: &Alert,
        deadline: Duration,
    ) -> Self {
        Self {
            channel: Arc::clone(channel),
            severity: alert.severity,
            code: alert.code,
            title: title_line(alert),
            text: text(alert),
            url: url.cloned(),
            body: format.body(alert),
            deadline,
        }
    }

    /// The name of the channel.
    pub fn channel(&self) -> &str {
        &self.channel
    }

    /// The severity.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The code; `None` if the alert is about several.
    pub fn code(&self) -> Option<&'static str> {
        self.code
    }

    /// The first line of the text, for the subject of a mail.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The text for people, over several lines. It is masked, and not escaped.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The address to post to. It is a secret, because it is all that is needed to post. `None` for a channel without one.
    pub fn url(&self) -> Option<&str> {
        self.url.as_ref().map(|url| &**url.expose())
    }

    /// The body, as `application/json`. It is escaped for its receiver, and may hold the key of the service.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// How long the call may take.
    pub fn deadline(&self) -> Duration {
        self.deadline
    }
}

impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("channel", &self.channel)
            .field("severity", &self.severity)
            .field("code", &self.code)
            .finish_non_exhaustive()
    }
}

/// Why an alert was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    reason: Cow<'static, str>,
    wait: Option<Duration>,
    is_final: bool,
}

impl Unsent {
    /// A temporary failure: the alert is sent once more. The reason goes to the log, without the address and masked.
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self { reason: reason.into(), wait: None, is_final: false }
    }

    /// A failure that stays, such as a wrong key: the alert is not sent again.
    pub fn refused(reason: impl Into<Cow<'static, str>>) -> Self {
        Self { is_final: true, ..Self::new(reason) }
    }

    /// Sets how long the receiver asks to wait before the next call.
    #[must_use]
    pub fn retry_after(self, wait: Duration) -> Self {
        Self { wait: Some(wait), ..self }
    }

    pub(super) fn reason(&self) -> &str {
        &self.reason
    }

    pub(super) fn wait(&self) -> Option<Duration> {
        self.wait
    }

    pub(super) fn is_final(&self) -> bool {
        self.is_final
    }
}
