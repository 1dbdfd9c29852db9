//! The metrics of a service: what is counted, and under which names. They go to the recorder of the crate `metrics`.
//!
#![doc = include_str!("metric.md")]
//!
//! The labels have closed sets of values, which the catalogue knows: none is an id or a path. [`register`] starts every series
//! at 0, because a counter that begins at 1 never raises an alert of Prometheus: `increase()` sees no change.
//!
//! # Memory
//!
//! The recorder keeps two series for each code and some hundred others. This crate keeps the labels of the codes that a thread has
//! counted last: of at most 512, in 500 kB for each thread that counts so many.

use core::ptr;
use std::cell::RefCell;
use std::collections::BTreeMap;

pub use catalog_specs_core::metric::{InvalidName, Metric, MetricKind, Names};

pub use crate::metric_names::NamesInUse;

use metrics::{Counter, Key, Label, Level, Metadata};

use crate::foreign::{self, Known};
use crate::kind::Kind;
use crate::metric_names::{self, name};
use crate::system::internal_entry;
use crate::{Catalogued, Entry, Registry, Severity};

const METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// Sets the names of the metrics. Call it before [`register`], and before anything can fail.
///
/// ```
/// use error_catalog::metric::{self, Metric, Names};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// metric::set_names(Names::default().rename(Metric::Severities, "error_severity_total")?)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// When other names are in use: one process has one set of names.
///
/// # In a test
/// `Codes::outputs().check()` compares the names that were set with those of `[operations.metrics]` in `error-catalog.toml`. So
/// call the function that sets them there, too.
pub fn set_names(names: Names) -> Result<(), NamesInUse> {
    metric_names::set(names)
}

/// Starts every series of a registry at 0. Call it once, after the recorder is installed.
///
/// ```
/// # use error_catalog::{SystemError, catalog};
/// catalog! { pub struct Codes { SystemError } }
///
/// error_catalog::metric::register::<Codes>();
/// ```
pub fn register<C: Registry>() {
    for entry in C::ALL {
        start(&Keys::for_kind(entry, Kind::from_parts(entry, None)));
        counter(&retries(entry)).increment(0);
    }
    // An internal failure can have a foreign cause.
    let internal = internal_entry(C::settings());
    for (error_type, source) in foreign::kinds() {
        let error_type = internal.error_type().unwrap_or(error_type);
        let source = internal.origin().unwrap_or(source);
        start(&Keys::for_kind(internal, Kind { error_type: Some(error_type), source }));
    }
    for severity in Severity::ALL {
        counter(&severities(*severity)).increment(0);
    }
    // Not set to 0: the breaker may be open already.
    #[cfg(feature = "retry")]
    for origin in C::ALL.iter().filter_map(|entry| entry.origin()) {
        let state = breaker(origin);
        let _ = metrics::with_recorder(|recorder| recorder.register_gauge(&state, &METADATA));
    }
    counter(&Key::from_static_name(name(Metric::ReportsDropped))).increment(0);
    #[cfg(feature = "alert")]
    alerts::register_again();
    let version = vec![Label::from_static_parts("version", env!("CARGO_PKG_VERSION"))];
    let info = Key::from_parts(name(Metric::BuildInfo), version);
    metrics::with_recorder(|recorder| recorder.register_gauge(&info, &METADATA).set(1.0));
}

fn start(keys: &Keys) {
    for key in keys.each() {
        counter(key).increment(0);
    }
}

/// Counts one retry of an operation that failed with this code.
pub fn count_retry(entry: &'static Entry) {
    counter(&retries(entry)).increment(1);
}

/// Sets the state of the breaker of a part of the system.
#[cfg(feature = "retry")]
pub(crate) fn set_breaker(origin: &'static str, is_open: bool) {
    let value = if is_open { 1.0 } else { 0.0 };
    let state = breaker(origin);
    metrics::with_recorder(|recorder| recorder.register_gauge(&state, &METADATA).set(value));
}

#[cfg(feature = "retry")]
fn breaker(origin: &'static str) -> Key {
    let source = vec![Label::from_static_parts("source", origin)];
    Key::from_parts(name(Metric::BreakerOpen), source)
}

/// Counts reports that were not written.
#[cfg(feature = "report")]
pub(crate) fn count_dropped(count: u64) {
    counter(&Key::from_static_name(name(Metric::ReportsDropped))).increment(count);
}

#[cfg(feature = "alert")]
pub(crate) use alerts::AlertSeries;

/// The series of the channels of alerts.
#[cfg(feature = "alert")]
mod alerts {
    use std::sync::{Mutex, PoisonError};

    use super::{Key, Label, METADATA, Metric, counter, name};

    /// The channels of this process, for a recorder that is installed after the alerts are started.
    static CHANNELS: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

    /// Starts the series of every channel at 0.
    pub(super) fn register_again() {
        let channels = CHANNELS.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for channel in channels {
            AlertSeries { channel }.register();
        }
    }

    /// The series of one channel.
    pub(crate) struct AlertSeries {
        channel: &'static str,
    }

    impl AlertSeries {
        /// Starts the series at 0.
        pub(crate) fn new(channel: &str) -> Self {
            let mut channels = CHANNELS.lock().unwrap_or_else(PoisonError::into_inner);
            let known = channels.iter().copied().find(|known| *known == channel);
            // A service has a few channels, and their names are labels for as long as it runs.
            let channel = known.unwrap_or_else(|| {
                let channel = String::leak(channel.to_owned());
                channels.push(channel);
                channel
            });
            drop(channels);
            let series = Self { channel };
            // A recorder is user code and may panic.
            let _ = crate::panics::catch(|| series.register());
            series
        }

        fn register(&self) {
            counter(&self.key(Metric::AlertFailures)).increment(0);
            counter(&self.key(Metric::AlertsDropped)).increment(0);
            self.set_breaker(false);
        }

        fn key(&self, metric: Metric) -> Key {
            Key::from_parts(name(metric), vec![Label::from_static_parts("channel", self.channel)])
        }

        /// Counts a failed call.
        pub(crate) fn count_failure(&self) {
            counter(&self.key(Metric::AlertFailures)).increment(1);
        }

        /// Counts alerts that found no room.
        pub(crate) fn count_dropped(&self, count: u64) {
            counter(&self.key(Metric::AlertsDropped)).increment(count);
        }

        /// Sets whether the breaker is open.
        pub(crate) fn set_breaker(&self, is_open: bool) {
            let key = self.key(Metric::AlertBreakerOpen);
            let value = if is_open { 1.0 } else { 0.0 };
            metrics::with_recorder(|recorder| recorder.register_gauge(&key, &METADATA).set(value));
        }
    }
}

/// A thread keeps as many keys. Services whose threads count more codes than that make some of them again.
const MOST_KEYS: usize = 512;

thread_local! {
    /// The keys of what this thread has counted.
    static KEYS: RefCell<BTreeMap<Counted, Keys>> = const { RefCell::new(BTreeMap::new()) };
}

/// An entry, and the row and origin of its foreign error, by their addresses.
type Counted = (*const Entry, Option<(*const foreign::Row, *const u8)>);

/// Counts one failure.
#[inline]
pub(crate) fn count(error: &dyn Catalogued) {
    let (entry, foreign) = (error.catalog_row(), error.catalog_foreign());
    let place = foreign.map(|known: Known| (ptr::from_ref(known.row()), known.origin().as_ptr()));
    let counted = (ptr::from_ref(entry), place);
    let known = KEYS.try_with(|keys| {
        keys.try_borrow().is_ok_and(|keys| keys.get(&counted).map(Keys::increment).is_some())
    });
    if !known.unwrap_or_default() {
        count_first(counted, Keys::for_kind(entry, Kind::from_parts(entry, foreign)));
    }
}

/// Counts what this thread has not counted yet. The keys are not available to a recorder that counts a failure
/// while they are borrowed, nor while a thread ends: both count without the cache.
#[cold]
fn count_first(counted: Counted, keys: Keys) {
    keys.increment();
    let _ = KEYS.try_with(|known| {
        let Ok(mut known) = known.try_borrow_mut() else { return };
        if known.len() >= MOST_KEYS {
            // Those that occur often are soon there again.
            known.clear();
        }
        known.insert(counted, keys);
    });
}

/// The series that a failure counts in.
struct Keys {
    errors: Key,
    /// That of a system error.
    system: Option<Key>,
    severity: Key,
}

impl Keys {
    fn for_kind(entry: &'static Entry, kind: Kind) -> Self {
        let errors = vec![
            Label::from_static_parts("error_code", entry.code()),
            Label::from_static_parts("domain", entry.domain()),
            Label::from_static_parts("severity", entry.severity().as_str()),
            Label::from_static_parts("source", kind.source),
        ];
        let is_system = entry.status().is_server_error();
        let system = kind.error_type.filter(|_| is_system).map(|error_type| {
            let labels = vec![
                Label::from_static_parts("error_type", error_type),
                Label::from_static_parts("source", kind.source),
            ];
            Key::from_parts(name(Metric::SystemErrors), labels)
        });
        let errors = Key::from_parts(name(Metric::Errors), errors);
        Self { errors, system, severity: severities(entry.severity()) }
    }

    fn each(&self) -> impl Iterator<Item = &Key> {
        [Some(&self.errors), self.system.as_ref(), Some(&self.severity)].into_iter().flatten()
    }

    fn increment(&self) {
        for key in self.each() {
            counter(key).increment(1);
        }
    }
}

fn severities(severity: Severity) -> Key {
    let labels = vec![Label::from_static_parts("severity", severity.as_str())];
    Key::from_parts(name(Metric::Severities), labels)
}

fn retries(entry: &'static Entry) -> Key {
    let labels = vec![Label::from_static_parts("error_code", entry.code())];
    Key::from_parts(name(Metric::Retries), labels)
}

fn counter(key: &Key) -> Counter {
    metrics::with_recorder(|recorder| recorder.register_counter(key, &METADATA))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The documentation of the module names the number.
    #[test]
    fn counting_ten_thousand_codes_takes_little_memory() {
        let entries = Entry::ten_thousand();
        // In a new thread, because each thread has its keys.
        let measure = move || {
            allocation_counter::measure(|| {
                for entry in entries {
                    let counted = (ptr::from_ref(entry), None);
                    count_first(counted, Keys::for_kind(entry, Kind::from_parts(entry, None)));
                }
            })
        };
        let measured = std::thread::spawn(measure).join().unwrap();
        assert!(measured.bytes_max <= 500_000, "{} bytes", measured.bytes_max);
    }
}
