//! Prints what a report costs while receivers misbehave: `cargo run --release -p alerts --bin storms`.
//!
//! Ends with a panic where a failure is lost without a count, a breaker does not open after 10 calls, or a report costs more than
//! a millisecond of the processor.

use std::time::{Duration, Instant};

use alerts::storm::{CRITICALS, FAILURES, assert_complete, critical_ids, logged, storm};
use alerts::{Answer, Codes, PATIENCE, Receiver, TestClock, Written, expect_panics};
use error_catalog::alert::{Alerts, AlertsBuilder, DedupStore, Delivery, Unsent};
use rustix::time::{ClockId, clock_gettime};

/// How long one call of a channel may take: as in a service.
const DEADLINE: Duration = Duration::from_secs(1);

fn main() {
    expect_panics(&["the transport", "the store"]);
    println!("{FAILURES} failures of 300 codes from 8 threads, {CRITICALS} of them critical\n");
    println!(
        "| receiver | processor p50 | p99 | p99.9 | clock p99.9 | worst | calls | sent | logged |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (name, answer) in [
        ("takes everything", Answer::Status(200)),
        ("answers 500", Answer::Status(500)),
        ("answers 429", Answer::TooMany(0)),
        ("closes", Answer::Close),
        ("times out", Answer::Hang),
        ("trickles", Answer::Trickle),
    ] {
        let receiver = Receiver::start(answer);
        run(name, |builder| {
            builder.slack("ERROR", receiver.url()).slack("CRITICAL", receiver.url())
        });
    }
    run("hangs beyond the deadline", |builder| {
        let hang = |_: &Delivery| -> Result<(), Unsent> {
            std::thread::sleep(Duration::from_secs(3600));
            Ok(())
        };
        builder.channel("slack_error", "ERROR", hang).channel("critical", "CRITICAL", hang)
    });
    run("panics", |builder| {
        let panics = |_: &Delivery| -> Result<(), Unsent> { panic!("the transport") };
        builder.channel("slack_error", "ERROR", panics).channel("critical", "CRITICAL", panics)
    });
    let receiver = Receiver::start(Answer::Status(200));
    run("store is down", |builder| {
        let builder = builder.slack("ERROR", receiver.url()).slack("CRITICAL", receiver.url());
        builder.dedup(Down)
    });
}

struct Down;

impl DedupStore for Down {
    fn claim(
        &self,
        _: &str,
        _: Duration,
    ) -> Result<bool, Box<dyn std::error::Error + Send + Sync>> {
        Err("down".into())
    }
}

fn run(name: &str, channels: impl FnOnce(AlertsBuilder) -> AlertsBuilder) {
    let fallback = Written::default();
    let builder = Alerts::for_registry::<Codes>()
        .clock(TestClock::default())
        .deadline(DEADLINE)
        .retry_pause(Duration::from_millis(1))
        .fallback(fallback.clone());
    let alerts = channels(builder).start().unwrap();
    let times = storm(&alerts, |report| {
        let (clock, processor) = (Instant::now(), thread_time());
        report();
        (thread_time().saturating_sub(processor), clock.elapsed())
    });
    assert!(alerts.flush(PATIENCE));
    let channels = assert_complete(&alerts);
    let counts = alerts.counts();
    for channel in &channels {
        let is_right =
            if channel.sent == 0 { channel.calls == 10 && channel.is_open } else { true };
        assert!(is_right, "{channel:?}");
    }
    let (sent, ids) = (channels[1].sent, logged(&fallback));
    assert_eq!(sent + counts.to_fallback, CRITICALS);
    assert!(ids.is_subset(&critical_ids()) && ids.len() as u64 == counts.to_fallback);

    let [mut processor, mut clock]: [Vec<_>; 2] =
        [times.iter().map(|time| time.0).collect(), times.iter().map(|time| time.1).collect()];
    processor.sort();
    clock.sort();
    let at = |times: &[Duration], thousandth: usize| times[times.len() * thousandth / 1000];
    let (half, most, last) = (at(&processor, 500), at(&processor, 990), at(&processor, 999));
    let (calls, logged) = (channels[1].calls, counts.to_fallback);
    let (slow, worst) = (at(&clock, 999), clock[clock.len() - 1]);
    println!(
        "| {name} | {half:.1?} | {most:.1?} | {last:.1?} | {slow:.1?} | {worst:.1?} | {calls} | {sent} | {logged} |"
    );
    assert!(last < Duration::from_millis(1), "a report costs too much: {last:?}");
}

/// What this thread has used of the processor.
fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}
