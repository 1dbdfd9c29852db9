//! The reporter and its guard.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::HeaderName;

use super::by_hand::{Report, Reported, Target};
use super::counts::{ReportCounts, add};
use super::sink::RecordFormat;
use super::user::{UserHash, UserKey};
use super::worker::Queue;
use crate::classed::mask_for;
use crate::edge::{Observer, Occurrence};
use crate::failure::AsCatalogued;
use crate::mask::Mask;
use crate::panics;
use crate::record::{Console, Record, Scratch};
use crate::repeats::Repeats;

/// Writes a record for each failure. Clones share the queue.
///
/// As an [`Observer`] of a layer it records failed requests. [`report`](Self::report) is for everything else. The
/// [module](super) has an example.
#[derive(Clone)]
pub struct Reporter(Arc<Shared>);

pub(super) struct Shared {
    pub(super) formats: Vec<RecordFormat>,
    pub(super) queue: Arc<Queue>,
    pub(super) mask: Mask,
    pub(super) environment: Cow<'static, str>,
    pub(super) service: Option<Cow<'static, str>>,
    pub(super) has_stack_traces: bool,
    pub(super) user_key: UserKey,
    pub(super) headers: &'static [HeaderName],
    pub(super) repeats: Repeats,
    pub(super) start: Instant,
    /// What else receives failures outside of requests.
    pub(super) targets: Vec<Box<dyn Target>>,
}

impl Reporter {
    pub(super) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// Begins the report of a failure outside of a request: of a job, a consumer of messages, a command or a tool. Takes errors
    /// of a catalogue and `Failure`s.
    #[cfg_attr(feature = "location", track_caller)]
    pub fn report<'r, E: AsCatalogued + ?Sized>(&'r self, error: &'r E) -> Report<'r> {
        Report::new(self, error.as_catalogued())
    }

    /// Waits until everything that was reported before is written. Returns whether it is.
    pub fn flush(&self, timeout: Duration) -> bool {
        self.0.queue.flush(timeout)
    }

    /// The reports so far, counted by their outcome.
    pub fn counts(&self) -> ReportCounts {
        self.0.queue.counts()
    }

    /// The time for [`Repeats`].
    fn now(&self) -> u64 {
        u64::try_from(self.0.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Writes a record, unless it is a repetition.
    fn write(&self, record: Record<'_>, is_first: impl FnOnce() -> bool) {
        let Shared { queue, formats, .. } = &*self.0;
        add(&queue.counters.reported, formats.len() as u64);
        if !is_first() {
            return add(&queue.counters.repeated, formats.len() as u64);
        }
        let service = match record.exchange {
            Some(exchange) => exchange.service(),
            None => record.error.catalog_settings().service,
        };
        let record = Record {
            environment: Some(&self.0.environment),
            service: self.0.service.as_deref().or(service),
            has_stack_trace: self.0.has_stack_traces,
            ..record
        };
        // Each form is written once, however many sinks want it.
        for (at, format) in formats.iter().enumerate() {
            let is_first = !formats.iter().take(at).any(|before| before == format);
            // A subscriber of `tracing` is user code, and one that panics must not cost the other sinks their record.
            if is_first && panics::catch(|| self.write_as(&record, *format)).is_err() {
                queue.count_dropped(formats.iter().filter(|other| *other == format).count());
            }
        }
    }

    fn write_as(&self, record: &Record<'_>, format: RecordFormat) {
        let Shared { queue, formats, .. } = &*self.0;
        let sinks = || (0..).zip(formats).filter(|(_, wanted)| **wanted == format);
        let line = |write: &dyn Fn(&mut Scratch)| {
            Scratch::with(|scratch| {
                write(scratch);
                for (sink, _) in sinks() {
                    queue.push(sink, &scratch.out);
                }
            });
        };
        match format {
            RecordFormat::Json => line(&|scratch| record.write_json(scratch)),
            RecordFormat::Console { color } => {
                let console = Console { has_color: color };
                line(&|scratch| record.write_console(console, scratch));
            }
            RecordFormat::Event => {
                #[cfg(feature = "tracing")]
                record.emit();
                add(&queue.counters.written, sinks().count() as u64);
            }
        }
    }
}

/// Records failed requests.
impl Observer for Reporter {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        let exchange = occurrence.exchange;
        let user = exchange.user().map(|user| self.0.user_key.hash(&user));
        let mask = &mask_for(occurrence.error, &self.0.mask);
        let record = Record::of_request(occurrence.error, mask, exchange, occurrence.status);
        let record = Record { user_id: user.as_ref().map(UserHash::as_str), ..record };
        let repeats = &self.0.repeats;
        self.write(record, || {
            repeats.is_first_of_request(occurrence.entry(), exchange, self.now())
        });
    }

    fn logged_headers(&self) -> &'static [HeaderName] {
        self.0.headers
    }
}

/// Records failures outside of requests, and passes them on.
impl Target for Reporter {
    fn user_hash(&self, user: &dyn core::fmt::Display) -> Option<UserHash> {
        Some(self.0.user_key.hash(user))
    }

    fn receive(&self, reported: &Reported<'_>) {
        let Reported { error, exchange, trace_id, written_id, user_id, tool_name, raised } =
            *reported;
        let mask = mask_for(error, &self.0.mask);
        let record = Record {
            exchange,
            trace_id: written_id,
            user_id,
            tool_name,
            raised,
            ..Record::new(error, &mask)
        };
        let (entry, repeats) = (error.catalog_row(), &self.0.repeats);
        self.write(record, || match (exchange, trace_id) {
            (Some(exchange), _) => repeats.is_first_of_request(entry, exchange, self.now()),
            (None, Some(trace_id)) => repeats.is_first_by_hand(entry, trace_id, self.now()),
            (None, None) => true,
        });
        for target in &self.0.targets {
            // One that panics costs the others nothing.
            let _ = panics::catch(|| target.receive(reported));
        }
    }
}

impl core::fmt::Debug for Reporter {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Reporter")
            .field("environment", &self.0.environment)
            .field("counts", &self.counts())
            .finish_non_exhaustive()
    }
}
