//! The rules of Prometheus and their tests, on the real `promtool`.

use catalog_specs::model::Catalog;
use catalog_specs::operations::Operations;
use catalog_specs::{Retry, Severity};
use fleet::{catalog, must_run, settings, write};

#[test]
fn promtool_reads_the_rules_and_their_tests_pass() {
    let hostile = (catalog(), settings());
    let empty = (Catalog::default(), Operations::default());
    for (catalog, operations) in [hostile, empty] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog, &operations);
        must_run(
            folder.path(),
            "promtool",
            &["check", "rules", "--lint=all", "--lint-fatal", "error-catalog.rules.json"],
        );
        for tests in ["minutes", "hours", "days"] {
            let tests = format!("tests/{tests}.json");
            if folder.path().join(&tests).exists() {
                must_run(folder.path(), "promtool", &["test", "rules", &tests]);
            }
        }
    }
}

/// Two codes of one owner whose incident levels differ are retried: the alert about retries states no level.
#[test]
fn no_rule_is_there_twice() {
    let mut catalog = catalog();
    for (entry, severity) in
        catalog.groups[0].entries.iter_mut().zip([Severity::Critical, Severity::Error])
    {
        entry.owner = Some("platform".into());
        entry.severity = Some(severity);
        entry.incident = None;
        entry.retry = Some(Retry::Transient);
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog, &settings());
    let check = ["check", "rules", "--lint=all", "--lint-fatal", "error-catalog.rules.json"];
    must_run(folder.path(), "promtool", &check);
}
