//! What an alert means and what to check, for its page in the runbook. The numbers are settings: the page shows the rule.

/// The page of an alert.
pub(crate) struct AlertPage {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
    /// What to check, in order.
    pub(crate) checks: &'static [&'static str],
}

/// The page of an alert without a row.
const OTHER: AlertPage = AlertPage {
    name: "",
    meaning: "The expression below holds.",
    checks: &["Evaluate the expression in Prometheus", "Open the page of the code it is about"],
};

/// The query for the failures of the last hour, in a check.
pub(crate) const FAILURES_QUERY: &str = "{failures}";

const BURN_CHECKS: &[&str] = &[
    "Look which codes of the domain fail: {failures}",
    "Open the page of the code that fails most",
    "If the last change of the service is as old as the failures, roll it back",
];

const PAGES: [AlertPage; 17] = [
    AlertPage {
        name: "Http5xxBurst",
        meaning: "Too many responses were server errors within one minute.",
        checks: &[
            "Look whether one route or all routes fail",
            "Find the code that fails most in the log, and open its page",
            "If the last change of the service is as old as the failures, roll it back",
        ],
    },
    AlertPage {
        name: "RouteFailing",
        meaning: "Too many requests of a route failed in the last 5 minutes.",
        checks: &[
            "Look at the log of the route",
            "Check what only this route needs: a table, a queue, another service",
            "Open the page of the code that fails most",
        ],
    },
    AlertPage {
        name: "RouteSlow",
        meaning: "A route takes much longer than in the hour before.",
        checks: &[
            "Compare its traffic with the hour before",
            "Look for slow queries and for calls of other services",
            "Check memory, processors and connection pools",
        ],
    },
    AlertPage {
        name: "CriticalError",
        meaning: "A code with severity CRITICAL was raised.",
        checks: &["Open the page of the code", "Follow its steps: the first line responds at once"],
    },
    AlertPage {
        name: "CodeThreshold",
        meaning: "A code was raised more often within its window than its `alert(…)` allows.",
        checks: &[
            "Open the page of the code",
            "Look whether its count still rises",
            "If the number is too low for the traffic, change `alert(…)` at the code",
        ],
    },
    AlertPage {
        name: "ErrorOccurred",
        meaning: "A code with severity ERROR was raised in the last 5 minutes.",
        checks: &["Open the page of the code", "Look whether its count still rises"],
    },
    AlertPage {
        name: "ErrorCodeSurge",
        meaning: "A code is raised much more often than in the hour before.",
        checks: &[
            "Open the page of the code",
            "Compare with the traffic: more requests have more failures",
            "Look for one client that sends most of them",
        ],
    },
    AlertPage {
        name: "RetriesIncreasing",
        meaning: "Operations are repeated much more often than in the hour before.",
        checks: &[
            "Check what the repeated calls depend on",
            "Look whether the breaker of the calls is open",
            "Repetitions add load: lower their number if the other side is overloaded",
        ],
    },
    AlertPage {
        name: "BudgetBurn1h",
        meaning: "A domain uses up its error budget so fast that 2 % of a month's are gone in an hour.",
        checks: BURN_CHECKS,
    },
    AlertPage {
        name: "BudgetBurn6h",
        meaning: "A domain uses up its error budget so fast that 5 % of a month's are gone in 6 hours. It is silent while BudgetBurn1h fires, and for half an hour after.",
        checks: BURN_CHECKS,
    },
    AlertPage {
        name: "BudgetBurn1d",
        meaning: "A domain uses up its error budget so fast that 10 % of a month's are gone in a day.",
        checks: BURN_CHECKS,
    },
    AlertPage {
        name: "BudgetBurn3d",
        meaning: "A domain uses up its error budget so fast that 10 % of a month's are gone in 3 days.",
        checks: BURN_CHECKS,
    },
    AlertPage {
        name: "AlertChannelFailing",
        meaning: "A channel for the alerts that the service sends itself fails again and again.",
        checks: &[
            "Check the webhook or the mail server that the label `channel` names",
            "Look for an expired credential",
            "Until it works, alerts of this channel are only in the fallback log",
        ],
    },
    AlertPage {
        name: "ReportsDropped",
        meaning: "The service lost records of failures, because they came faster than they were written.",
        checks: &[
            "Check the disk or the pipe that the log is written to",
            "Look for the code that is raised most",
        ],
    },
    AlertPage {
        name: "MetricsMissing",
        meaning: "No process of the service has reported metrics for 5 minutes.",
        checks: &[
            "Check whether the service runs",
            "Check in Prometheus whether its target is up",
            "Look for a changed port, path or label of the scrape",
        ],
    },
    AlertPage {
        name: "RequestsMissing",
        meaning: "The service runs and has no series for its requests, not even one at 0: Http5xxBurst, RouteFailing, RouteSlow and the burn rates stay silent.",
        checks: &[
            "If no client has called the service since it started, wait for the first request",
            "Look whether the service counts its requests, and under which name",
            "Write the names under `[operations.metrics]` as `requests`, `route` and `status`",
        ],
    },
    AlertPage {
        name: "Watchdog",
        meaning: "It always fires, so that its absence shows that alerting is broken.",
        checks: &[
            "While it fires, there is nothing to do",
            "If it is missing, check Prometheus, then Alertmanager, then the receiver",
        ],
    },
];

/// The page of an alert.
pub(crate) fn alert_page(name: &str) -> &'static AlertPage {
    PAGES.iter().find(|page| page.name == name).unwrap_or(&OTHER)
}
