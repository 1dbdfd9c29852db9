//! Metrics with names of the service: alone in their process, because its names are one set.

use std::collections::BTreeSet;

use error_catalog::metric::{self, Metric, MetricKind, Names};
use error_catalog::report::{JsonLines, Reporter};
use error_catalog::retry::Policy;
use operations::{Codes, Counts, StockError};

fn names() -> Names {
    let rename = |names: Names, metric: Metric| {
        names.rename(metric, format!("shop_{}", metric.key())).unwrap()
    };
    Metric::all().fold(Names::default(), rename)
}

#[test]
fn every_series_has_the_name_that_was_set_and_starts_at_zero() {
    metric::set_names(names()).unwrap();
    let counts = Counts::default();
    counts.during(metric::register::<Codes>);
    let series = counts.series();
    assert!(series.iter().all(|series| series.starts_with("shop_")), "{series:?}");
    assert!(series.iter().all(|series| counts.get(series) == Some(0)), "{series:?}");
    for metric in [
        Metric::Errors,
        Metric::SystemErrors,
        Metric::Severities,
        Metric::Retries,
        Metric::ReportsDropped,
    ] {
        let start = format!("shop_{}{{", metric.key());
        assert!(series.iter().any(|series| series.starts_with(&start)), "{start} {series:?}");
    }

    // The lock of a catalogue has the names of the labels.
    for series in &series {
        let (name, labels) = series.split_once('{').unwrap();
        let has_name = |metric: &Metric| name == format!("shop_{}", metric.key());
        let metric = Metric::all().find(has_name).unwrap();
        let labels = labels.trim_end_matches('}').split(',');
        let labels: BTreeSet<_> =
            labels.filter_map(|label| label.split_once('=')).map(|(name, _)| name).collect();
        assert_eq!(labels, metric.labels().iter().copied().collect(), "{series}");
        assert_eq!(metric.kind(), MetricKind::Counter, "{series}");
    }

    // What fails counts in the series that were started, and in no other.
    let (reporter, _guard) = Reporter::to(JsonLines::to(std::io::sink())).start().unwrap();
    counts.during(|| {
        reporter.report(&StockError::Timeout).send();
        Policy::new().idempotent().begin().wait(&StockError::Timeout).unwrap();
    });
    assert_eq!(counts.series(), series);
    let labels = "error_code=STOCK_API_TIMEOUT,domain=STOCK,severity=ERROR,source=stock";
    assert_eq!(counts.get(&format!("shop_errors{{{labels}}}")), Some(1));
    assert_eq!(counts.get("shop_system_errors{error_type=TIMEOUT,source=stock}"), Some(1));
    assert_eq!(counts.get("shop_severities{severity=ERROR}"), Some(1));
    assert_eq!(counts.get("shop_retries{error_code=STOCK_API_TIMEOUT}"), Some(1));

    assert_eq!(metric::set_names(names()), Ok(()), "the same names may be set again");
    let refused = metric::set_names(Names::default()).unwrap_err();
    assert!(refused.to_string().contains("before anything is counted"));

    // Documents and lock must have the names that Rust code has set.
    let folder = tempfile::tempdir().unwrap();
    let checked = || {
        let outputs = Codes::outputs().base(folder.path()).markdown("errors.md");
        std::panic::catch_unwind(|| outputs.check())
            .map_err(|panicked| panicked.downcast_ref::<String>().cloned().unwrap_or_default())
    };
    let refused = checked().unwrap_err();
    for metric in Metric::all() {
        let (key, default) = (metric.key(), metric.default_name());
        let names =
            format!("names a metric `shop_{key}` that documents and the lock name `{default}`");
        assert!(refused.contains(&names), "{refused}");
        assert!(refused.contains(&format!("write `{key} = \"shop_{key}\"` under")), "{refused}");
    }
    let lines = Metric::all().map(|metric| format!("{0} = \"shop_{0}\"\n", metric.key()));
    let settings = format!("[operations.metrics]\n{}", lines.collect::<String>());
    std::fs::write(folder.path().join("error-catalog.toml"), settings).unwrap();
    // As the help says: the names are the same, and only the document is missing.
    let written = checked().err().unwrap_or_default();
    assert!(!written.contains("metric::set_names"), "{written}");
}
