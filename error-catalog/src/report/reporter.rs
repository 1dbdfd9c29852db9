//! The reporter and its guard.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderName;

use super::counts::{Counts, add};
use super::repeats::Repeats;
use super::sink::Format;
use super::user::{UserHash, UserKey};
use super::worker::Queue;
use crate::edge::{Observer, Occurrence};
use crate::mask::Mask;
use crate::record::{Console, Record, Scratch};

/// Writes a record for each failure. A clone is a pointer to the same.
///
/// As an [`Observer`] of a layer it records failed requests. [`report`](Self::report) is for everything else. The
/// [module](super) has an example.
#[derive(Clone)]
pub struct Reporter(Arc<Shared>);

pub(super) struct Shared {
    pub(super) formats: Vec<Format>,
    pub(super) queue: Arc<Queue>,
    pub(super) mask: Mask,
    pub(super) environment: Cow<'static, str>,
    pub(super) service: Option<Cow<'static, str>>,
    pub(super) has_stack_traces: bool,
    pub(super) user_key: UserKey,
    pub(super) headers: &'static [HeaderName],
    pub(super) repeats: Repeats,
}

impl Reporter {
    pub(super) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// Waits until everything that was reported before is written. Returns whether it is.
    pub fn flush(&self, timeout: Duration) -> bool {
        self.0.queue.flush(timeout)
    }

    /// What became of the reports so far.
    pub fn counts(&self) -> Counts {
        self.0.queue.counts()
    }

    pub(super) fn mask(&self) -> &Mask {
        &self.0.mask
    }

    pub(super) fn repeats(&self) -> &Repeats {
        &self.0.repeats
    }

    pub(super) fn user_hash(&self, user: &dyn core::fmt::Display) -> UserHash {
        self.0.user_key.hash(user)
    }

    /// Writes a record, unless it is a repetition.
    pub(super) fn write(&self, record: Record<'_>, is_first: impl FnOnce() -> bool) {
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
            if !formats.iter().take(at).any(|before| before == format) {
                self.write_as(&record, *format);
            }
        }
    }

    fn write_as(&self, record: &Record<'_>, format: Format) {
        let Shared { queue, formats, .. } = &*self.0;
        let sinks = || (0..).zip(formats).filter(|(_, wanted)| **wanted == format);
        let line = |write: &dyn Fn(&mut Scratch)| {
            Scratch::with(|scratch| {
                write(scratch);
                for (sink, _) in sinks() {
                    queue.push(sink, scratch.out.as_slice().into());
                }
            });
        };
        match format {
            Format::Json => line(&|scratch| record.write_json(scratch)),
            Format::Console { color } => {
                let console = Console { has_color: color };
                line(&|scratch| record.write_console(console, scratch));
            }
            Format::Event => {
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
        let user = exchange.user().map(|user| self.user_hash(&user));
        let record = Record::of_request(occurrence.error, self.mask(), exchange, occurrence.status);
        let record = Record { user_id: user.as_ref().map(UserHash::as_str), ..record };
        self.write(record, || self.repeats().is_first_of_request(occurrence.entry(), exchange));
    }

    fn logged_headers(&self) -> &'static [HeaderName] {
        self.0.headers
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
