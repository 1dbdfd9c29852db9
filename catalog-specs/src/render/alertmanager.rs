//! The configuration of Alertmanager, as JSON, which is YAML too.

use std::path::Path;

use super::portable::portable_json;
use crate::generated::MARK;
use crate::model::Catalog;
use crate::operations::{
    BURN_LIMITS, CRITICAL, ERRORS, Email, LOG_ONLY, Operations, PagerDuty, ROUTE_FAILING,
    ROUTE_SLOW, Route, Slack, WATCHDOG_RECEIVER, duration, escape_template, owner_receiver,
    owners_with_channel, routes,
};
use crate::{Json, Severity};

/// The label of alerts that `cargo error-catalog drill` sends.
const DRILL: &str = "drill";

/// The title of a message.
const TITLE: &str = "{{ if .CommonLabels.drill }}[drill] {{ end }}{{ if eq .CommonLabels.severity \"CRITICAL\" }}🔥 CRITICAL: {{ else }}🚨 {{ end }}\
{{ with .CommonLabels.error_code }}{{ . }}{{ else }}{{ .CommonLabels.alertname }}{{ end }}\
{{ with .CommonLabels.source }} ({{ . }}){{ end }}";

/// The start of a title when what it was about has ended. The text is the same, and the colour of a message is not in a
/// notification of a phone.
const RESOLVED: &str = "{{ if eq .Status \"resolved\" }}[resolved] {{ end }}";

/// The text of a message: what happened, how urgent it is, and where to read on.
const TEXT: &str = "{{ range .Alerts }}{{ with .Annotations.title }}{{ . }}\n{{ end }}{{ .Annotations.summary }}\n\
Severity: {{ .Annotations.severity }}\n\
Incident: {{ .Annotations.incident }}\n\
{{ with .Annotations.owner }}Owner: {{ . }}\n{{ end }}\
{{ with .Annotations.description }}{{ . }}\n{{ end }}\
{{ with .Annotations.runbook_url }}Runbook: {{ . }}\n{{ end }}\
{{ with .Annotations.action }}{{ . }}\n{{ end }}\
Time: {{ .StartsAt.UTC.Format \"2006-01-02 15:04:05\" }} UTC\n{{ end }}";

/// The configuration: routes by severity and owner, inhibition of symptoms by causes, and the receivers.
pub fn alertmanager(catalog: &Catalog, operations: &Operations) -> String {
    let owners = owners_with_channel(catalog, operations);
    let mut json = Json::object([("global", global(operations))]);
    json.put("route", root(catalog, operations));
    json.put("inhibit_rules", Json::List(inhibitions(operations)));
    json.put("receivers", Json::List(receivers(operations, &owners)));
    portable_json(&json)
}

fn global(operations: &Operations) -> Json {
    let mut global = Json::object([("resolve_timeout", Json::from("5m"))]);
    if let Some(email) = &operations.receivers.email {
        global.put("smtp_smarthost", email.smarthost.as_str());
        global.put("smtp_from", email.from.as_str());
        if let Some(name) = &email.username {
            global.put("smtp_auth_username", name.as_str());
        }
        if let Some(file) = &email.password_file {
            global.put("smtp_auth_password_file", path(file));
        }
    }
    global
}

fn root(catalog: &Catalog, operations: &Operations) -> Json {
    let routes = routes(catalog, operations);
    let mut root = Json::object([("receiver", Json::from(LOG_ONLY))]);
    root.put("group_by", Json::list(["error_code"]));
    let scope = scope(operations);
    root.put("routes", Json::List(routes.iter().map(|known| route(known, &scope)).collect()));
    root
}

/// The names of the labels by which the service is selected. Its alerts have them too, so that those of two services with
/// one code are neither grouped nor silence each other.
fn scope(operations: &Operations) -> Vec<&str> {
    operations.labels.iter().map(|(name, _)| name.as_str()).collect()
}

fn route(route: &Route, scope: &[&str]) -> Json {
    // All labels include them.
    let all = scope.iter().copied().chain([DRILL]).filter(|_| !route.is_each());
    let group_by = route.group_by.iter().copied().chain(all);
    let matchers = route.matchers.iter().map(|(label, value)| matcher(label, value));
    Json::object([
        ("receiver", Json::from(route.receiver.as_str())),
        ("matchers", Json::list(matchers)),
        ("group_by", Json::list(group_by)),
        ("group_wait", duration(route.wait).into()),
        ("group_interval", duration(route.interval).into()),
        ("repeat_interval", duration(route.repeat).into()),
    ])
}

/// A cause silences its symptoms: a critical alert the errors of its code, a failing route its slowness, and a call about a
/// budget the tickets about it.
///
/// A critical alert does not silence the call about the budget of its domain: it says that one request failed, and ends
/// minutes before the call would, which would then come too late.
fn inhibitions(operations: &Operations) -> Vec<Json> {
    let scope = scope(operations);
    let inhibition = |source: String, targets: Vec<String>, equal: &[&str]| {
        Json::object([
            // A drill is no cause.
            ("source_matchers", Json::list([source, matcher(DRILL, "")])),
            ("target_matchers", Json::list(targets)),
            ("equal", Json::list(equal.iter().chain(&scope).copied())),
        ])
    };
    let budgets = |page: bool| {
        let limits = BURN_LIMITS.iter().filter(|limit| limit.page == page);
        let alerts: Vec<_> = limits.map(|limit| limit.alert).collect();
        format!("alertname=~\"{}\"", alerts.join("|"))
    };
    vec![
        inhibition(
            matcher("severity", Severity::Critical.as_str()),
            vec![matcher("severity", Severity::Error.as_str()), "error_code!=\"\"".to_owned()],
            &["error_code"],
        ),
        inhibition(
            matcher("alertname", ROUTE_FAILING),
            vec![matcher("alertname", ROUTE_SLOW)],
            &[&operations.metrics.route],
        ),
        inhibition(budgets(true), vec![budgets(false)], &["domain", "class"]),
    ]
}

fn receivers(operations: &Operations, owners: &[(&str, &str)]) -> Vec<Json> {
    let channels = &operations.receivers;
    let named = |name: &str| Json::object([("name", Json::from(name))]);
    let mut watchdog = named(WATCHDOG_RECEIVER);
    if let Some(url) = &channels.watchdog {
        let call =
            Json::object([("url", Json::from(url.as_str())), ("send_resolved", false.into())]);
        watchdog.put("webhook_configs", Json::List(vec![call]));
    }
    let mut errors = named(ERRORS);
    let mut critical = named(CRITICAL);
    if let Some(settings) = &channels.slack {
        errors.put("slack_configs", Json::List(vec![slack(settings, &settings.alerts, "warning")]));
        let incidents = slack(settings, &settings.incidents, "danger");
        critical.put("slack_configs", Json::List(vec![incidents]));
    }
    if let Some(settings) = &channels.pagerduty {
        critical.put("pagerduty_configs", Json::List(vec![pagerduty(settings)]));
    }
    if let Some(settings) = &channels.email {
        let configs = Json::List(vec![email(settings)]);
        if channels.slack.is_none() {
            errors.put("email_configs", configs.clone());
        }
        critical.put("email_configs", configs);
    }
    // No route leads to the last one: the file has no room for a mark elsewhere.
    let mark = format!("{MARK}: change the Rust enums and generate it again");
    let mut receivers = vec![named(LOG_ONLY), watchdog, errors, critical, named(&mark)];
    for (at, (_, channel)) in owners.iter().enumerate() {
        let mut receiver = named(&owner_receiver(at));
        if let Some(settings) = &channels.slack {
            receiver.put("slack_configs", Json::List(vec![slack(settings, channel, "warning")]));
        }
        receivers.push(receiver);
    }
    receivers
}

fn slack(settings: &Slack, channel: &str, colour: &str) -> Json {
    Json::object([
        ("api_url_file", Json::from(path(&settings.url_file))),
        ("channel", escape_template(channel).into()),
        ("send_resolved", true.into()),
        (
            "color",
            format!("{{{{ if eq .Status \"firing\" }}}}{colour}{{{{ else }}}}good{{{{ end }}}}")
                .into(),
        ),
        ("title", format!("{RESOLVED}{TITLE}").into()),
        ("text", TEXT.into()),
    ])
}

fn pagerduty(settings: &PagerDuty) -> Json {
    Json::object([
        ("routing_key_file", Json::from(path(&settings.key_file))),
        ("severity", "critical".into()),
        ("description", TITLE.into()),
        ("class", "{{ .CommonLabels.error_code }}".into()),
        ("component", "{{ .CommonLabels.source }}".into()),
        ("group", "{{ .CommonLabels.domain }}".into()),
        ("details", Json::object([("text", Json::from(TEXT))])),
        // A counter falls silent within minutes, which must not close the incident.
        ("send_resolved", false.into()),
    ])
}

fn email(settings: &Email) -> Json {
    let subject = format!("[{{{{ .Status }}}}] {TITLE}");
    Json::object([
        ("to", Json::from(escape_template(&settings.to))),
        ("send_resolved", false.into()),
        ("headers", Json::object([("Subject", Json::from(subject))])),
        ("html", "".into()),
        ("text", TEXT.into()),
    ])
}

/// A matcher for one value, in the notation of Alertmanager.
fn matcher(label: &str, value: &str) -> String {
    let mut out = format!("{label}=\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn path(file: &Path) -> String {
    file.display().to_string()
}
