//! `check`: compares the rules, the documents and the lock, and writes nothing.

use std::collections::BTreeMap;
use std::path::Path;

use catalog_specs::findings::{LEFTOVER_DOCUMENT, MISSING_DOCUMENT, STALE_DOCUMENT};
use catalog_specs::lints::LintReport;
use catalog_specs::lock::table;
use catalog_specs::migrations::Comparison;
use catalog_specs::model::{Catalog, Place};
use catalog_specs::policies::POLICY_RULE;
use catalog_specs::{CONFIG_FILE, Drift, Json, Problem, ProblemLevel, RESTORE_LOCK};

use crate::answer::{Answer, Failure};
use crate::arguments::Check;
use crate::constraints;
use crate::diff;
use crate::documents::{self, Gate, GateMode, without_dot};
use crate::lints::{self, Linted};
use crate::printing::{Style, facts, plural, visible};
use crate::progress::Working;
use crate::report;

/// How many lines of a difference are printed.
const DIFF_LINES: usize = 30;

pub(crate) fn run(args: &Check, working: &Working) -> Result<Answer, Failure> {
    let mut gate = documents::gate(&args.source, &args.documents, GateMode::Check, working)?;
    let linted = lints::run(&gate.roots, gate.config.as_ref(), working);
    gate.not_compared.extend(linted.not_compared.iter().cloned());
    let compared = constraints::run(&gate);
    gate.not_compared.extend(compared.not_compared.iter().cloned());
    let failed = gate.has_errors()
        || !compared.problems.is_empty()
        || !gate.drifted.is_empty()
        || linted.is_denied();
    let allows = allows(&gate.catalog);
    let text = text(&gate, &linted, &compared, &allows, args.source.source.is_some(), failed);
    Ok(Answer {
        findings: findings(&gate, &linted, &compared),
        failed,
        not_compared: !gate.not_compared.is_empty(),
        notes: gate.notes.clone(),
        ..Answer::new(text, json(&gate, &linted, &compared, &allows))
    })
}

fn text(
    gate: &Gate,
    linted: &Linted,
    compared: &Comparison,
    allows: &BTreeMap<&str, Vec<&str>>,
    alone: bool,
    failed: bool,
) -> String {
    let mut text = String::new();
    if !gate.problems.is_empty() {
        text.push_str(&report::render_problems(&gate.problems));
        text.push('\n');
    }
    let found = linted.problems();
    if !found.is_empty() {
        text.push_str(&report::render_problems(&found));
        text.push('\n');
    }
    if !compared.problems.is_empty() {
        text.push_str(&report::render_problems(&compared.problems));
        text.push('\n');
    }
    for drift in &gate.drifted {
        text.push_str(&drifted(drift));
    }
    for problem in &gate.not_compared {
        text.push_str(&report::render_problems(std::slice::from_ref(problem)));
        text.push('\n');
    }
    if !gate.drifted.is_empty() {
        let help = Style::HEADING.paint("help:");
        text.push_str(&format!(
            "{help} write them with `cargo error-catalog docs`, and commit them\n\n"
        ));
    }
    if gate.lacks_lock {
        text.push_str(&format!("{} {RESTORE_LOCK}\n\n", Style::HEADING.paint("help:")));
    }
    let risks = diff::risks(&gate.changes);
    if !risks.is_empty() {
        text.push_str(&risks);
        text.push('\n');
    }
    text.push_str(&summary(gate, linted, compared, alone));
    if !allows.is_empty() {
        text.push('\n');
        text.push_str(&Style::HEADING.paint("Exempt from a rule"));
        text.push('\n');
        let rows: Vec<_> = allows.iter().map(|(word, codes)| (*word, listed(codes))).collect();
        text.push_str(&facts(&rows));
    }
    text.push('\n');
    let (style, verdict) = match (failed, gate.not_compared.is_empty()) {
        (true, _) => (Style::ERROR, "The catalogue does not pass."),
        (false, true) => (Style::GOOD, "The catalogue passes."),
        (false, false) => (Style::ERROR, "The catalogue was not compared completely."),
    };
    text + &style.paint(verdict) + "\n"
}

/// The problems, the documents that differ, the risks, and what was not compared.
fn findings(gate: &Gate, linted: &Linted, compared: &Comparison) -> Vec<Problem> {
    let drifted = gate.drifted.iter().map(|drift| {
        let mut drift = drift.clone();
        drift.path = without_dot(&drift.path);
        let file = drift.path.display().to_string();
        let place = Place { file, line: 1, column: 1, length: 1 };
        let rule = match (&drift.found, &drift.wanted) {
            (_, None) => LEFTOVER_DOCUMENT.id,
            (Some(_), _) => STALE_DOCUMENT.id,
            (None, _) => MISSING_DOCUMENT.id,
        };
        let fix = match drift.wanted {
            Some(_) => "write it with `cargo error-catalog docs`, and commit it",
            None => "remove it with `cargo error-catalog docs`, and commit that",
        };
        Problem::error(place, drift.message(), fix).with_rule(rule)
    });
    let problems = gate.problems.iter().cloned().chain(linted.problems());
    let problems = problems.chain(compared.problems.iter().cloned()).chain(drifted);
    let risks = diff::findings(&gate.changes, &gate.catalog);
    problems.chain(risks).chain(report::uncompared(&gate.not_compared)).collect()
}

/// The counts of codes, problems, documents and changes. `alone`: the source was given without its package.
fn summary(gate: &Gate, linted: &Linted, compared: &Comparison, alone: bool) -> String {
    let codes = gate.catalog.entries().count();
    let count = |level: ProblemLevel| {
        let is_meant = |problem: &&Problem| {
            problem.level == level
                && problem.rule != Some(POLICY_RULE)
                && !is_of_the_lock(problem, gate)
        };
        gate.problems.iter().filter(is_meant).count()
    };
    let (errors, warnings) = (count(ProblemLevel::Error), count(ProblemLevel::Warning));
    let rules = match (errors, warnings) {
        (0, 0) => Style::GOOD.paint("no problems"),
        _ => {
            let errors = (errors > 0).then(|| Style::ERROR.paint(&plural(errors, "error")));
            let warnings =
                (warnings > 0).then(|| Style::WARNING.paint(&plural(warnings, "warning")));
            errors.into_iter().chain(warnings).collect::<Vec<_>>().join(", ")
        }
    };
    let mut documents = match (gate.kept.len(), gate.drifted.len()) {
        _ if gate.has_errors() => "not compared while there are errors".to_owned(),
        (0, _) if alone => format!("none: with `--source`, those of `{CONFIG_FILE}` are ignored"),
        (0, _) if !gate.not_compared.is_empty() => Style::ERROR.paint("not compared"),
        (0, _) => format!("none: `{CONFIG_FILE}` declares none"),
        (kept, 0) => Style::GOOD.paint(&format!("{} up to date", plural(kept, "document"))),
        (kept, stale) => Style::ERROR.paint(&format!(
            "{} of {} differ from the catalogue",
            plural(stale, "file"),
            plural(kept, "document")
        )),
    };
    if !gate.kept.is_empty() && !gate.not_compared.is_empty() {
        documents.push_str(&Style::ERROR.paint("; others were not compared"));
    }
    let lock = match &gate.lock {
        None if alone => "none: `--lock-file` names one".to_owned(),
        None => "none: `cargo error-catalog lock` makes one".to_owned(),
        Some(path) if !path.exists() => Style::WARNING.paint("does not exist yet"),
        Some(_)
            if gate
                .problems
                .iter()
                .any(|problem| problem.rule.is_none() && is_of_the_lock(problem, gate)) =>
        {
            Style::ERROR.paint("cannot be read")
        }
        Some(_) if gate.has_errors() && gate.changes.is_empty() => {
            "not compared while there are errors".to_owned()
        }
        Some(_) if gate.changes.is_empty() => Style::GOOD.paint("no changes"),
        Some(_) => diff::counted(&gate.changes),
    };
    let lints = lint_summary(gate, linted);
    let codes =
        format!("{} in {}", plural(codes, "code"), plural(gate.catalog.groups.len(), "enum"));
    let mut rows = vec![("codes", codes), ("rules", rules)];
    rows.extend(policy_summary(gate).map(|policies| ("policies", policies)));
    rows.extend(lints.map(|lints| ("lints", lints)));
    rows.extend(constraints::summary(compared).map(|counts| ("database", counts)));
    rows.extend([("documents", documents), ("lock", lock)]);
    facts(&rows)
}

/// The policies that were checked, and how many codes do not pass; `None` if there are no policies.
fn policy_summary(gate: &Gate) -> Option<String> {
    let policies = &gate.config.as_ref()?.policies;
    if policies.is_empty() {
        return None;
    }
    let broken = |problem: &&Problem| problem.rule == Some(POLICY_RULE);
    let found = match gate.problems.iter().filter(broken).count() {
        0 => Style::GOOD.paint("no problems"),
        errors => Style::ERROR.paint(&plural(errors, "error")),
    };
    let names: Vec<_> = policies.names().map(visible).collect();
    Some(format!("{found} by {}", names.join(", ")))
}

/// What the lints found in the bodies of functions; `None` if there is no source or every lint is off.
fn lint_summary(gate: &Gate, linted: &Linted) -> Option<String> {
    let is_off = gate.config.as_ref().is_some_and(|config| config.lints.are_off());
    if gate.roots.is_empty() || is_off {
        return None;
    }
    let LintReport { problems, functions, allowed, .. } = &linted.report;
    let count = |level: ProblemLevel| problems.iter().filter(|known| known.level == level).count();
    let counted = |style: Style, count: usize, noun: &str| {
        (count > 0).then(|| style.paint(&plural(count, noun)))
    };
    let unread = [
        counted(Style::WARNING, linted.unread_files, "file"),
        counted(Style::WARNING, linted.unread_macros, "macro call"),
    ];
    let unread: Vec<_> = unread.into_iter().flatten().collect();
    let parts = [
        counted(Style::ERROR, count(ProblemLevel::Error), "error"),
        counted(Style::WARNING, count(ProblemLevel::Warning), "warning"),
        (!unread.is_empty()).then(|| format!("{} not looked at", unread.join(" and "))),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let found = if parts.is_empty() { Style::GOOD.paint("no problems") } else { parts.join(", ") };
    let allowed = if *allowed > 0 { format!(", {allowed} allowed") } else { String::new() };
    Some(format!("{found} in {}{allowed}", plural(*functions, "function")))
}

/// Whether a problem is a broken promise of the lock, or a lock that cannot be read.
fn is_of_the_lock(problem: &Problem, gate: &Gate) -> bool {
    let place = problem.place.as_ref().map(|place| without_dot(Path::new(&place.file)));
    problem.rule.is_some_and(|rule| table::by_id(rule).is_some())
        || (place.is_some() && place == gate.lock)
}

/// A document that differs from the catalogue, with the difference.
fn drifted(drift: &Drift) -> String {
    let mut drift = drift.clone();
    drift.path = without_dot(&drift.path);
    let message = visible(&drift.message());
    let mut text = format!("{} {message}\n", Style::ERROR.paint("error:"));
    for line in drift.diff(DIFF_LINES).lines() {
        let style = match line.as_bytes().first() {
            Some(b'+') => Style::RIGHT,
            Some(b'-') => Style::WRONG,
            Some(b'@') => Style::FAINT,
            _ => Style::PLAIN,
        };
        text.push_str(&format!("  {}\n", style.paint(line)));
    }
    text + "\n"
}

/// The rules that `allow` lifts, each with the codes that are exempt from it.
fn allows(catalog: &Catalog) -> BTreeMap<&str, Vec<&str>> {
    let mut allows: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, entry) in catalog.sorted() {
        for word in &entry.allows {
            allows.entry(word).or_default().push(&entry.code);
        }
    }
    allows
}

/// The number of codes, and the first few.
fn listed(codes: &[&str]) -> String {
    const LISTED: usize = 3;
    let first: Vec<_> = codes.iter().take(LISTED).map(|code| Style::CODE.paint(code)).collect();
    let more = codes.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{:>3}  {}{more}", codes.len(), first.join(", "))
}

fn json(
    gate: &Gate,
    linted: &Linted,
    compared: &Comparison,
    allows: &BTreeMap<&str, Vec<&str>>,
) -> Json {
    let stale = gate.drifted.iter().map(|drift| {
        let state = match (&drift.found, &drift.wanted) {
            (_, None) => "leftover",
            (Some(_), _) => "stale",
            (None, _) => "missing",
        };
        Json::object([
            ("path", Json::from(without_dot(&drift.path).display().to_string())),
            ("state", state.into()),
        ])
    });
    let problems = gate.problems.iter().cloned().chain(linted.problems());
    let problems: Vec<_> = problems.chain(compared.problems.iter().cloned()).collect();
    let lints = Json::object([
        ("files", report::count(linted.report.files)),
        ("lines", report::count(linted.report.lines)),
        ("functions", report::count(linted.report.functions)),
        ("allowed", report::count(linted.report.allowed)),
    ]);
    let allows = allows.iter().map(|(word, codes)| (*word, Json::list(codes.iter().copied())));
    Json::object([
        ("codes", report::count(gate.catalog.entries().count())),
        ("enums", report::count(gate.catalog.groups.len())),
        ("problems", report::json(&problems)),
        ("lints", lints),
        ("allows", Json::object(allows)),
        ("documents", report::count(gate.kept.len())),
        ("drifted", Json::List(stale.collect())),
        ("not_compared", report::json(&gate.not_compared)),
        ("catalogue", gate.origin.as_str().into()),
        ("changes", diff::changes_json(&gate.changes, &gate.catalog)),
    ])
}
