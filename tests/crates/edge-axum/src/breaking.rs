//! A log and a recorder that panic. Each request still has its response.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Once};

use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};

const MESSAGE: &str = "the log is broken";

/// Keeps the panics of the log off the terminal: there are as many as requests.
pub fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if panic.payload().downcast_ref::<&str>() != Some(&MESSAGE) {
                before(panic);
            }
        }));
    });
}

/// What a log may break at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Enabled,
    NewSpan,
    Enter,
    Exit,
    Close,
    Record,
    Event,
    Any,
}

pub const CALLS: [Call; 8] = [
    Call::Enabled,
    Call::NewSpan,
    Call::Enter,
    Call::Exit,
    Call::Close,
    Call::Record,
    Call::Event,
    Call::Any,
];

/// A log that panics at some of its calls, every so many times. A clone counts together with it.
#[derive(Clone)]
pub struct BreakingLog {
    at: Call,
    every: u64,
    calls: Arc<AtomicU64>,
}

impl BreakingLog {
    pub fn new(at: Call, every: u64) -> Self {
        Self { at, every, calls: Arc::default() }
    }

    /// How many calls there were that could have panicked.
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::SeqCst)
    }

    fn called(&self, call: Call) {
        if self.at == call || self.at == Call::Any {
            let calls = self.calls.fetch_add(1, Ordering::SeqCst) + 1;
            if calls % self.every == 0 {
                std::panic::panic_any(MESSAGE);
            }
        }
    }
}

impl Subscriber for BreakingLog {
    fn register_callsite(
        &self,
        _: &'static tracing::Metadata<'static>,
    ) -> tracing::subscriber::Interest {
        tracing::subscriber::Interest::sometimes()
    }

    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        let is_ours = metadata.target().starts_with("error_catalog");
        if is_ours {
            self.called(Call::Enabled);
        }
        is_ours
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        self.called(Call::NewSpan);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {
        self.called(Call::Record);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        self.called(Call::Event);
    }

    fn enter(&self, _: &Id) {
        self.called(Call::Enter);
    }

    fn exit(&self, _: &Id) {
        self.called(Call::Exit);
    }

    fn try_close(&self, _: Id) -> bool {
        self.called(Call::Close);
        true
    }
}

/// A recorder that panics at every count.
#[derive(Debug, Clone, Copy)]
pub struct BreakingRecorder;

impl Recorder for BreakingRecorder {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        panic!("the recorder is broken")
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}
