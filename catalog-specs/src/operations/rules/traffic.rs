//! Alerts about requests: server errors, failing routes and slow routes.

use super::alert::{Draft, Urgency, fixed};
use super::counting::{self, Window};
use super::trend;
use crate::Severity;
use crate::model::Catalog;
use crate::operations::expression::select;
use crate::operations::rule::{Case, Rule};
use crate::operations::settings::decimal;
use crate::operations::template::Template;
use crate::operations::{Operations, Thresholds};

pub(crate) const ROUTE_FAILING: &str = "RouteFailing";
pub(crate) const ROUTE_SLOW: &str = "RouteSlow";

const GROUP: &str = "error_catalog_traffic";
/// The code of an unexpected failure, if the registry names no other.
const INTERNAL: &str = "SYSTEM_INTERNAL_ERROR";
/// Fewer requests say nothing about the duration.
const FEW_REQUESTS: u64 = 20;
/// How many times as long as in the hour before.
const SLOWER: &str = "1.5";

pub(super) fn rules(catalog: &Catalog, operations: &Operations) -> Vec<Rule> {
    vec![burst(catalog, operations), failing_route(operations), slow_route(operations)]
}

fn burst(catalog: &Catalog, operations: &Operations) -> Rule {
    let names = &operations.metrics;
    let server_errors = [format!("{}=~\"5..\"", names.status)];
    let selector = select(operations, &names.requests, &server_errors);
    let window = Window::minutes(1);
    let most = operations.thresholds.server_errors.into();
    let summary = Template::default().count().then(" server errors (5xx) in the last minute");
    let draft =
        Draft::new(operations, GROUP, "Http5xxBurst", fixed(operations, Urgency::Immediate));
    let internal = catalog.settings.internal.as_deref().unwrap_or(INTERNAL);
    let draft = match catalog.get(internal) {
        Some((_, entry)) => draft.about(catalog, entry),
        None => draft,
    };
    let series = requests(operations, "/pay", "500");
    draft.text("summary", summary).rule(
        counting::at_least("sum", &selector, window, most),
        counting::cases(&series, window, most, &[]),
    )
}

fn failing_route(operations: &Operations) -> Rule {
    let names = &operations.metrics;
    let route = &names.route;
    let failed = select(operations, &names.requests, &[format!("{}=~\"5..\"", names.status)]);
    let all = select(operations, &names.requests, &[]);
    let Thresholds { failure_percent: percent, min_requests: min, .. } = operations.thresholds;
    let total = format!("sum by ({route}) (increase({all}[5m]))");
    let ratio = decimal(percent.into(), 2);
    let expression = format!(
        "sum by ({route}) (increase({failed}[5m])) / {total} > {ratio} and {total} >= {min}"
    );
    let case = |name: &str, failed: &str, fine: &str| {
        Case::new(name, "15s")
            .series(requests(operations, "/pay", "502"), failed)
            .series(requests(operations, "/pay", "200"), fine)
    };
    let labels = [(route.as_str(), "/pay")];
    let share = |failed: u32| [failed, 100 - failed].map(|requests| format!("0+{requests}x60"));
    let [[many, others], [few, rest]] = [share(percent + 1), share(percent)];
    let (less, all) = (min - 1, min + 4);
    let cases = vec![
        case(&format!("more than {percent} % of a route"), &many, &others).fires(
            "11m",
            &labels,
            format!("{}%", percent + 1),
        ),
        case(&format!("exactly {percent} % of a route"), &few, &rest).silent("11m"),
        case(
            &format!("{less} requests in 5 min, and 5 before"),
            &format!("0x10 5x19 {all}x20"),
            "0x60",
        )
        .silent("11m"),
        case(&format!("{min} requests in 5 min"), &format!("0x27 {min}x40"), "0x60")
            .fires("11m", &labels, "100%"),
    ];
    let summary = Template::default()
        .label(route)
        .then(": ")
        .percent()
        .then(" of requests failed in the last 5 min");
    Draft::new(operations, GROUP, ROUTE_FAILING, fixed(operations, Urgency::Immediate))
        .text("summary", summary)
        .rule(expression, cases)
}

fn slow_route(operations: &Operations) -> Rule {
    let names = &operations.metrics;
    let route = &names.route;
    let [sum, count] = ["_sum", "_count"]
        .map(|end| select(operations, &format!("{}{end}", names.request_duration), &[]));
    let increase =
        |selector: &str, range: &str| format!("sum by ({route}) (increase({selector}{range}))");
    let mean = |range: &str| format!("{} / {}", increase(&sum, range), increase(&count, range));
    let expression = format!(
        "{} > {SLOWER} * ({}) and {} >= {FEW_REQUESTS}",
        mean("[5m]"),
        mean("[1h] offset 5m"),
        increase(&count, "[5m]"),
    );
    let series = |end: &str| {
        let name = format!("{}{end}", names.request_duration);
        select(operations, &name, &[format!("{route}=\"/pay\"")])
    };
    let case = |name: &str, sum: String, count: String| {
        Case::new(name, "1m")
            .evaluated_every(trend::EVALUATED)
            .series(series("_sum"), sum)
            .series(series("_count"), count)
    };
    let labels = [(route.as_str(), "/pay")];
    let usual = || trend::constant(64.0);
    // 1.5 times the usual sum.
    let limit = trend::USUAL * 3 / 2;
    let cases = vec![
        case("slower than 1.5 times", trend::rising(limit + 1), usual()).fires(
            trend::TIME,
            &labels,
            "284.4ms",
        ),
        case("1.5 times as slow as before", trend::rising(limit), usual()).silent(trend::TIME),
        case("as slow as before", trend::constant(12.0), usual()).silent(trend::TIME),
        case("19 slow requests, and 5 before", trend::few([1, 0, 19]), trend::few([5, 0, 19]))
            .silent(trend::TIME),
        case(
            "20 requests, 1.4 times as slow as 5 before",
            trend::few([5, 28, 0]),
            trend::few([5, 20, 0]),
        )
        .silent(trend::TIME),
        case("20 slow requests", trend::few([1, 20, 0]), trend::few([5, 20, 0])).fires(
            trend::TIME,
            &labels,
            "1s",
        ),
    ];
    let summary = Template::default()
        .label(route)
        .then(": mean response ")
        .duration()
        .then(" in the last 5 min");
    Draft::new(operations, GROUP, ROUTE_SLOW, (Severity::Warning, Urgency::Aggregate))
        .text("summary", summary)
        .rule(expression, cases)
}

fn requests(operations: &Operations, route: &str, status: &str) -> String {
    let names = &operations.metrics;
    let matchers =
        [format!("{}=\"{route}\"", names.route), format!("{}=\"{status}\"", names.status)];
    select(operations, &names.requests, &matchers)
}
