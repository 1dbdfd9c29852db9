//! Alerts of one process: to Slack, Teams and PagerDuty, by e-mail, or over a transport of your own.
//!
//! ```no_run
//! use error_catalog::alert::{Alerts, Conditions};
//! # use error_catalog::{SystemError, catalog};
//! # catalog! { pub struct Codes { SystemError } }
//!
//! # fn main() -> std::io::Result<()> {
//! # let (alerts_url, incidents_url, key) = ("https://hooks.slack.com/a", "https://hooks.slack.com/b", "k");
//! # #[cfg(feature = "alert-http")]
//! # {
//! let alerts = Alerts::for_registry::<Codes>()
//!     .slack("ERROR", alerts_url)
//!     .slack("CRITICAL", incidents_url)
//!     .pagerduty(key)
//!     .conditions(Conditions::default())
//!     .start()?;
//!
//! // Within requests the layer reports:
//! // `CatalogLayer::<Codes>::new().observer((reporter, alerts.clone()))`.
//! // Outside of them, such as in a job:
//! # let error = SystemError::RouteNotFound;
//! alerts.report(&error).trace_id("job-42").send();
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! # Rules
//!
//! - A WARNING is in the log only, an ERROR goes to the channels for ERROR, a CRITICAL to those for CRITICAL; if there are none,
//!   to those for ERROR.
//! - The first ERROR of a code is sent at once. Each further window of 5 minutes with more of them sends
//!   `32 occurrences of EXTERNAL_API_TIMEOUT in last 5 min`.
//! - At most 100 alerts are sent in any 60 seconds. A summary of those that were held back follows.
//! - A critical failure is queued at once: it is not grouped, and the limit does not apply to it. One failure is one alert,
//!   however often it is reported. If no channel takes it, it goes to the fallback log and to an event of `tracing`.
//! - A failed call is repeated once. 10 failed calls in a row open the breaker of the channel; one call after 30 seconds probes
//!   it, and each failed probe doubles the time, up to 5 minutes.
//! - If the [`DedupStore`] of several processes does not answer, the alert is sent.
//!
//! The caller does not wait for receivers. A report holds a lock for some nanoseconds, and a text is written only for an alert
//! that is sent. Each channel has its own thread, its own queue and a deadline. An alert that is not sent is
//! [counted](Alerts::counts).
//!
//! # Texts
//!
//! ```text
//! 🚨 System Error - TomTom API Timeout
//! Severity: ERROR
//! Request ID: req-456
//! Tool: calculate_route
//! Message: TomTom API timeout after 3 retries
//! Time: 2025-10-14 10:30:00 UTC
//!
//! 🔥 CRITICAL: Database Connection Pool Exhausted
//! Request ID: req-789
//! pool_size: 10, active: 10, waiting: 5
//! Immediate action required!
//! ```
//!
//! The title is `title` of the code, or else the code. Texts are [masked](crate::mask), then escaped for their receiver: none can
//! mention `@channel`, format text or add a header.
//!
//! # Memory
//!
//! About 100 bytes for each code of the registry, taken at the start, and 100 kB for the failures that were reported last:
//! at most 1.5 MB for 10,000 codes. [`Conditions`] add up to 600 bytes for each code that fails and is retried, and 200 for each of
//! 1024 routes: at most 8 MB for 10,000 codes. Queues are bounded: 16 MiB before the channels and in the fallback log each, 4096
//! critical and 256 other alerts for each channel. A [`DedupStore`] needs memory elsewhere: in Redis one key for each alert, for 5 minutes.

mod alerts;
mod call;
mod channel;
mod clock;
mod conditions;
mod content;
mod counts;
mod dispatch;
mod fallback;
mod grouping;
#[cfg(feature = "alert-http")]
mod http;
mod payload;
#[cfg(feature = "alert-redis")]
mod redis;
mod report;
mod settings;
#[cfg(feature = "alert-mail")]
mod smtp;
mod store;
mod text;
mod tracked;
mod transport;

pub use alerts::Alerts;
pub use clock::Clock;
pub use conditions::Conditions;
pub use counts::{AlertCounts, ChannelCounts};
#[cfg(feature = "alert-http")]
pub use http::Http;
#[cfg(feature = "alert-redis")]
pub use redis::RedisStore;
pub use settings::AlertsBuilder;
#[cfg(feature = "alert-mail")]
pub use smtp::Smtp;
pub use store::DedupStore;
pub use transport::{Delivery, Transport, Unsent};
