//! The series of alerts: alone in its process, because a recorder is one for all.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alerts::{Answer, Codes, PATIENCE, Receiver, RoutingError, TestClock, Written};
use error_catalog::alert::Alerts;
use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, Key, KeyName, Metadata, Recorder, SharedString,
    Unit,
};

/// Keeps the value of each series by its text.
#[derive(Clone, Default)]
struct Values(Arc<Mutex<BTreeMap<String, f64>>>);

struct One(Values, String);

impl Values {
    fn one(&self, key: &Key) -> Arc<One> {
        let labels: Vec<_> =
            key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let name = format!("{}{{{}}}", key.name(), labels.join(","));
        self.0.lock().unwrap().entry(name.clone()).or_default();
        Arc::new(One(self.clone(), name))
    }

    fn of_alerts(&self) -> Vec<(String, f64)> {
        let values = self.0.lock().unwrap().clone();
        values.into_iter().filter(|(name, _)| name.contains("_alert")).collect()
    }
}

impl One {
    fn change(&self, change: impl FnOnce(f64) -> f64) {
        let mut values = self.0.0.lock().unwrap();
        let value = values.get_mut(&self.1).unwrap();
        *value = change(*value);
    }
}

impl CounterFn for One {
    fn increment(&self, by: u64) {
        self.change(|value| value + f64::from(u32::try_from(by).unwrap()));
    }

    fn absolute(&self, _: u64) {}
}

impl GaugeFn for One {
    fn increment(&self, _: f64) {}
    fn decrement(&self, _: f64) {}

    fn set(&self, to: f64) {
        self.change(|_| to);
    }
}

impl Recorder for Values {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(self.one(key))
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.one(key))
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[test]
fn every_series_of_a_channel_starts_at_zero() {
    let receiver = Receiver::start(Answer::Status(500));
    let clock = TestClock::default();
    let start = |clock: &TestClock| {
        Alerts::for_registry::<Codes>()
            .slack("CRITICAL", receiver.url())
            .deadline(PATIENCE)
            .retry_pause(Duration::from_millis(1))
            .clock(clock.clone())
            .fallback(Written::default())
            .start()
            .unwrap()
    };
    // Started before there is a recorder.
    let early = start(&clock);
    let values = Values::default();
    metrics::set_global_recorder(values.clone()).unwrap();
    assert_eq!(values.of_alerts(), []);
    error_catalog::metric::register::<Codes>();
    let series = |failures: f64, open: f64| {
        let channel = "{channel=slack_critical}";
        vec![
            (format!("error_catalog_alert_breaker_open{channel}"), open),
            (format!("error_catalog_alert_failures_total{channel}"), failures),
            (format!("error_catalog_alerts_dropped_total{channel}"), 0.0),
        ]
    };
    assert_eq!(values.of_alerts(), series(0.0, 0.0));
    drop(early);

    let alerts = start(&clock);
    for number in 0..20 {
        alerts.report(&RoutingError::pool()).trace_id(format!("req-{number}")).send();
    }
    assert!(alerts.flush(PATIENCE));
    assert_eq!(values.of_alerts(), series(10.0, 1.0));

    receiver.set(Answer::Status(200));
    clock.advance(Duration::from_secs(30));
    alerts.report(&RoutingError::pool()).send();
    assert!(alerts.flush(PATIENCE));
    assert_eq!(values.of_alerts(), series(10.0, 0.0));
    // A report outside of a request is counted as a failure, too.
    let errors = "error_catalog_errors_total{error_code=EXTERNAL_POOL_EXHAUSTED,domain=EXTERNAL,severity=CRITICAL,source=database}";
    assert!((values.0.lock().unwrap()[errors] - 21.0).abs() < 0.1);
}
