//! The reporter: writes one record for each failure, within requests and outside of them.
//!
//! ```
//! use error_catalog::report::{JsonLines, Reporter};
//! # use error_catalog::ErrorCatalog;
//! # #[derive(Debug, ErrorCatalog)]
//! # #[catalog(domain = "ROUTING")]
//! # enum RoutingError {
//! #     #[catalog(code = "ROUTING_PROVIDER_DOWN", status = 503, log_level = "ERROR", message = "Please try again later")]
//! #     ProviderDown,
//! # }
//! # fn main() -> std::io::Result<()> {
//!
//! // The guard writes what is queued when it is dropped: keep it in `main`.
//! let (reporter, _guard) = Reporter::to(JsonLines::stdout()).environment("production").start()?;
//!
//! // Within requests the layer reports: `CatalogLayer::<Codes>::new().observer(reporter.clone())`.
//! // Outside of them, such as in a job:
//! reporter.report(&RoutingError::ProviderDown).trace_id("job-42").tool("calculate_route").send();
//! # Ok(())
//! # }
//! ```
//!
//! A record is masked and written as text where the failure is reported, and then put into a queue. One thread writes what is
//! in the queue. So reporting does not wait for the disk, and no recognized secret is in the queue. A full queue drops records and
//! [counts](Reporter::counts) them.
//!
//! # The record
//!
#![doc = include_str!("record.md")]
//!
//! An absent value has no member. All texts are [masked](crate::mask).
//!
//! # Memory
//!
//! None of it depends on the number of codes:
//!
//! - 8192 records may wait, or as many as [`ReporterBuilder::queue`] sets, and at most 8 MiB of them. Their buffers take at
//!   most 27 MB while a sink hangs during a flood, and are freed afterwards.
//! - 100 kB for the failures that were reported last, which are written once.
//! - 330 kB at most for each thread that reports.

mod by_hand;
mod counts;
mod guard;
mod lines;
mod reporter;
mod settings;
mod sink;
mod user;
mod worker;

pub use by_hand::Report;
#[cfg(feature = "alert")]
pub(crate) use by_hand::{Reported, Target};
pub use counts::ReportCounts;
pub use guard::Guard;
#[cfg(feature = "alert")]
pub(crate) use lines::Lines;
pub use reporter::Reporter;
pub use settings::ReporterBuilder;
#[cfg(feature = "tracing")]
pub use sink::TracingEvents;
pub use sink::{Console, JsonLines, RecordFormat, Sink};
#[cfg(feature = "alert")]
pub(crate) use user::UserHash;
#[cfg(feature = "alert")]
pub(crate) use worker::end_after;
