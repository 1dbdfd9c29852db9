//! How an incident is handled: the levels, the steps and the escalation, as every page of the runbook shows them.

use crate::Incident;

/// An incident level.
pub(crate) struct Level {
    pub(crate) incident: Incident,
    pub(crate) impact: &'static str,
    pub(crate) response: &'static str,
    pub(crate) priority: &'static str,
}

/// Every level, the most urgent first.
pub(crate) const LEVELS: [Level; 4] = [
    Level {
        incident: Incident::P0,
        impact: "the service is down",
        response: "15 min",
        priority: "highest",
    },
    Level {
        incident: Incident::P1,
        impact: "a core function is impaired",
        response: "1 h",
        priority: "high",
    },
    Level {
        incident: Incident::P2,
        impact: "some functions fail",
        response: "4 h",
        priority: "medium",
    },
    Level {
        incident: Incident::P3,
        impact: "it is slower, or nothing important fails",
        response: "1 day",
        priority: "low",
    },
];

/// The row of a level.
pub(crate) const fn level(incident: Incident) -> &'static Level {
    let [p0, p1, p2, p3] = &LEVELS;
    match incident {
        Incident::P0 => p0,
        Incident::P1 => p1,
        Incident::P2 => p2,
        Incident::P3 => p3,
    }
}

/// How soon an incident of a level must be answered.
pub(crate) const fn response_time(incident: Incident) -> &'static str {
    level(incident).response
}

/// A step of handling an incident.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// The time for it.
    pub(crate) time: &'static str,
    pub(crate) actions: &'static [&'static str],
}

/// The steps in their order.
pub(crate) const STEPS: [Step; 6] = [
    Step {
        name: "Confirm",
        time: "2 min",
        actions: &["verify the alert", "look for reports of users", "estimate the impact"],
    },
    Step {
        name: "Start",
        time: "3 min",
        actions: &["notify the people concerned", "open a channel", "start the record"],
    },
    Step {
        name: "Stop the damage",
        time: "10 min",
        actions: &["degrade the service", "switch the traffic", "roll back"],
    },
    Step {
        name: "Find the cause",
        time: "beside the other steps",
        actions: &["read the log", "review the last changes", "check the infrastructure"],
    },
    Step {
        name: "Repair and verify",
        time: "30 min",
        actions: &["deploy the repair", "test the function", "watch the metrics"],
    },
    Step {
        name: "Review",
        time: "within 3 days",
        actions: &["report the cause", "improve what was slow", "prevent the next one"],
    },
];

/// A line of support.
pub(crate) struct Line {
    pub(crate) name: &'static str,
    /// Who it is, if the settings name no contact.
    pub(crate) role: &'static str,
    /// When it responds.
    pub(crate) within: &'static str,
}

/// The lines in their order.
pub(crate) const ESCALATION: [Line; 3] = [
    Line { name: "First line", role: "engineer on call", within: "15 min" },
    Line { name: "Second line", role: "technical lead", within: "30 min" },
    Line { name: "Third line", role: "technical director", within: "1 h" },
];

/// The checklist of an incident.
pub(crate) const RESPONSE: [&str; 10] = [
    "Confirm the incident level: the impact and how severe it is",
    "Open a channel for everyone who works on it",
    "Record what was seen, and when",
    "Restore the service first",
    "Collect logs, metrics and configuration",
    "Repair the cause",
    "Verify that the service works again",
    "Improve metrics and alerts",
    "Write the report: what was learned and what changes",
    "Share it with the team",
];

/// The checklist of prevention.
pub(crate) const PREVENTION: [&str; 7] = [
    "Every important figure has a metric and an alert",
    "Alerts are few and right",
    "Incidents are rehearsed regularly",
    "Capacity follows from the metrics",
    "Backups are complete and can be restored",
    "The runbook is current",
    "What was done by hand twice is automated",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_has_its_row() {
        for level in &LEVELS {
            assert_eq!(super::level(level.incident).response, level.response);
        }
        let times = LEVELS.map(|level| (level.incident.as_str(), level.response));
        let expected = [("P0", "15 min"), ("P1", "1 h"), ("P2", "4 h"), ("P3", "1 day")];
        assert_eq!(times, expected);
    }
}
