//! `[policies]`: what is read, and which codes do not pass.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use std::fs;
use std::path::Path;

use catalog_specs::scan::read as read_source;
use catalog_specs::{Config, Mode, Outcome, Outputs, scan};

const SOURCE: &str = r#"
use error_catalog::{ErrorCatalog, catalog};

catalog! {
    #[registry(internal = "PAY_LOST")]
    pub struct Codes { PayError, AuthError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "PAY", registry = Codes)]
pub enum PayError {
    #[catalog(
        code = "PAY_LOST",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
    )]
    Lost,

    /// # Solutions
    /// Start it again.
    #[catalog(code = "PAY_DOWN", status = 503, log_level = "ERROR", owner = "pay", message = "Try again")]
    Down,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes)]
pub enum AuthError {
    #[catalog(code = "AUTH_REFUSED", status = 401, log_level = "INFO", message = "No")]
    Refused,
}
"#;

/// What the build script does with a package.
fn scanned(config: &str) -> Outcome {
    let folder = package(config);
    scan("src").base(folder.path()).policies(read(folder.path()).policies).outcome(Mode::Check)
}

fn package(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/lib.rs"), SOURCE).unwrap();
    fs::write(folder.path().join("error-catalog.toml"), config).unwrap();
    folder
}

fn read(folder: &Path) -> Config {
    Config::read(folder).unwrap().unwrap()
}

fn problems(outcome: &Outcome) -> Vec<String> {
    let problems = outcome.problems.iter().map(|problem| {
        let text = problem.to_string().replace("\n  ", "; ");
        // The folder is another one each time.
        text.split_once("src/lib.rs").map_or(text.clone(), |(_, rest)| format!("src/lib.rs{rest}"))
    });
    problems.collect()
}

const NOTES: &str = "note: the policy is for codes with `incident <= P1`; note: the engineer on call must know what to do, and whom to ask";

#[test]
fn an_urgent_code_needs_an_owner_solutions_and_a_runbook() {
    let outcome = scanned("[policies]\n");
    assert!(outcome.failed());
    let runbook = |code: &str| {
        format!(
            "add `runbook = \"https://docs.example.com/{code}\"` to `#[catalog(…)]` of the variant, \
             or `runbook = \"ops/runbook\"` to `[documents]` for a page of every code"
        )
    };
    assert_eq!(
        problems(&outcome),
        [
            format!(
                "src/lib.rs:13:16: error: `PAY_LOST` lacks `owner`, `solutions` and `runbook`, which the policy `urgent` requires; \
                 help: add `owner = \"identity team\"` to `#[catalog(…)]` of the variant or of its enum; \
                 help: add `/// # Solutions` and a text below it to the doc comment of the variant; help: {}; {NOTES}",
                runbook("PAY_LOST")
            ),
            format!(
                "src/lib.rs:22:22: error: `PAY_DOWN` lacks `runbook`, which the policy `urgent` requires; help: {}; {NOTES}",
                runbook("PAY_DOWN")
            ),
        ]
    );
}

#[test]
fn the_snippet_shows_the_literal() {
    let folder = package("[policies]\n");
    let outcome =
        scan("src").base(folder.path()).policies(read(folder.path()).policies).outcome(Mode::Check);
    let report = outcome.report("-");
    assert!(report.contains("code = \"PAY_LOST\","), "{report}");
    assert!(
        report.contains("error[policy]: `PAY_LOST`") && report.contains("^^^^^^^^^^"),
        "{report}"
    );
}

#[test]
fn without_policies_everything_passes() {
    for config in ["", "[policies]\nurgent = false\n", "[documents]\n"] {
        assert_eq!(problems(&scanned(config)), [""; 0], "{config}");
    }
}

#[test]
fn a_runbook_for_every_code_is_one_for_each() {
    let config = "[policies]\n[operations]\nrunbook = \"https://runbooks.example.com/{code}\"\n";
    let folder = package(config);
    let operations = read(folder.path()).operations;
    let policies = read(folder.path()).policies;
    let outputs = || scan("src").base(folder.path()).policies(policies.clone());
    for outputs in [outputs().operations(operations), outputs().runbook("ops/runbook")] {
        let outcome = outputs.outcome(Mode::Check);
        let found = problems(&outcome);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("`PAY_LOST` lacks `owner` and `solutions`,"), "{found:?}");
    }
}

#[test]
fn rows_of_the_team_are_checked() {
    let config = "[policies]\n\
        urgent = { when = \"incident = P0\", require = [\"owner\"] }\n\
        clients = { when = \"domain = AUTH and public\", require = [\"description\", \"since\"], why = \"clients read it\" }\n";
    assert_eq!(
        problems(&scanned(config)),
        [
            "src/lib.rs:29:22: error: `AUTH_REFUSED` lacks `description` and `since`, which the policy `clients` requires; \
             help: write a doc comment: `/// What it means.`; help: add `since = \"1.2\"` to `#[catalog(…)]` of the variant; \
             note: the policy is for codes with `domain = AUTH and public`; note: clients read it"
        ]
    );
    let rows = "[[policies]]\nwhen = \"status = 401\"\nrequire = [\"title\"]\n\
                [[policies]]\nname = \"urgent\"\nwhen = \"status = 401\"\nrequire = [\"title\", \"owner\"]\n";
    let found = problems(&scanned(rows));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("lacks `title`, which the policy `1` requires"), "{found:?}");
    assert!(found[1].contains("lacks `owner`, which the policy `urgent` requires"), "{found:?}");
}

#[test]
fn a_domain_of_no_code_is_a_mistake() {
    let config =
        "[policies]\nurgent = false\nall = { when = \"domain = ATUH\", require = [\"owner\"] }\n";
    let found = problems(&scanned(config));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].ends_with("error-catalog.toml:3:16: error: no code has the domain `ATUH` of the policy `all`; help: did you mean `AUTH`?"),
        "{found:?}"
    );
}

#[test]
fn an_objective_of_no_domain_is_a_mistake() {
    let folder = package("[operations.slo]\ndomains = { PYA = 99.95, AUTH = 99.5 }\n");
    let outputs = scan("src").base(folder.path()).operations(read(folder.path()).operations);
    let found = problems(&outputs.outcome(Mode::Check));
    assert_eq!(
        found,
        [
            "error: no code has the domain `PYA` of `[operations.slo] domains`; help: did you mean `PAY`?"
        ]
    );
}

#[test]
fn a_channel_of_no_owner_is_a_mistake() {
    let receivers = "[operations.receivers]\nslack = { url_file = \"/slack\" }\n";
    let folder = package(&format!("{receivers}owners = {{ pya = \"#pay\", pay = \"#pay\" }}\n"));
    let outputs = scan("src").base(folder.path()).operations(read(folder.path()).operations);
    let found = problems(&outputs.outcome(Mode::Check));
    assert_eq!(
        found,
        [
            "error: no code has the owner `pya` of `[operations.receivers] owners`; help: did you mean `pay`?"
        ]
    );
}

#[test]
fn an_objective_that_no_failures_can_miss_fast_enough_is_a_warning() {
    let folder =
        package("[operations.slo]\nobjective = 93.06\ndomains = { PAY = 93.05, AUTH = 80 }\n");
    let outputs = scan("src").base(folder.path()).operations(read(folder.path()).operations);
    let found = problems(&outputs.prometheus("rules.json").outcome(Mode::Check));
    let found: Vec<_> = found.iter().filter(|problem| problem.contains("cannot fire")).collect();
    assert_eq!(
        found,
        [
            "warning: `BudgetBurn1h` cannot fire with 93.05 % as `domains.PAY` of `[operations.slo]`: \
             more than all requests would have to fail; help: write at least 93.0556",
            "warning: `BudgetBurn1h` and `BudgetBurn6h` cannot fire with 80 % as `domains.AUTH` of `[operations.slo]`: \
             more than all requests would have to fail; help: write at least 93.0556",
        ]
    );
}

#[test]
fn tickets_need_a_channel() {
    let found = |receivers: &str| {
        let folder = package(&format!("[operations.receivers]\n{receivers}\n"));
        let outputs = scan("src").base(folder.path()).operations(read(folder.path()).operations);
        problems(&outputs.alertmanager("alertmanager.json").outcome(Mode::Check))
            .into_iter()
            .filter(|problem| problem.contains("no channel"))
            .count()
    };
    let pager = "pagerduty = { key_file = \"/key\" }";
    let email =
        "email = { to = \"a@b.example\", from = \"c@b.example\", smarthost = \"b.example:25\" }";
    assert_eq!(found(pager), 1);
    assert_eq!(found(&format!("{pager}\n{email}")), 0);
    assert_eq!(found(""), 0);
}

/// A compiled catalogue has no places, so they are found in the source.
#[test]
fn a_test_reports_the_literal() {
    let folder = package("[policies]\n");
    let catalog = read_source(&folder.path().join("src"), None).catalog.without_places();
    let outputs = Outputs::from_catalog(catalog).base(folder.path());
    let outcome = outputs.policies(read(folder.path()).policies).outcome(Mode::Check);
    let found = problems(&outcome);
    assert!(found[0].starts_with("src/lib.rs:13:16: error: `PAY_LOST`"), "{found:?}");
    assert!(outcome.report("-").contains("code = \"PAY_LOST\""));
}

#[test]
fn mistakes_in_the_file_are_reported_at_their_place() {
    let folder = package(
        "[policies]\n\
         a = { when = \"incidnet <= P1\", require = [\"owner\"] }\n\
         b = { when = \"incident <= P9\", require = [\"onwer\", \"owner\", \"owner\"] }\n\
         c = { require = [], wyh = \"x\" }\n\
         d = { when = \"public\" }\n\
         e = 1\n\
         f = { when = 'status > \"x\"', require = \"owner\" }\n\
         g = { when = \"\\u0070ublik\", require = [\"code\"] }\n",
    );
    let found = Config::read(folder.path()).unwrap_err();
    let found: Vec<_> = found
        .iter()
        .map(|problem| problem.to_string().replace("\n  ", "; "))
        .map(|text| text.split_once("error-catalog.toml:").unwrap().1.to_owned())
        .collect();
    for (at, expected) in [
        "2:15: error: unknown field `incidnet`; help: did you mean `incident`?",
        "3:27: error: `P9` is not an incident level; help: use one of `P0`, `P1`, `P2` or `P3`",
        "3:43: error: `onwer` cannot be required; help: did you mean `owner`?",
        "3:61: error: `owner` is in the list twice; help: remove it",
        "4:17: error: the list is empty; help: write what the codes must have, such as `\"owner\"`",
        "4:21: error: unknown key of a policy `wyh`; help: did you mean `why`?",
        "4:1: error: the policy `c` has no `when`; help: write `when = \"incident <= P1\"` in it",
        "5:1: error: the policy `d` has no `require`; help: write `require = [\"owner\", \"solutions\"]` in it",
        "6:5: error: expected a policy, such as `{ when = \"incident <= P1\", require = [\"owner\"], why = \"…\" }`, found a value of type integer",
        "7:24: error: `x` is not an error status; help: write a number from 400 to 599",
        "7:40: error: expected a list, such as `[\"owner\", \"solutions\"]`, found a value of type string",
        "8:14: error: unknown field `publik`; help: did you mean `public`?",
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(found.get(at).map(String::as_str), Some(*expected), "{found:#?}");
    }
    assert!(
        found[12].starts_with("8:40: error: `code` cannot be required; help: use one of"),
        "{found:#?}"
    );
    assert_eq!(found.len(), 13, "{found:#?}");
}
