//! What the log and the metrics receive: a real subscriber of `tracing` and a real recorder of `metrics`.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};

use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

/// One record: its level, its fields, and those of the spans around it.
#[derive(Debug, Clone)]
pub struct Record {
    pub level: String,
    pub fields: BTreeMap<String, String>,
    pub span: BTreeMap<String, String>,
}

static RECORDS: Mutex<Vec<Record>> = Mutex::new(Vec::new());
static COUNTS: Mutex<BTreeMap<String, Arc<AtomicU64>>> = Mutex::new(BTreeMap::new());

/// Begins to listen, on all threads. A thread without a subscriber would answer for the logs of all others: `tracing` keeps
/// for each event whether the first thread that came there wanted it.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::registry().with(Listener);
        tracing::subscriber::set_global_default(subscriber).unwrap();
        metrics::set_global_recorder(Counts).unwrap();
    });
}

/// The records of failures under a trace id.
pub fn records(trace_id: &str) -> Vec<Record> {
    let records = RECORDS.lock().unwrap();
    records
        .iter()
        .filter(|record| record.fields.get("trace_id").is_some_and(|id| id == trace_id))
        .cloned()
        .collect()
}

/// Everything that was recorded, as text.
pub fn everything() -> String {
    format!("{:?}", RECORDS.lock().unwrap())
}

/// How often a code was counted.
pub fn count(code: &str) -> u64 {
    let counts = COUNTS.lock().unwrap();
    let of_code = counts.iter().filter(|(key, _)| key.contains(&format!("error_code={code};")));
    of_code.map(|(_, count)| count.load(Ordering::SeqCst)).sum()
}

struct Listener;

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Listener {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        context.span(id).unwrap().extensions_mut().insert(fields);
    }

    fn on_record(&self, id: &Id, values: &tracing::span::Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        if let Some(fields) = span.extensions_mut().get_mut::<Fields>() {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let mut span = BTreeMap::new();
        for around in context.event_scope(event).into_iter().flatten() {
            if let Some(fields) = around.extensions().get::<Fields>() {
                span.extend(fields.0.clone());
            }
        }
        let level = event.metadata().level().to_string();
        RECORDS.lock().unwrap().push(Record { level, fields: fields.0, span });
    }
}

#[derive(Default)]
struct Fields(BTreeMap<String, String>);

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
}

struct Counts;

impl Recorder for Counts {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let mut name = format!("{}:", key.name());
        for label in key.labels() {
            let _ = write!(name, "{}={};", label.key(), label.value());
        }
        Counter::from_arc(Arc::clone(COUNTS.lock().unwrap().entry(name).or_default()))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}
