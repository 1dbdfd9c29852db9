//! Prints what one report costs: `cargo run --release -p report --bin reports`.

use std::time::{Duration, Instant};

use allocation_counter::measure;
use error_catalog::edge::{Edge, Observer, Occurrence};
use error_catalog::report::{JsonLines, Reporter};
use http::{Method, StatusCode};
use report::{Codes, RoutingError};

/// Reports are this far apart, as in a service that fails often.
const APART: Duration = Duration::from_micros(100);

const COUNT: usize = 20_000;

fn main() {
    let (reporter, guard) = Reporter::to(JsonLines::to(std::io::sink())).start().unwrap();
    let edge = Edge::<Codes>::new();
    let exchange = edge.begin(Method::GET, "/routes/4711", |_| None::<&[u8]>);
    let error = RoutingError::timeout();
    let clean = RoutingError::unknown("Berlin");
    let failed = |error| Occurrence::new(error, &exchange, StatusCode::SERVICE_UNAVAILABLE);

    for (name, error) in [("masked", &error), ("clean", &clean)] {
        reporter.failed(&failed(error));
        let report = || reporter.report(error).send();
        report();
        let allocations = measure(report).count_total;
        let mut times: Vec<_> = (0..COUNT).map(|_| spaced(report)).collect();
        times.sort();
        let at = |thousandth: usize| times[COUNT * thousandth / 1000].as_nanos();
        let (half, most, last) = (at(500), at(990), at(999));
        println!(
            "report ({name}): p50 {half} ns, p99 {most} ns, p99.9 {last} ns, {allocations} allocations"
        );
    }
    assert!(guard.flush(Duration::from_secs(10)));
    println!("{:?}", reporter.counts());
}

/// The time that a report takes, a while after the one before.
fn spaced(report: impl FnOnce()) -> Duration {
    let start = Instant::now();
    while start.elapsed() < APART {
        std::hint::spin_loop();
    }
    let start = Instant::now();
    report();
    start.elapsed()
}
