//! Operations of a fleet: the settings of `[operations]`, and the alerts that follow from a catalogue, as data.
//!
//! `settings` has what a service can choose; `rules` derives the rules of Prometheus with the cases that test them, `budget`
//! the objectives, and `dashboard` the panels for the engineers on call; `expression` and `template` quote user text for
//! `PromQL` and for Go templates; `incident` has how an incident is handled, `alert_pages` and `pages` what the runbook needs
//! to know about alerts, and `route` where Alertmanager sends them. The renderers write them as files.

mod alert_pages;
mod budget;
mod dashboard;
mod drill;
mod expression;
mod incident;
mod pages;
mod route;
mod rule;
mod rules;
mod settings;
mod template;

pub(crate) use alert_pages::{FAILURES_QUERY, alert_page};
pub(crate) use budget::{Budget, budgets};
pub(crate) use dashboard::{
    ALL, CodeLinks, DOMAIN, Limit, Panel, Row, Unit, View, dashboard, new_versions, select_failures,
};
pub use drill::{Drill, DrilledAlert, drill};
pub(crate) use expression::{equals, select};
pub(crate) use incident::{ESCALATION, LEVELS, PREVENTION, RESPONSE, STEPS, level, response_time};
pub(crate) use pages::{page_name, page_url};
pub(crate) use route::{
    CRITICAL, ERRORS, LOG_ONLY, Route, WATCHDOG_RECEIVER, duration, owner_receiver,
    owners_with_channel, routes,
};
pub(crate) use rule::{Alert, Case, Check, Rule, RuleKind};
pub(crate) use rules::{
    BURN_LIMITS, BurnLimit, ROUTE_FAILING, ROUTE_SLOW, WATCHDOG, interval, rules,
};
pub use settings::{
    Email, MetricNames, Objective, Operations, PagerDuty, Receivers, Slack, Slo, Thresholds,
};
pub(crate) use template::escape as escape_template;
