//! Catalogues and tools that the tests share.

use std::path::Path;
use std::process::{Command, Output};

use catalog_specs::model::{Catalog, Entry, Group, Text};
use catalog_specs::operations::Operations;
use catalog_specs::{AlertThreshold, Format, Incident, Level, Retry, Severity};
use serde_json::{Value, json};

/// Text that would break a file which is written by hand.
pub const HOSTILE: &str = "a{{b}} {{ .X }} {%c%} \"q\" 'r' \\ \\\" `d` $labels #e: [f] - & *g !h |\n  i\t\u{1}\u{7f}\u{85}\u{2028}\u{202e}\u{feff}\u{fffe} 系统错误 ユーザー Hệ thống 🔥\u{e0041}{";

/// A catalogue with codes of every severity, several owners and hostile text.
pub fn catalog() -> Catalog {
    let entry = |code: &str, status, level| {
        let messages = vec![Text { locale: String::new(), message: HOSTILE.into() }];
        Entry { messages, ..Entry::new(code, code, status, level) }
    };
    let mut pool = entry("DB_POOL_EXHAUSTED", 503, Level::Error);
    pool.severity = Some(Severity::Critical);
    pool.owner = Some(HOSTILE.into());
    pool.title = Some(HOSTILE.into());
    pool.docs.description = HOSTILE.into();
    let mut timeout = entry("DB_QUERY_TIMEOUT", 504, Level::Error);
    timeout.retry = Some(Retry::Transient);
    timeout.owner = Some("platform \"team\"".into());
    timeout.incident = Some(Incident::P2);
    timeout.alert = AlertThreshold::parse("1 in 1m");
    let mut own = entry("DB_DISK_FULL", 500, Level::Error);
    own.alert = AlertThreshold::parse("7 in 2h, page");
    own.runbook = Some("https://wiki.example.com/disk?a={{b}}".into());
    let database = vec![pool, timeout, own];
    let system = vec![entry("SYSTEM_INTERNAL_ERROR", 500, Level::Error)];
    let auth = vec![entry("AUTH_TOKEN_EXPIRED", 401, Level::Info)];
    let group = |domain: &str, entries| Group {
        domain: domain.into(),
        type_name: format!("{domain}Error"),
        description: HOSTILE.into(),
        entries,
        ..Group::default()
    };
    Catalog {
        name: "Codes".into(),
        description: HOSTILE.into(),
        groups: vec![group("DB", database), group("SYSTEM", system), group("AUTH", auth)],
        ..Catalog::default()
    }
}

/// Settings with hostile text.
pub fn settings() -> Operations {
    let mut operations = Operations::default();
    operations.labels = vec![("job".into(), "shop \"a\\b\" 商店".into())];
    operations.runbook = Some("https://runbooks.example.com/{slug}?c={code}".into());
    operations
}

/// Writes the documents of operations to a folder.
pub fn write(folder: &Path, catalog: &Catalog, operations: &Operations) {
    for (format, path) in [
        (Format::Prometheus, "error-catalog.rules.json"),
        (Format::PrometheusTests, "tests"),
        (Format::Alertmanager, "alertmanager.json"),
        (Format::Grafana, "grafana.json"),
        (Format::Slo, "slo.yaml"),
        (Format::Weaver, "registry"),
    ] {
        for (below, text) in format.render_for_package(catalog, operations.clone()) {
            let path = folder.join(path);
            let path = if below.as_os_str().is_empty() { path } else { path.join(below) };
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}

/// Runs a tool in a folder.
pub fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    output.unwrap_or_else(|error| panic!("{program}: {error}; `.ci/run` installs it"))
}

/// Runs a tool that must succeed.
#[track_caller]
pub fn must_run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = run(folder, program, arguments);
    let [out, err] =
        [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    assert!(output.status.success(), "{program} {arguments:?}:\n{out}\n{err}");
    out
}

/// Runs unit tests of promtool over the rule files of a folder, which are evaluated at an interval. All must pass.
#[track_caller]
pub fn must_hold(folder: &Path, rules: &[&str], evaluated: &str, tests: &[Value]) {
    let file = json!({"rule_files": rules, "evaluation_interval": evaluated, "tests": tests});
    std::fs::write(folder.join("tests.json"), file.to_string()).unwrap();
    must_run(folder, "promtool", &["test", "rules", "tests.json"]);
}
