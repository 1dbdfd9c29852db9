//! Prints what one report costs: `cargo run --release -p report --bin reports`.
//!
//! The time of the processor is that of the reporting thread, without what else the machine does meanwhile; the clock has both.
//! Where other programs run, the first report after each of their turns finds cold caches. So the quietest round is printed, too.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use allocation_counter::measure;
use error_catalog::edge::{Edge, Observer, Occurrence};
use error_catalog::report::{JsonLines, Reporter};
use http::{Method, StatusCode};
use report::{Codes, RoutingError};
use rustix::time::{ClockId, clock_gettime};

/// Reports are this far apart, as in a service that fails often.
const APART: Duration = Duration::from_micros(100);

const ROUNDS: usize = 40;

/// The reports of one round.
const COUNT: usize = 1000;

fn main() {
    let (reporter, guard) = Reporter::to(JsonLines::to(std::io::sink())).start().unwrap();
    let edge = Edge::<Codes>::new();
    let exchange = edge.begin(Method::GET, "/routes/4711", |_| None::<&[u8]>);
    let error = RoutingError::timeout();
    let clean = RoutingError::unknown("Berlin");
    let failed = |error| Occurrence::new(error, &exchange, StatusCode::SERVICE_UNAVAILABLE);

    println!("nothing: {}", Times::measure(|| ()));
    for (name, error) in [("masked", &error), ("clean", &clean)] {
        reporter.failed(&failed(error));
        let report = || reporter.report(error).send();
        // The buffers grow to their size.
        (0..1000).for_each(|_| report());
        let allocations = measure(report).count_total;
        println!("report ({name}): {}, {allocations} allocations", Times::measure(report));
    }
    assert!(guard.flush(Duration::from_secs(10)));
    println!("{:?}", reporter.counts());
    drop(guard);
    flood();
}

/// A million reports from eight threads: each is written or counted.
fn flood() {
    const THREADS: u64 = 8;
    const EACH: u64 = 125_000;
    let lines = Lines::default();
    let (reporter, guard) = Reporter::to(JsonLines::to(lines.clone())).start().unwrap();
    let begun = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                (0..EACH).for_each(|_| reporter.report(&RoutingError::unknown("Berlin")).send());
            });
        }
    });
    let sent = begun.elapsed();
    assert!(guard.flush(Duration::from_secs(60)));
    let (counts, written) = (reporter.counts(), lines.0.load(Ordering::SeqCst));
    assert_eq!(counts.written + counts.dropped, THREADS * EACH, "{counts:?}");
    assert_eq!(counts.written, written, "{counts:?}");
    println!(
        "1,000,000 reports: {written} written, {} dropped and counted, in {sent:.1?}",
        counts.dropped
    );
}

/// Counts the lines that are written.
#[derive(Clone, Default)]
struct Lines(Arc<AtomicU64>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let lines = bytes.split(|byte| *byte == b'\n').count() - 1;
        self.0.fetch_add(lines as u64, Ordering::SeqCst);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The times of many runs.
struct Times {
    processor: Vec<Vec<Duration>>,
    clock: Vec<Vec<Duration>>,
}

impl Times {
    fn measure(run: impl Fn()) -> Self {
        let round = |_| (0..COUNT).map(|_| spaced(&run)).unzip();
        let (processor, clock) = (0..ROUNDS).map(round).unzip();
        Self { processor, clock }
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, rounds) in [("processor", &self.processor), ("; clock", &self.clock)] {
            let all = rounds.concat();
            let [half, most, last] = [500, 990, 999].map(|thousandth| nanos(&all, thousandth));
            let quietest = rounds.iter().map(|round| nanos(round, 990)).min().unwrap_or_default();
            write!(
                f,
                "{name} p50 {half} ns, p99 {most} ns (quietest {quietest}), p99.9 {last} ns"
            )?;
        }
        Ok(())
    }
}

/// The nanoseconds that so many thousandths of the times do not exceed.
fn nanos(times: &[Duration], thousandth: usize) -> u128 {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted[sorted.len() * thousandth / 1000].as_nanos()
}

/// What a run takes of the processor and of the clock, a while after the one before.
fn spaced(run: impl Fn()) -> (Duration, Duration) {
    let start = Instant::now();
    while start.elapsed() < APART {
        std::hint::spin_loop();
    }
    let (clock, processor) = (Instant::now(), thread_time());
    run();
    (thread_time().saturating_sub(processor), clock.elapsed())
}

/// What this thread has used of the processor.
fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}
