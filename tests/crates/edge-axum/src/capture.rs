//! What a service logged and counted, read back.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once};

use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::LookupSpan;

/// One log record, with the spans it was written in, the outermost first.
#[derive(Debug, Clone)]
pub struct Record {
    pub target: String,
    pub level: Level,
    pub fields: BTreeMap<&'static str, String>,
    pub spans: Vec<(&'static str, BTreeMap<&'static str, String>)>,
}

/// The log of one service.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Mutex<Vec<Record>>>);

/// The counts of one service, by name and labels.
#[derive(Debug, Clone, Default)]
pub struct Counts(Arc<Mutex<BTreeMap<String, Arc<AtomicU64>>>>);

/// Subscribes to everything, on all threads. `tracing` keeps for each event whether any subscriber wants it, and asks only that
/// of the thread which comes there first: one without a subscriber would answer for the logs of all other threads. So a
/// test whose failures are for no log calls this as well.
pub fn subscribe_everywhere() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let everything = tracing_subscriber::registry();
        tracing::subscriber::set_global_default(everything).unwrap();
    });
}

impl Log {
    /// Everything that was logged, by the layer and by others.
    pub fn records(&self) -> Vec<Record> {
        self.0.lock().unwrap().clone()
    }

    /// The records of failed requests.
    pub fn failures(&self) -> Vec<Record> {
        self.records().into_iter().filter(|record| record.target == "error_catalog").collect()
    }
}

impl Counts {
    /// Every count that is not 0, as `name{label=value,…}`.
    pub fn all(&self) -> BTreeMap<String, u64> {
        let counts = self.0.lock().unwrap();
        counts.iter().map(|(key, count)| (key.clone(), count.load(Ordering::SeqCst))).collect()
    }

    /// The count of all failed requests.
    pub fn failures(&self) -> u64 {
        self.count("")
    }

    /// The count of the failed requests of a code.
    pub fn count(&self, code: &str) -> u64 {
        let all = self.all();
        let own = all.iter().filter(|(key, _)| {
            let labels = key.strip_prefix("error_catalog_errors_total");
            labels.is_some_and(|labels| {
                code.is_empty() || labels.contains(&format!("error_code={code},"))
            })
        });
        own.map(|(_, count)| count).sum()
    }
}

struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl<S: Subscriber + for<'l> LookupSpan<'l>> Layer<S> for Log {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields(BTreeMap::new());
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
        // The server logs its connections if another package switches that on.
        if event.metadata().target().starts_with("axum::") {
            return;
        }
        let mut fields = Fields(BTreeMap::new());
        event.record(&mut fields);
        let scope = context
            .event_scope(event)
            .into_iter()
            .flat_map(tracing_subscriber::registry::Scope::from_root);
        let spans = scope.map(|span| {
            let fields = span.extensions().get::<Fields>().map(|fields| fields.0.clone());
            (span.name(), fields.unwrap_or_default())
        });
        self.0.lock().unwrap().push(Record {
            target: event.metadata().target().to_owned(),
            level: *event.metadata().level(),
            fields: fields.0,
            spans: spans.collect(),
        });
    }
}

impl Recorder for Counts {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let labels: Vec<_> =
            key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let name = format!("{}{{{}}}", key.name(), labels.join(","));
        let count = Arc::clone(self.0.lock().unwrap().entry(name).or_default());
        Counter::from_arc(count)
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}
