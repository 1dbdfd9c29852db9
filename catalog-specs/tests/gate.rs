//! The check of documents for a given catalogue: what it writes and what it refuses.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use catalog_specs::model::{Catalog, Entry, Group, Text};
use catalog_specs::operations::Operations;
use catalog_specs::{Format, Level, Mode, Outputs};

fn entry(code: &str, status: u16, message: &str) -> Entry {
    let level = if status >= 500 { Level::Error } else { Level::Info };
    let messages = vec![Text { locale: String::new(), message: message.into() }];
    Entry {
        messages,
        ..Entry::new(code, code.split('_').skip(1).collect::<String>(), status, level)
    }
}

fn catalog(entries: Vec<Entry>) -> Catalog {
    let group = Group {
        domain: "CART".into(),
        type_name: "CartError".into(),
        module: "crate".into(),
        entries,
        ..Group::default()
    };
    Catalog { name: "Codes".into(), groups: vec![group], ..Catalog::default() }
}

fn cart() -> Catalog {
    catalog(vec![
        entry("CART_EMPTY", 400, "カートが空です"),
        entry("CART_LOST", 410, "カートがありません"),
    ])
}

fn outputs(catalog: Catalog, folder: &Path) -> Outputs {
    let outputs = Outputs::from_catalog(catalog).base(folder).operations(Operations::default());
    let mut outputs = outputs.lock("error-catalog.lock");
    for format in Format::ALL {
        outputs = outputs.file(*format, format!("docs/{}", format.as_str()));
    }
    outputs
}

/// Every file in a folder with its text and time.
fn files(folder: &Path) -> Vec<(String, String, SystemTime)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            let path = entry.path();
            let written = entry.metadata().unwrap().modified().unwrap();
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap(), written));
        }
    }
    found.sort();
    found
}

#[test]
fn every_document_is_written_once_and_not_again() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = outputs(cart(), folder.path()).outcome(Mode::Write);
    assert!(!outcome.failed(), "{}", outcome.report("-"));
    assert!(outcome.written.len() > Format::ALL.len(), "{:?}", outcome.written);
    let before = files(folder.path());
    assert!(before.iter().all(|(path, text, _)| text.ends_with('\n') && !path.contains(".part")));
    let again = outputs(cart(), folder.path()).outcome(Mode::Write);
    assert!(again.written.is_empty() && again.changes.is_empty());
    assert_eq!(files(folder.path()), before);
    assert!(!outputs(cart(), folder.path()).outcome(Mode::Check).failed());
}

#[test]
fn drift_is_reported_with_its_lines_and_a_fix() {
    let folder = tempfile::tempdir().unwrap();
    outputs(cart(), folder.path()).outcome(Mode::Write);
    let before = files(folder.path());
    let changed = catalog(vec![
        entry("CART_EMPTY", 400, "からです"),
        entry("CART_LOST", 410, "カートがありません"),
    ]);
    let outcome = outputs(changed, folder.path()).outcome(Mode::Check);
    assert!(outcome.failed());
    let report = outcome.report("run the test again with `BLESS=1`");
    assert!(report.contains("docs/markdown` differs from the catalogue"), "{report}");
    assert!(report.contains("カートが空です") && report.contains("からです"), "{report}");
    assert!(report.trim_end().ends_with("help: run the test again with `BLESS=1`"), "{report}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_missing_document_is_drift() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = outputs(cart(), folder.path()).outcome(Mode::Check);
    assert!(outcome.failed() && outcome.report("-").contains("docs/markdown` is missing"));
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_breaking_change_fails_and_writes_no_document() {
    let folder = tempfile::tempdir().unwrap();
    outputs(cart(), folder.path()).outcome(Mode::Write);
    let before = files(folder.path());
    let changed = catalog(vec![
        entry("CART_EMPTY", 409, "カートが空です"),
        entry("CART_LOST", 410, "カートがありません"),
    ]);
    let outcome = outputs(changed, folder.path()).outcome(Mode::Write);
    assert!(outcome.failed());
    let report = outcome.report("-");
    assert!(
        report.contains("CART_EMPTY") && report.contains("400") && report.contains("409"),
        "{report}"
    );
    assert!(report.contains("cargo error-catalog lock --accept CART_EMPTY"), "{report}");
    assert_eq!(files(folder.path()), before);
}

#[test]
fn an_unreadable_lock_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    outputs(cart(), folder.path()).outcome(Mode::Write);
    let path = folder.path().join("error-catalog.lock");
    let merged = format!("<<<<<<< ours\n{}", fs::read_to_string(&path).unwrap());
    fs::write(&path, &merged).unwrap();
    let outcome = outputs(cart(), folder.path()).outcome(Mode::Write);
    assert!(outcome.failed() && outcome.report("-").contains("error-catalog.lock:1"));
    assert_eq!(fs::read_to_string(&path).unwrap(), merged);
}

#[test]
fn a_document_that_cannot_be_written_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("docs/markdown")).unwrap();
    let outcome = outputs(cart(), folder.path()).outcome(Mode::Write);
    let report = outcome.report("-");
    assert!(
        outcome.failed() && report.contains("docs/markdown") && report.contains("help: "),
        "{report}"
    );
    assert!(folder.path().join("docs/openapi").exists());
    assert!(files(folder.path()).iter().all(|(path, ..)| !path.contains(".part")));
}

#[test]
#[should_panic(expected = "run the test again with `BLESS=1`")]
fn a_failed_check_panics_with_the_report() {
    let folder = tempfile::tempdir().unwrap();
    Outputs::from_catalog(cart()).base(folder.path()).markdown("errors.md").check();
}

#[test]
fn a_file_written_by_hand_is_not_overwritten() {
    for (format, text) in [
        (Format::Markdown, "# Errors\n\nMy own notes.\n"),
        (Format::Json, "{\"mine\": true}\n"),
        (Format::OpenApi, "{\"openapi\": \"3.1.0\", \"paths\": {\"/carts\": {}}}\n"),
        (Format::TypeScript, "export const mine = 1;\n"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine");
        fs::write(&path, text).unwrap();
        for mode in [Mode::Check, Mode::Write] {
            let outputs = Outputs::from_catalog(cart()).base(folder.path()).spec("other.json");
            let outcome = outputs.file(format, "mine").outcome(mode);
            let report = outcome.report("-");
            assert!(
                outcome.failed() && report.contains("mine` exists and was not generated"),
                "{report}"
            );
            assert!(report.contains("help: name another path"), "{report}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
            assert_eq!(files(folder.path()).len(), 1);
        }
    }
    // The same for a page in the folder of a site. Other pages there do not matter.
    let folder = tempfile::tempdir().unwrap();
    let site =
        || Outputs::from_catalog(cart()).base(folder.path()).html("site").outcome(Mode::Write);
    fs::create_dir(folder.path().join("site")).unwrap();
    fs::write(folder.path().join("site/about.html"), "<p>mine</p>").unwrap();
    assert!(!site().failed());
    fs::write(folder.path().join("site/index.html"), "<p>mine</p>").unwrap();
    assert!(site().failed());
    assert_eq!(fs::read_to_string(folder.path().join("site/index.html")).unwrap(), "<p>mine</p>");
}

#[test]
fn a_document_may_replace_another_generated_one() {
    let folder = tempfile::tempdir().unwrap();
    for before in Format::ALL.iter().filter(|format| !format.is_folder()) {
        for after in Format::ALL.iter().filter(|format| !format.is_folder()) {
            let write = |format: Format| {
                let outputs =
                    Outputs::from_catalog(cart()).base(folder.path()).file(format, "errors");
                outputs.outcome(Mode::Write)
            };
            write(*before);
            let outcome = write(*after);
            assert!(!outcome.failed(), "{before:?} {after:?}: {}", outcome.report("-"));
        }
    }
}

#[test]
fn two_documents_with_one_path_are_reported_before_writing() {
    for (first, second) in [
        ("errors", "./errors"),
        ("docs/errors", "docs//errors"),
        ("docs/../errors", "errors"),
        ("a/b/../errors", "a/./errors"),
        ("errors", "x/y/../../errors"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let outputs =
            Outputs::from_catalog(cart()).base(folder.path()).markdown(first).openapi(second);
        let outcome = outputs.outcome(Mode::Write);
        assert!(outcome.report("-").contains("two documents"), "{}", outcome.report("-"));
        assert!(files(folder.path()).is_empty());
    }
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("errors");
    let outputs =
        Outputs::from_catalog(cart()).base(folder.path()).markdown("docs/../errors").json(&whole);
    let report = outputs.outcome(Mode::Write).report("-");
    let both = format!("docs/../errors` and `{}`", whole.display());
    assert!(report.contains("the same path, `") && report.contains(&both), "{report}");
    let folder = tempfile::tempdir().unwrap();
    let outputs =
        Outputs::from_catalog(cart()).base(folder.path()).lock("errors").markdown("errors");
    assert!(outputs.outcome(Mode::Write).failed());
    let outputs =
        Outputs::from_catalog(cart()).base(folder.path()).markdown("errors").html("./errors");
    let report = outputs.outcome(Mode::Write).report("-");
    assert!(
        report.contains("errors` is the path of a document and the folder of another"),
        "{report}"
    );
    assert!(files(folder.path()).is_empty());
}

#[test]
fn a_new_lock_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let gate =
        |mode| Outputs::from_catalog(cart()).base(folder.path()).lock("the.lock").outcome(mode);
    let outcome = gate(Mode::Check);
    let report = outcome.report("-");
    assert!(outcome.failed() && report.contains("restore it from version control"), "{report}");
    assert!(files(folder.path()).is_empty());
    let outcome = gate(Mode::Write);
    let report = outcome.report("-");
    assert!(!outcome.failed() && report.contains("wrote a new lock with 2 codes to"), "{report}");
    assert!(report.contains("help: commit it; if there was a lock before"), "{report}");
    assert_eq!(gate(Mode::Write).report("-"), "");
}

#[test]
#[should_panic(expected = "in a test, write `.check()`")]
fn run_in_a_test_panics_with_the_report() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("errors.md"), "mine").unwrap();
    Outputs::from_catalog(cart()).base(folder.path()).markdown("errors.md").run();
}

#[test]
fn a_risk_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let gate =
        |catalog| Outputs::from_catalog(catalog).base(folder.path()).lock("l").outcome(Mode::Write);
    gate(catalog(vec![entry("CART_EMPTY", 400, "a")]));
    let outcome = gate(catalog(vec![entry("CART_EMPTY", 400, "a"), entry("CART_LOST", 410, "b")]));
    let report = outcome.report("-");
    assert!(!outcome.failed() && report.contains("RISK  CART_LOST: the code is new"), "{report}");
}

#[test]
fn a_change_without_a_place_in_the_source_is_reported_at_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    let gate =
        |catalog| Outputs::from_catalog(catalog).base(folder.path()).lock("l").outcome(Mode::Write);
    gate(catalog(vec![entry("CART_EMPTY", 400, "a"), entry("CART_LOST", 410, "b")]));
    let lock = fs::read_to_string(folder.path().join("l")).unwrap();
    let line = 1 + lock.lines().position(|line| line.starts_with("CART_LOST ")).unwrap();
    let report = gate(catalog(vec![entry("CART_EMPTY", 400, "a")])).report("-");
    assert!(report.contains(&format!("l:{line}:1")), "{report}");
    assert!(report.contains("CART_LOST enum = \"crate::CartError\""), "{report}");
    // A compiled registry has no places.
    let line = 1 + lock.lines().position(|line| line.starts_with("CART_EMPTY status")).unwrap();
    let changed = vec![entry("CART_EMPTY", 409, "a"), entry("CART_LOST", 410, "b")];
    let report = gate(catalog(changed)).report("-");
    assert!(report.contains(&format!("l:{line}:1")), "{report}");
}

/// The names of the metrics are in the file also if Rust code names the lock.
#[test]
fn a_metric_is_renamed_only_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let config = |text: &str| fs::write(folder.path().join("error-catalog.toml"), text).unwrap();
    config("[documents]\njson = \"docs/json\"\n[lock]\npath = \"error-catalog.lock\"\n");
    outputs(cart(), folder.path()).outcome(Mode::Write);
    assert_eq!(checked(cart(), folder.path()), "");
    let metrics = "[operations.metrics]\nseverities = \"failures_total\"\n";
    let declared = fs::read_to_string(folder.path().join("error-catalog.toml")).unwrap();
    config(&(declared.clone() + metrics));
    let renamed = "the metric `severities` was `error_severity_count` and is `failures_total`";
    let report = checked(cart(), folder.path());
    assert!(report.contains(renamed) && report.contains("[metric-renamed]"), "{report}");
    let line = "registry metric severities = counter error_severity_count{severity}";
    assert!(report.contains(line), "{report}");
    for cure in [
        "write `severities = \"error_severity_count\"` under `[operations.metrics]`",
        "cargo error-catalog lock --accept registry",
    ] {
        assert!(report.contains(cure), "{cure}: {report}");
    }
    config(metrics);
    let named = || Outputs::from_catalog(cart()).base(folder.path()).lock("error-catalog.lock");
    let report = std::panic::catch_unwind(|| named().check()).unwrap_err();
    assert!(report.downcast::<String>().unwrap().contains(renamed));
    // Without the settings the lines are neither lost nor taken for compared.
    let before = fs::read_to_string(folder.path().join("error-catalog.lock")).unwrap();
    let outcome = named().outcome(Mode::Write);
    assert!(outcome.failed() && outcome.report("-").contains("not compared, because"));
    assert_eq!(fs::read_to_string(folder.path().join("error-catalog.lock")).unwrap(), before);
    // A setting that does not name a metric of ours is no promise.
    config(&(declared + "[operations.metrics]\nrequests = \"requests_total\"\n"));
    assert_eq!(checked(cart(), folder.path()), "");
}

/// A lock that was written before it had metrics and log records.
#[test]
fn what_an_older_lock_lacks_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let older = Outputs::from_catalog(cart()).base(folder.path()).lock("error-catalog.lock");
    assert!(!older.outcome(Mode::Write).failed());
    let newer = |mode| older.clone().operations(Operations::default()).outcome(mode);
    let outcome = newer(Mode::Check);
    assert!(outcome.failed() && outcome.drifted.len() == 1);
    for word in ["metric", "record_field"] {
        let line = format!("the lock has no line `registry {word}` yet");
        assert!(outcome.report("-").contains(&line), "{}", outcome.report("-"));
    }
    let outcome = newer(Mode::Write);
    assert!(
        !outcome.failed() && outcome.report("-").contains("was not compared")
            || outcome.report("-").contains("yet")
    );
    assert_eq!(newer(Mode::Check).report("-"), "");
}

/// The message of `.check()` in a folder; empty if it passes.
fn checked(catalog: Catalog, folder: &Path) -> String {
    let outputs = Outputs::from_catalog(catalog).base(folder);
    let result = std::panic::catch_unwind(|| outputs.check());
    result.err().map_or_else(String::new, |payload| *payload.downcast::<String>().unwrap())
}

#[test]
fn a_check_reads_the_documents_from_the_file_of_the_package() {
    let folder = tempfile::tempdir().unwrap();
    assert!(checked(cart(), folder.path()).contains("there is no `error-catalog.toml`"));
    let file = folder.path().join("error-catalog.toml");
    fs::write(&file, "[documents]\njson = \"docs/json\"\n[lock]\npath = \"error-catalog.lock\"\n")
        .unwrap();
    let missing = checked(cart(), folder.path());
    assert!(missing.contains("docs/json` is missing"), "{missing}");
    assert!(missing.contains("error-catalog.lock` is missing"), "{missing}");
    outputs(cart(), folder.path()).outcome(Mode::Write);
    assert_eq!(checked(cart(), folder.path()), "");
    let changed =
        catalog(vec![entry("CART_EMPTY", 400, "からです"), entry("CART_LOST", 410, "ありません")]);
    assert!(checked(changed, folder.path()).contains("docs/json` differs from the catalogue"));
    // A file for another registry is refused.
    fs::write(&file, "registry = \"crate::billing::Others\"\n").unwrap();
    let other = checked(cart(), folder.path());
    assert!(other.contains("declares the documents of `crate::billing::Others`, not of `Codes`"));
    fs::write(&file, "registry = \"crate::Codes\"\n").unwrap();
    assert_eq!(checked(cart(), folder.path()), "");
    fs::write(&file, "[documents]\njsn = \"docs/json\"\n").unwrap();
    let unknown = checked(cart(), folder.path());
    assert!(
        unknown.contains("unknown format `jsn`") && unknown.contains("error-catalog.toml:2:1"),
        "{unknown}"
    );
}

#[test]
fn documents_named_in_rust_replace_the_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("error-catalog.toml"), "[documents]\njson = \"a.json\"\n")
        .unwrap();
    let named = Outputs::from_catalog(cart()).base(folder.path()).json("b.json");
    named.outcome(Mode::Write);
    named.check();
    assert!(!folder.path().join("a.json").exists());
}

#[test]
fn pages_about_removed_codes_are_found_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let runbook = |catalog: Catalog| {
        Outputs::from_catalog(catalog)
            .base(folder.path())
            .runbook("docs")
            .markdown("docs/errors.md")
    };
    runbook(cart()).outcome(Mode::Write);
    let own = folder.path().join("docs/NOTES.md");
    fs::write(&own, "# Mine\n\nGenerated by error-catalog as a page of the runbook: no.\n")
        .unwrap();
    let page = folder.path().join("docs/CART_LOST.md");
    assert!(page.is_file());
    let left = || runbook(catalog(vec![entry("CART_EMPTY", 400, "カートが空です")]));
    let outcome = left().outcome(Mode::Check);
    let report = outcome.report("-");
    assert!(outcome.failed(), "{report}");
    assert!(
        report.contains("docs/CART_LOST.md` is about nothing in the catalogue any more"),
        "{report}"
    );
    assert!(page.is_file());
    let outcome = left().outcome(Mode::Write);
    assert_eq!(outcome.removed, std::slice::from_ref(&page));
    assert!(!page.exists() && own.is_file() && folder.path().join("docs/errors.md").is_file());
    assert!(!left().outcome(Mode::Check).failed());
}

#[test]
fn a_runbook_without_an_address_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let both = || {
        Outputs::from_catalog(cart()).base(folder.path()).runbook("ops").prometheus("rules.json")
    };
    let outcome = both().outcome(Mode::Write);
    assert!(!outcome.failed());
    let report = outcome.report("-");
    assert!(
        report.contains("warning[unlinked-runbook]: the alerts do not lead to the runbook"),
        "{report}"
    );
    let mut operations = Operations::default();
    operations.runbook = Some("https://runbooks.example.com/{code}".into());
    assert!(both().operations(operations).outcome(Mode::Write).problems.is_empty());
}

#[test]
fn a_value_of_protocol_buffers_that_another_code_changes_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let codes = [entry("CART_X_2", 400, "x"), entry("CART_X2", 400, "x")];
    let outputs = |format: Format| {
        let outputs = Outputs::from_catalog(catalog(codes.to_vec())).base(folder.path());
        outputs.file(format, format!("docs/{}", format.as_str())).outcome(Mode::Write)
    };
    let outcome = outputs(Format::Proto);
    let report = outcome.report("-");
    assert!(!outcome.failed(), "{report}");
    let message =
        "warning[proto-clash]: `CART_X_2` and `CART_X2` have the same name in protocol buffers";
    assert!(report.starts_with(message), "{report}");
    assert_eq!(outputs(Format::Json).problems, []);
}

#[test]
fn pages_of_domains_that_are_gone_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let runbook = |domain: &str| {
        let mut catalog = cart();
        catalog.groups[0].domain = domain.into();
        Outputs::from_catalog(catalog).base(folder.path()).runbook("ops")
    };
    runbook("CART").outcome(Mode::Write);
    let outcome = runbook("BASKET").outcome(Mode::Write);
    assert_eq!(outcome.removed, [folder.path().join("ops/domains/CART.md")]);
}
