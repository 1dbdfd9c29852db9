//! Operations of a fleet: the settings of `[operations]`, and the alerts that follow from a catalogue, as data.
//!
//! `settings` has what a service can choose; `rules` derives the rules of Prometheus with the cases that test them;
//! `expression` and `template` quote user text for `PromQL` and for Go templates. The renderers write them as files.

mod expression;
mod rule;
mod rules;
mod settings;
mod template;

pub(crate) use rule::{Alert, Case, Check, Rule, RuleKind};
pub(crate) use rules::{ROUTE_FAILING, ROUTE_SLOW, WATCHDOG, rules};
pub use settings::{Email, MetricNames, Objective, Operations, PagerDuty, Receivers, Slack, Slo};
pub(crate) use template::escape as escape_template;

use crate::Incident;

/// How soon an incident of a level must be answered.
pub(crate) const fn response_time(incident: Incident) -> &'static str {
    match incident {
        Incident::P0 => "15 min",
        Incident::P1 => "1 h",
        Incident::P2 => "4 h",
        Incident::P3 => "1 day",
    }
}
