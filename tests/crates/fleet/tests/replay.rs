//! Thirty days of a service at three levels of traffic, replayed by Prometheus itself (`promtool`) against the generated rules.
//!
//! Every incident that burns more than 2 % of the budget within an hour, or 5 % within six, calls the person on duty within
//! that window. What burns less or more slowly does not, 3 % over three hours for example: the windows of the SRE workbook have a gap
//! there. Nor do the mistakes of clients, restarts and missed scrapes: in the thirty days of all levels together there is at most
//! one call without an incident.
//!
//! Each run replays the middle level with an evaluation every 5 minutes; `REPLAY=whole` replays all levels with one every
//! minute.

use std::env;
use std::fs;
use std::path::Path;

use catalog_specs::model::{Catalog, Entry, Group};
use catalog_specs::operations::Operations;
use catalog_specs::{Class, Level};
use fleet::{run, write};
use serde_json::{Value, json};

const DAY: usize = 24 * 60;
const DAYS: usize = 30;
/// The share of requests that may fail: the objective is 99.9 %.
const BUDGET: f64 = 0.001;
/// The minutes after an incident in which its alert may still be there: the short window of six hours is half an hour.
const ENDING: usize = 45;

/// An incident: when, how long, and how much of the budget of thirty days it burns.
struct Incident {
    start: usize,
    minutes: usize,
    burned: f64,
}

impl Incident {
    /// The window in which it has to call, if it has to.
    fn window(&self) -> Option<usize> {
        match (self.minutes, self.burned) {
            (..=60, burned) if burned > 0.02 => Some(60),
            (61..=360, burned) if burned > 0.05 => Some(360),
            _ => None,
        }
    }

    /// How many times too fast the budget burns.
    fn rate(&self) -> f64 {
        self.burned * as_f64(DAYS * DAY) / as_f64(self.minutes)
    }
}

fn as_f64(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

/// Incidents that call and incidents that do not, at other hours for each level.
fn incidents(random: &mut Random) -> Vec<Incident> {
    let kinds = [
        (60, 0.025),
        (20, 0.010),
        (10, 0.025),
        (360, 0.065),
        (30, 0.200),
        // Between the windows: too slow for an hour, too short for six. No rule of this kind calls for it.
        (180, 0.030),
        (240, 0.080),
        (5, 0.030),
        // A ticket: 10 % within a day.
        (DAY, 0.120),
        (60, 0.030),
        (45, 0.012),
        (60, 0.900),
    ];
    let gap = DAYS * DAY / (kinds.len() + 1);
    let incident = |(at, (minutes, burned)): (usize, (usize, f64))| {
        let start = (at + 1) * gap + random.below(gap / 4);
        Incident { start, minutes, burned }
    };
    kinds.into_iter().enumerate().map(incident).collect()
}

/// The same numbers in each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 33).unwrap()) / f64::from(1_u32 << 31)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is below the limit"
    )]
    fn below(&mut self, limit: usize) -> usize {
        (self.next() * as_f64(limit)) as usize
    }
}

/// A counter, scraped every minute: whole numbers, restarts and missed scrapes.
#[derive(Default)]
struct Counter {
    value: f64,
    rest: f64,
    text: String,
}

impl Counter {
    fn add(&mut self, amount: f64, is_restarted: bool, is_missed: bool) {
        if is_restarted {
            self.value = 0.0;
        }
        let due = self.rest + amount;
        self.value += due.floor();
        self.rest = due - due.floor();
        let sample = if is_missed { "_ ".to_owned() } else { format!("{} ", self.value) };
        self.text.push_str(&sample);
    }
}

/// Three series: requests, failures of the service, and mistakes of clients.
fn traffic(a_minute: f64, incidents: &[Incident], random: &mut Random) -> [String; 3] {
    let [mut requests, mut failures, mut mistakes] = [(); 3].map(|()| Counter::default());
    for minute in 0..DAYS * DAY {
        let hour = as_f64(minute % DAY) / 60.0;
        let daily = 1.0 + 0.6 * ((hour - 9.0) * core::f64::consts::TAU / 24.0).sin();
        let count = a_minute * daily * (0.9 + 0.2 * random.next());
        let running = |incident: &&Incident| {
            (incident.start..incident.start + incident.minutes).contains(&minute)
        };
        let rate = incidents.iter().find(running).map_or(0.0, Incident::rate);
        // A fifth of the budget is used up by what always fails now and then.
        let share = BUDGET * (0.2 * 2.0 * random.next() + rate);
        let is_restarted = minute % 4_321 == 4_320;
        let is_missed = minute % 1_777 < 3;
        requests.add(count, is_restarted, is_missed);
        failures.add(count * share.min(1.0), is_restarted, is_missed);
        // A client with an old password, every day at noon.
        let is_wrong = (720..780).contains(&(minute % DAY));
        mistakes.add(if is_wrong { count * 0.5 } else { 0.0 }, is_restarted, is_missed);
    }
    [requests.text, failures.text, mistakes.text]
}

/// A catalogue with a failure of the service and a mistake of clients in one domain.
fn catalog() -> Catalog {
    let down = Entry::new("SHOP_STORE_DOWN", "Down", 503, Level::Error);
    let mut login = Entry::new("SHOP_LOGIN_WRONG", "Login", 401, Level::Info);
    login.class = Some(Class::Auth);
    let group = Group { domain: "SHOP".into(), entries: vec![down, login], ..Group::default() };
    Catalog { name: "Codes".into(), groups: vec![group], ..Catalog::default() }
}

const CALLS: &str = "ALERTS{alertname=~\"BudgetBurn1h|BudgetBurn6h\",alertstate=\"firing\"}";

/// What is asked of one level: after each incident whether it called, and between them whether anything did.
fn questions(incidents: &[Incident]) -> Vec<Value> {
    let mut questions = Vec::new();
    let mut quiet_from = 0;
    let quiet = |from: usize, until: usize| {
        let length = until - from;
        json!({ "expr": format!("count(count_over_time({CALLS}[{length}m]))"), "eval_time": format!("{until}m"), "exp_samples": [] })
    };
    for incident in incidents {
        let Some(window) = incident.window() else { continue };
        questions.push(quiet(quiet_from, incident.start));
        let called = format!("count(count_over_time({CALLS}[{window}m])) > bool 0");
        let until = incident.start + window;
        questions.push(json!({
            "expr": called,
            "eval_time": format!("{until}m"),
            "exp_samples": [{ "labels": "{}", "value": 1 }],
        }));
        quiet_from = incident.start + incident.minutes + ENDING;
    }
    questions.push(quiet(quiet_from, DAYS * DAY));
    questions
}

/// The incidents that did not call, and the stretches without one in which something called.
fn replay(folder: &Path, a_minute: f64, evaluation: usize) -> (Vec<String>, usize, usize) {
    let mut random = Random(a_minute.to_bits());
    let incidents = incidents(&mut random);
    let [requests, failures, mistakes] = traffic(a_minute, &incidents, &mut random);
    let questions = questions(&incidents);
    let errors = |code: &str, values: &str| json!({ "series": format!("error_catalog_errors_total{{error_code=\"{code}\",domain=\"SHOP\",severity=\"ERROR\",source=\"api\"}}"), "values": values });
    let tests = json!({
        "rule_files": ["budgets.json"],
        "evaluation_interval": format!("{evaluation}m"),
        "tests": [{
            "interval": "1m",
            "input_series": [
                { "series": "http_requests_total{route=\"/\"}", "values": requests },
                errors("SHOP_STORE_DOWN", &failures),
                errors("SHOP_LOGIN_WRONG", &mistakes),
            ],
            "promql_expr_test": questions,
        }],
    });
    fs::write(folder.join("replay.json"), tests.to_string()).unwrap();
    let output = run(folder, "promtool", &["test", "rules", "replay.json"]);
    let text =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    let text = text.concat();
    assert!(text.contains("SUCCESS") || text.contains("FAILED"), "{text}");
    let failed: Vec<_> = text.lines().filter(|line| line.contains("expr: ")).collect();
    let missed = failed.iter().filter(|line| line.contains("> bool 0"));
    let missed: Vec<_> = missed.map(|line| format!("{a_minute} a minute: {line}")).collect();
    assert_eq!(failed.is_empty(), output.status.success(), "{text}");
    let false_calls = failed.len() - missed.len();
    let asked = incidents.iter().filter(|incident| incident.window().is_some()).count();
    (missed, false_calls, asked)
}

#[test]
fn every_incident_calls_within_its_window_and_hardly_anything_else_does() {
    let is_whole = env::var("REPLAY").is_ok_and(|value| value == "whole");
    let (levels, evaluation): (&[f64], _) =
        if is_whole { (&[30.0, 600.0, 30_000.0], 1) } else { (&[600.0], 5) };
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &catalog(), &Operations::default());
    let all = fs::read_to_string(folder.path().join("error-catalog.rules.json")).unwrap();
    let mut rules: Value = serde_json::from_str(&all).unwrap();
    let groups = rules["groups"].as_array_mut().unwrap();
    groups.retain(|group| group["name"] == "error_catalog_budgets");
    assert_eq!(groups.len(), 1);
    // Tickets look at days, which takes most of the time, and page no one.
    let is_of_calls = |rule: &Value| {
        let alert = rule["alert"].as_str();
        alert.is_none_or(|alert| ["BudgetBurn1h", "BudgetBurn6h"].contains(&alert))
    };
    groups[0]["rules"].as_array_mut().unwrap().retain(is_of_calls);
    assert_eq!(groups[0]["rules"].as_array().unwrap().len(), 4);
    fs::write(folder.path().join("budgets.json"), rules.to_string()).unwrap();
    let (mut missed, mut false_calls) = (Vec::new(), 0);
    for a_minute in levels {
        let (level_missed, level_false, asked) = replay(folder.path(), *a_minute, evaluation);
        assert!(asked >= 7, "{asked} incidents");
        missed.extend(level_missed);
        false_calls += level_false;
    }
    assert!(missed.is_empty(), "no call:\n{}", missed.join("\n"));
    assert!(false_calls <= 1, "{false_calls} calls without an incident");
    // Rules that are too loose miss them: the replay can fail.
    if !is_whole {
        let loose = rules.to_string().replace("0.0144", "0.9").replace("> 0.006", "> 0.9");
        assert_ne!(loose, rules.to_string());
        fs::write(folder.path().join("budgets.json"), loose).unwrap();
        let (missed, ..) = replay(folder.path(), 600.0, 5);
        assert!(missed.len() >= 6, "{missed:?}");
    }
}
