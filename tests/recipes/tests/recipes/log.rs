//! Everything that `tracing` receives, from every part of the process.

use std::fmt::{Debug, Write as _};
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

static RECORDS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Starts to record events. Earlier events are not in it.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::registry().with(Listener);
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
}

/// The records of failed requests under an id.
pub fn failures(trace_id: &str) -> Vec<String> {
    let is_it = |record: &&String| {
        record.starts_with("error_catalog ") && record.contains(&format!("trace_id={trace_id};"))
    };
    RECORDS.lock().unwrap().iter().filter(is_it).cloned().collect()
}

/// Everything that was told.
pub fn everything() -> String {
    RECORDS.lock().unwrap().join("\n")
}

struct Listener;

impl<S: Subscriber> Layer<S> for Listener {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let mut text = Text("span ".to_owned());
        attributes.record(&mut text);
        RECORDS.lock().unwrap().push(text.0);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut text = Text(format!("{} ", event.metadata().target()));
        event.record(&mut text);
        RECORDS.lock().unwrap().push(text.0);
    }
}

struct Text(String);

impl Visit for Text {
    fn record_str(&mut self, field: &Field, value: &str) {
        let _ = write!(self.0, "{}={value};", field.name());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, "{}={value:?};", field.name());
    }
}
