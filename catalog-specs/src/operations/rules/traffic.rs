//! Alerts about requests: server errors, failing routes and slow routes.

use super::alert::{Draft, Urgency, fixed};
use super::counting::{self, Window};
use super::trend;
use crate::Severity;
use crate::operations::expression::select;
use crate::operations::rule::{Case, Rule};
use crate::operations::settings::decimal;
use crate::operations::template::Template;
use crate::operations::{Operations, Thresholds};

pub(crate) const ROUTE_FAILING: &str = "RouteFailing";
pub(crate) const ROUTE_SLOW: &str = "RouteSlow";

pub(super) const GROUP: &str = "error_catalog_traffic";
/// The requests of [`trend::constant`] in 5 minutes, where each minute has 64.
const REQUESTS: u32 = 320;

pub(super) fn rules(operations: &Operations) -> Vec<Rule> {
    vec![burst(operations), failing_route(operations), slow_route(operations)]
}

/// It is about no code: any can have been sent.
fn burst(operations: &Operations) -> Rule {
    let names = &operations.metrics;
    let server_errors = [format!("{}=~\"5..\"", names.status)];
    let selector = select(operations, &names.requests, &server_errors);
    let window = Window::minutes(1);
    let most = operations.thresholds.server_errors.into();
    let summary = Template::default().count().then(" server errors (5xx) in the last minute");
    let draft =
        Draft::new(operations, GROUP, "Http5xxBurst", fixed(operations, Urgency::Immediate));
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
    let Thresholds { slow_percent: percent, slow_min: min, .. } = operations.thresholds;
    let slower = decimal((100 + percent).into(), 2);
    let expression = format!(
        "{} > {slower} * ({}) and {} >= {min}",
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
    // As much traffic as the rule wants, at the same mean.
    let scale = min.div_ceil(REQUESTS);
    let usual = || trend::constant(f64::from(64 * scale));
    let rising = |sum: u32| trend::rising(sum * scale, scale);
    // The usual sum, so many times.
    let limit = trend::USUAL * (100 + percent) / 100;
    let more = more_than(limit);
    // Four fifths of what is allowed.
    let allowed = min + min * percent * 8 / 1000;
    let less = min - 1;
    let cases = vec![
        case(&format!("slower than {slower} times"), rising(more), usual()).fires(
            trend::TIME,
            &labels,
            mean_text(more),
        ),
        case(&format!("{slower} times as slow as before"), rising(limit), usual())
            .silent(trend::TIME),
        case("as slow as before", trend::constant(f64::from(12 * scale)), usual())
            .silent(trend::TIME),
        case(
            &format!("{less} slow requests, and 5 before"),
            trend::few([1, 0, less]),
            trend::few([5, 0, less]),
        )
        .silent(trend::TIME),
        case(
            &format!(
                "{min} requests, {} times as slow as 5 before",
                decimal((allowed * 100 / min).into(), 2)
            ),
            trend::few([5, allowed, 0]),
            trend::few([5, min, 0]),
        )
        .silent(trend::TIME),
        case(&format!("{min} slow requests"), trend::few([1, min, 0]), trend::few([5, min, 0]))
            .fires(trend::TIME, &labels, "1s"),
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

/// The next sum above a limit whose mean has no 5 as its second decimal in milliseconds: Prometheus rounds what it computes.
fn more_than(limit: u32) -> u32 {
    let more = limit + 1;
    if more % 4 == 2 { more + 1 } else { more }
}

/// The mean of a sum of seconds over [`REQUESTS`], as Prometheus writes it.
fn mean_text(sum: u32) -> String {
    let text = format!("{:.1}", f64::from(sum) * 1000.0 / f64::from(REQUESTS));
    format!("{}ms", text.trim_end_matches(".0"))
}

fn requests(operations: &Operations, route: &str, status: &str) -> String {
    let names = &operations.metrics;
    let matchers =
        [format!("{}=\"{route}\"", names.route), format!("{}=\"{status}\"", names.status)];
    select(operations, &names.requests, &matchers)
}
