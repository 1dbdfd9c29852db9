//! Reads `[operations]`.

use std::borrow::Cow;
use std::path::PathBuf;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ConfigReader, Value, in_order};
use crate::did_you_mean;
use crate::metric::Metric;
use crate::operations::{
    ESCALATION, Email, MetricNames, Objective, Operations, PagerDuty, Receivers, Slack, Slo,
    Thresholds,
};

const KEYS: &[&str] = &[
    "labels",
    "runbook",
    "dashboard",
    "logs",
    "recovery",
    "metrics",
    "contacts",
    "escalation",
    "slo",
    "schema_url",
    "thresholds",
    "receivers",
];
/// Labels that select no service: they differ within one. Prometheus keeps those that begin with `__` to itself.
const OWN_LABELS: &[&str] = &[
    "alertname",
    "alertstate",
    "channel",
    "class",
    "domain",
    "drill",
    "error_code",
    "error_type",
    "incident",
    "le",
    "owner",
    "route",
    "severity",
    "source",
    "status",
    "urgency",
    "version",
];
const SLO_KEYS: &[&str] = &["objective", "domains", "min_failures"];
const RECEIVER_KEYS: &[&str] = &["slack", "pagerduty", "email", "watchdog", "owners"];
const SLACK_KEYS: &[&str] = &["url_file", "alerts", "incidents"];
const PAGERDUTY_KEYS: &[&str] = &["key_file"];
const EMAIL_KEYS: &[&str] = &["to", "from", "smarthost", "username", "password_file"];

type Name<'n> = Spanned<Cow<'n, str>>;

impl ConfigReader<'_> {
    pub(super) fn operations(&mut self, value: &Value<'_>) -> Operations {
        let mut operations = Operations::default();
        let Some(table) = self.expect_table(value, "`[operations]` with settings") else {
            return operations;
        };
        let mut escalation = None;
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "dashboard" => operations.dashboard = self.address(value),
                "logs" => operations.logs = self.texts_by_name(value, "a query for each tool"),
                "recovery" => {
                    operations.recovery = self.texts_by_name(value, "a command for each action");
                }
                "escalation" => escalation = Some(value),
                "labels" => operations.labels = self.labels(value),
                "runbook" => operations.runbook = self.address(value),
                "metrics" => self.metric_names(value, &mut operations.metrics),
                "contacts" => operations.contacts = self.pairs(value, "an address for each role"),
                "slo" => operations.slo = self.slo(value),
                "schema_url" => operations.schema_url = self.address(value),
                "thresholds" => operations.thresholds = self.thresholds(value),
                "receivers" => operations.receivers = self.receivers(value),
                _ => self.unknown(key, "key of operations", KEYS),
            }
        }
        if let Some(value) = escalation {
            operations.escalation = self.escalation(value, &operations.contacts);
        }
        operations
    }

    /// The names of contacts, one for each line of support.
    fn escalation(&mut self, value: &Value<'_>, contacts: &[(String, String)]) -> Vec<String> {
        let expected = "a list of contacts, such as `[\"ops\", \"lead\"]`";
        let Some(list) = self.expect_list(value, expected) else { return Vec::new() };
        if let Some(extra) = list.get(ESCALATION.len()) {
            let message = format!("there are {} lines of support", ESCALATION.len());
            self.problem(extra.span(), message, "remove the contacts after them");
        }
        let known: Vec<_> = contacts.iter().map(|(name, _)| name.as_str()).collect();
        let mut names = Vec::new();
        for value in list {
            let Some(name) = self.line(value, "the name of a contact") else { continue };
            if known.contains(&name.as_str()) {
                names.push(name);
                continue;
            }
            let help = match known.as_slice() {
                [] => format!("write `{name} = \"…\"` under `[operations.contacts]`"),
                known => did_you_mean(&name, known),
            };
            self.problem(value.span(), format!("unknown contact `{name}`"), help);
        }
        names
    }

    /// Texts of one or more lines.
    fn texts_by_name(&mut self, value: &Value<'_>, expected: &str) -> Vec<(String, String)> {
        let Some(table) = self.expect_table(value, expected) else { return Vec::new() };
        let mut texts = Vec::new();
        for (key, value) in in_order(table) {
            let Some(text) = self.expect_text(value, "a text") else { continue };
            if text.trim().is_empty() {
                self.problem(value.span(), "the text is empty", "write it, or remove the line");
                continue;
            }
            texts.push((key.get_ref().clone().into_owned(), text));
        }
        texts
    }

    fn labels(&mut self, value: &Value<'_>) -> Vec<(String, String)> {
        let Some(table) = self.expect_table(value, "a value for each label") else {
            return Vec::new();
        };
        let mut labels = Vec::new();
        for (key, value) in in_order(table) {
            let name = key.get_ref();
            let is_head = |c: char| c.is_ascii_alphabetic() || c == '_';
            let is_label =
                name.starts_with(is_head) && name.chars().all(|c| is_head(c) || c.is_ascii_digit());
            if !is_label {
                let message = format!("`{name}` is not the name of a label");
                self.problem(key.span(), message, "write letters, digits and `_`");
                continue;
            }
            if OWN_LABELS.contains(&name.as_ref()) || name.starts_with("__") {
                let message = format!("`{name}` is a label of the counters or of the alerts");
                let help = "write one that the scrape adds, such as `job`";
                self.problem(key.span(), message, help);
                continue;
            }
            let text = self.expect_text(value, "the value of a label");
            labels.extend(text.map(|text| (name.clone().into_owned(), text)));
        }
        labels
    }

    fn address(&mut self, value: &Value<'_>) -> Option<String> {
        let text =
            self.expect_text(value, "a URL, such as `\"https://runbooks.example.com/{code}\"`")?;
        if text.starts_with("https://") || text.starts_with("http://") {
            return Some(text);
        }
        let help = "write an absolute URL, such as `\"https://runbooks.example.com/{code}\"`";
        self.problem(value.span(), "the address is not a URL of the web", help);
        None
    }

    /// An address that Alertmanager calls as it is. It refuses its whole configuration because of one that it cannot read.
    fn called_address(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.address(value)?;
        let (_, rest) = text.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_host = !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte));
        let is_written_out =
            text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
        let has_escapes = text
            .split('%')
            .skip(1)
            .all(|after| after.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2);
        if is_host && is_written_out && has_escapes {
            return Some(text);
        }
        let help = "write it as in `\"https://watchdog.example.com/shop\"`, with other characters as `%20`";
        self.problem(value.span(), "the address is not a URL that can be called", help);
        None
    }

    /// The server for mail: Alertmanager needs its port too.
    fn smarthost(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.line(value, "a host and a port")?;
        let port = text.rsplit_once(':').filter(|(host, _)| !host.is_empty());
        if port.is_some_and(|(_, port)| port.parse::<u16>().is_ok()) {
            return Some(text);
        }
        let help = "write both, such as `\"mail.example.com:587\"`";
        self.problem(value.span(), format!("`{text}` has no port"), help);
        None
    }

    fn metric_names(&mut self, value: &Value<'_>, names: &mut MetricNames) {
        let Some(table) = self.expect_table(value, "a name for each metric") else { return };
        self.each_metric_name(table, names);
        for (key, value) in in_order(table) {
            let Some(metric) = Metric::from_key(key.get_ref()) else { continue };
            let name = names.get(metric);
            let has_name = |other: &Metric| *other != metric && names.get(*other) == name;
            if let Some(other) = Metric::all().find(has_name) {
                let message = format!("`{}` has the name `{name}` too", other.key());
                self.problem(value.span(), message, "write another name for one of them");
            }
        }
    }

    fn each_metric_name(&mut self, table: &DeTable<'_>, names: &mut MetricNames) {
        for (key, value) in in_order(table) {
            let Some(name) = names.get_mut(key.get_ref()) else {
                self.unknown(key, "metric", MetricNames::KEYS);
                continue;
            };
            let Some(text) = self.expect_text(value, "the name of a metric or label") else {
                continue;
            };
            let is_label = matches!(key.get_ref().as_ref(), "route" | "status");
            let is_head = |c: char| c.is_ascii_alphabetic() || c == '_' || (c == ':' && !is_label);
            if text.starts_with(is_head) && text.chars().all(|c| is_head(c) || c.is_ascii_digit()) {
                *name = text;
            } else {
                let message = format!("`{text}` is no name in Prometheus");
                self.problem(value.span(), message, "write letters, digits and `_`");
            }
        }
    }

    fn slo(&mut self, value: &Value<'_>) -> Slo {
        let mut slo = Slo::default();
        let Some(table) = self.expect_table(value, "`[operations.slo]` with an `objective`") else {
            return slo;
        };
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "objective" => slo.objective = self.objective(value).unwrap_or(slo.objective),
                "domains" => slo.domains = self.objectives(value),
                "min_failures" => slo.min_failures = self.count(value).unwrap_or(slo.min_failures),
                _ => self.unknown(key, "key of the objectives", SLO_KEYS),
            }
        }
        slo
    }

    fn objectives(&mut self, value: &Value<'_>) -> Vec<(String, Objective)> {
        let Some(table) = self.expect_table(value, "an objective for each domain") else {
            return Vec::new();
        };
        let mut objectives = Vec::new();
        for (key, value) in in_order(table) {
            let objective = self.objective(value);
            objectives
                .extend(objective.map(|objective| (key.get_ref().clone().into_owned(), objective)));
        }
        objectives
    }

    fn objective(&mut self, value: &Value<'_>) -> Option<Objective> {
        let number = match value.get_ref() {
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) => number.as_str(),
            _ => {
                self.unexpected(value, "a percentage, such as `99.9`");
                return None;
            }
        };
        let objective = Objective::parse(number);
        if objective.is_none() {
            let help =
                "write a percentage from 50 to below 100 with at most 4 decimals, such as `99.9`";
            self.problem(value.span(), format!("`{number}` is no objective"), help);
        }
        objective
    }

    fn thresholds(&mut self, value: &Value<'_>) -> Thresholds {
        let mut thresholds = Thresholds::default();
        let Some(table) = self.expect_table(value, "a number for each threshold") else {
            return thresholds;
        };
        for (key, value) in in_order(table) {
            let name = key.get_ref();
            if name == "page" {
                thresholds.page = self.expect_boolean(value);
                continue;
            }
            let Some((threshold, most)) = thresholds.get_mut(name) else {
                self.unknown(key, "threshold", Thresholds::KEYS);
                continue;
            };
            match value.get_ref() {
                DeValue::Integer(number) => match number.as_str().parse() {
                    Ok(number) if (1..=most).contains(&number) => *threshold = number,
                    _ => {
                        let message = format!("`{name}` is out of range");
                        let help = format!("write a whole number from 1 to {most}");
                        self.problem(value.span(), message, help);
                    }
                },
                _ => self.unexpected(value, "a whole number"),
            }
        }
        thresholds
    }

    fn count(&mut self, value: &Value<'_>) -> Option<u32> {
        if let DeValue::Integer(number) = value.get_ref() {
            if let Ok(count) = number.as_str().parse() {
                return Some(count);
            }
        }
        self.unexpected(value, "a whole number from 0");
        None
    }

    fn receivers(&mut self, value: &Value<'_>) -> Receivers {
        let mut receivers = Receivers::default();
        let Some(table) = self.expect_table(value, "`[operations.receivers]` with channels") else {
            return receivers;
        };
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "slack" => receivers.slack = self.slack(key, value),
                "pagerduty" => receivers.pagerduty = self.pagerduty(key, value),
                "email" => receivers.email = self.email(key, value),
                "watchdog" => receivers.watchdog = self.called_address(value),
                "owners" => receivers.owners = self.pairs(value, "a channel for each owner"),
                _ => self.unknown(key, "receiver", RECEIVER_KEYS),
            }
        }
        receivers
    }

    fn slack(&mut self, name: &Name<'_>, value: &Value<'_>) -> Option<Slack> {
        let table = self.expect_table(value, "a table with `url_file`")?;
        let mut slack = Slack::new(PathBuf::new());
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "url_file" => slack.url_file = self.secret_file(value).unwrap_or_default(),
                "alerts" => slack.alerts = self.channel(value).unwrap_or_default(),
                "incidents" => slack.incidents = self.channel(value).unwrap_or_default(),
                _ => self.unknown(key, "key of Slack", SLACK_KEYS),
            }
        }
        self.require(table, name, "url_file").then_some(slack)
    }

    fn pagerduty(&mut self, name: &Name<'_>, value: &Value<'_>) -> Option<PagerDuty> {
        let table = self.expect_table(value, "a table with `key_file`")?;
        let mut key_file = PathBuf::new();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "key_file" => key_file = self.secret_file(value).unwrap_or_default(),
                _ => self.unknown(key, "key of PagerDuty", PAGERDUTY_KEYS),
            }
        }
        self.require(table, name, "key_file").then_some(PagerDuty { key_file })
    }

    fn email(&mut self, name: &Name<'_>, value: &Value<'_>) -> Option<Email> {
        let table = self.expect_table(value, "a table with `to`, `from` and `smarthost`")?;
        let mut email = Email {
            to: String::new(),
            from: String::new(),
            smarthost: String::new(),
            username: None,
            password_file: None,
        };
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "to" => email.to = self.line(value, "an address").unwrap_or_default(),
                "from" => email.from = self.line(value, "an address").unwrap_or_default(),
                "smarthost" => {
                    email.smarthost = self.smarthost(value).unwrap_or_default();
                }
                "username" => email.username = self.line(value, "a name"),
                "password_file" => email.password_file = self.secret_file(value),
                _ => self.unknown(key, "key of e-mail", EMAIL_KEYS),
            }
        }
        let required = ["to", "from", "smarthost"].map(|key| self.require(table, name, key));
        required.iter().all(|has| *has).then_some(email)
    }

    /// Whether a table has a key; without it that is a problem.
    fn require(&mut self, table: &DeTable<'_>, name: &Name<'_>, key: &str) -> bool {
        if table.iter().any(|(known, _)| known.get_ref() == key) {
            return true;
        }
        let name_text = name.get_ref();
        let help = format!("write `{key} = \"…\"` in it");
        self.problem(name.span(), format!("`{name_text}` has no `{key}`"), help);
        false
    }

    fn pairs(&mut self, value: &Value<'_>, expected: &str) -> Vec<(String, String)> {
        let Some(table) = self.expect_table(value, expected) else { return Vec::new() };
        let mut pairs = Vec::new();
        for (key, value) in in_order(table) {
            let text = self.line(value, "a text");
            pairs.extend(text.map(|text| (key.get_ref().clone().into_owned(), text)));
        }
        pairs
    }

    fn channel(&mut self, value: &Value<'_>) -> Option<String> {
        self.line(value, "a channel, such as `\"#alerts\"`")
    }

    fn secret_file(&mut self, value: &Value<'_>) -> Option<PathBuf> {
        self.line(value, "the path of a file with the secret").map(PathBuf::from)
    }

    /// A text of one line that is not empty.
    pub(super) fn line(&mut self, value: &Value<'_>, expected: &str) -> Option<String> {
        let text = self.expect_text(value, expected)?;
        if text.trim().is_empty() || text.contains(char::is_control) {
            let help = "write it on one line, without control characters";
            self.problem(value.span(), format!("expected {expected}"), help);
            return None;
        }
        Some(text)
    }
}
