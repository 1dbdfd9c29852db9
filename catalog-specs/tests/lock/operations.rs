//! Metrics and log records in the lock: an example of each kind of change, as it stands in the file.

use catalog_specs::lock::{Lock, Surface, Verdict, compare, table};
use catalog_specs::operations::Operations;

use super::sample::{catalog, ids};

/// The rule; then what is replaced in the lock of today, to get the old one and the new one.
type Example = (&'static str, &'static str, &'static str, &'static str);

const RETRIES: &str = "registry metric retries = counter error_catalog_retries_total{error_code}\n";
const STATUS: &str = "registry record_field status = status optional\n";
const SEVERITY: &str = "registry record_field severity = one of CRITICAL, ERROR, WARNING\n";
const MESSAGE: &str = "registry record_field message = text\n";

/// An example of each rule: what is in the lock of today, and what stands there in the old one and in the new one.
#[rustfmt::skip]
pub(crate) const EXAMPLES: &[Example] = &[
    ("metric-added", RETRIES, "", RETRIES),
    ("metric-removed", RETRIES, RETRIES, ""),
    ("metric-renamed", RETRIES, RETRIES, "registry metric retries = counter retries_total{error_code}\n"),
    ("metric-labels-changed", RETRIES, RETRIES, "registry metric retries = counter error_catalog_retries_total{error_code,source}\n"),
    ("metric-kind-changed", RETRIES, RETRIES, "registry metric retries = gauge error_catalog_retries_total{error_code}\n"),
    ("record-field-added", STATUS, "", STATUS),
    ("record-field-removed", STATUS, STATUS, ""),
    ("record-field-retyped", STATUS, STATUS, "registry record_field status = text optional\n"),
    ("record-field-widened", SEVERITY, SEVERITY, "registry record_field severity = one of CRITICAL, ERROR, NOTICE, WARNING\n"),
    ("record-field-optional", MESSAGE, MESSAGE, "registry record_field message = text optional\n"),
    ("record-field-required", STATUS, STATUS, "registry record_field status = status\n"),
    ("operations-recorded", "registry metric", "# registry metric", "registry metric"),
];

/// The lock of today, with a text replaced.
fn lock(from: &str, to: &str) -> Lock {
    let text = Lock::from_catalog(&catalog()).with_operations(&Operations::default()).write();
    assert!(text.contains(from), "`{from}` is not in {text}");
    Lock::repair(&text.replace(from, to), "error-catalog.lock").unwrap().lock
}

#[test]
fn each_example_shows_only_its_change() {
    for (rule, today, old, new) in EXAMPLES {
        let (old, new) = (lock(today, old), lock(today, new));
        assert_eq!(ids(&compare(&old, &new)), [*rule]);
        let rule = table::by_id(rule).unwrap();
        assert_eq!(rule.family, "operations");
        if let Some(mirror) = rule.mirror() {
            assert_eq!(ids(&compare(&new, &old)), [mirror.id], "{}", rule.id);
        }
    }
}

/// What needs a reason is kept until it is accepted; the rest is taken over.
#[test]
fn each_change_is_recorded_or_waits_for_a_reason() {
    for (rule, today, old, new) in EXAMPLES {
        let (old, new) = (lock(today, old), lock(today, new));
        let is_break =
            table::by_id(rule).unwrap().verdict_on(Surface::Operations) == Some(Verdict::Break);
        let mut lock = old.clone();
        assert_eq!(lock.update(&new).len(), usize::from(is_break), "{rule}");
        assert_eq!(lock == new, !is_break, "{rule}");
        assert_eq!(lock == old, is_break, "{rule}");
        if is_break {
            lock.accept(&new, "registry", "the dashboards are moved").unwrap();
            assert_eq!(compare(&lock, &new), [], "{rule}");
            let written = lock.write();
            assert!(written.contains(&format!("accepted registry {rule} ")), "{written}");
            assert_eq!(Lock::read(&written, "error-catalog.lock").unwrap(), lock);
        }
    }
}

#[test]
fn a_metric_can_have_several_changes() {
    let changed = lock(RETRIES, "registry metric retries = gauge retries_total{code}\n");
    let today = lock(RETRIES, RETRIES);
    let expected = ["metric-renamed", "metric-labels-changed", "metric-kind-changed"];
    assert_eq!(ids(&compare(&today, &changed)), expected);
    // A value that is no longer written is a query that matches nothing.
    let fewer = lock(SEVERITY, "registry record_field severity = one of CRITICAL, ERROR\n");
    assert_eq!(ids(&compare(&today, &fewer)), ["record-field-retyped"]);
    let both = lock(STATUS, "registry record_field status = text\n");
    assert_eq!(ids(&compare(&today, &both)), ["record-field-retyped", "record-field-required"]);
}

/// No line may be lost by deleting all of them: only a lock that never had them gets them without a reason.
#[test]
fn lines_are_never_lost() {
    let text = Lock::from_catalog(&catalog()).with_operations(&Operations::default()).write();
    let without: Vec<_> =
        text.lines().filter(|line| !line.starts_with("registry metric ")).collect();
    let without = without.join("\n") + "\n";
    assert!(Lock::read(&without, "error-catalog.lock").is_err());
    let repair = Lock::repair(&without, "error-catalog.lock").unwrap();
    assert_eq!(repair.edited.keys().collect::<Vec<_>>(), ["registry"]);
    let whole = Lock::read(&text, "error-catalog.lock").unwrap();
    assert!(ids(&compare(&whole, &repair.lock)).iter().all(|rule| *rule == "metric-removed"));
    // A catalogue of another source keeps them, and says that they were not compared.
    let mut other = Lock::from_catalog(&catalog());
    assert!(other.keep_operations(&whole));
    assert_eq!(other, whole);
    assert!(!other.keep_operations(&whole));
    let mut older = Lock::from_catalog(&catalog());
    assert!(!older.keep_operations(&Lock::from_catalog(&catalog())));
}

#[test]
fn malformed_lines_are_refused_with_an_example() {
    let text = Lock::from_catalog(&catalog()).with_operations(&Operations::default()).write();
    for (from, to) in [
        ("counter error_catalog_retries_total{error_code}", "error_catalog_retries_total"),
        (
            "counter error_catalog_retries_total{error_code}",
            "counter error_catalog_retries_total{b,a}",
        ),
        ("one of CRITICAL, ERROR, WARNING", "one of WARNING, ERROR"),
        ("= status optional", "= status sometimes"),
    ] {
        let problems = Lock::repair(&text.replace(from, to), "error-catalog.lock").unwrap_err();
        let problem = problems[0].to_string();
        assert!(
            problem.contains(to.trim_start_matches("= ")) && problem.contains("for example `"),
            "{problem}"
        );
    }
}

/// A line that is deleted together with a new checksum: what it promised is reported as a change of today.
#[test]
fn a_line_that_is_deleted_with_its_checksum_is_a_change() {
    let lock = Lock::from_catalog(&catalog()).with_operations(&Operations::default());
    let text = lock.write();
    let lines: Vec<_> = text.lines().collect();
    let mut deleted = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.is_empty() || line.starts_with('#') || at == 0 || line.contains(" checksum = ") {
            continue;
        }
        let left = [&lines[..at], &lines[at + 1..]].concat().join("\n");
        // Without a property that every code has it cannot be read.
        let Ok(repair) = Lock::repair(&left, "error-catalog.lock") else { continue };
        let edited = Lock::read(&repair.lock.write(), "error-catalog.lock").unwrap();
        assert_ne!(compare(&edited, &lock), [], "{line}");
        assert!(!repair.is_intact && !repair.edited.is_empty(), "{line}");
        deleted += 1;
    }
    assert!(deleted > 60, "{deleted}");
}
