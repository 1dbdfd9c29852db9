//! Many failures at once, and what must have become of them.

use std::collections::BTreeSet;

use error_catalog::alert::{Alerts, ChannelCounts};

use crate::{PROVIDERS, RoutingError, Written};

/// The threads of a storm, the failures of each, and how many of those are critical.
const THREADS: usize = 8;
const EACH: usize = 1250;
const CRITICAL: usize = 25;

/// The failures, and those of them that are critical.
pub const FAILURES: u64 = (THREADS * EACH) as u64;
pub const CRITICALS: u64 = (THREADS * CRITICAL) as u64;

/// Reports 10,000 failures of 300 codes from 8 threads, 200 of them critical. Returns what was measured of each.
pub fn storm<T: Send>(alerts: &Alerts, measure: impl Fn(&dyn Fn()) -> T + Sync) -> Vec<T> {
    let report = |thread: usize, number: usize| {
        if number % (EACH / CRITICAL) == 0 {
            let id = format!("req-{thread}-{number}");
            measure(&|| alerts.report(&RoutingError::pool()).trace_id(&id).send())
        } else {
            let error = PROVIDERS[(thread + number) % PROVIDERS.len()]();
            measure(&|| alerts.report(&error).send())
        }
    };
    let run = |thread| (0..EACH).map(|number| report(thread, number)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let run = &run;
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || run(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// The ids of the critical failures.
pub fn critical_ids() -> BTreeSet<String> {
    let ids = |thread| (0..EACH).step_by(EACH / CRITICAL).map(move |n| format!("req-{thread}-{n}"));
    (0..THREADS).flat_map(ids).collect()
}

/// The ids in a fallback log.
pub fn logged(fallback: &Written) -> BTreeSet<String> {
    fallback.lines().iter().map(|line| line["trace_id"].as_str().unwrap().to_owned()).collect()
}

/// Every alert for a channel is in one of its counts, and every failure in one of all.
pub fn assert_complete(alerts: &Alerts) -> Vec<ChannelCounts> {
    let counts = alerts.counts();
    let failures = counts.grouped + counts.held_back + counts.alerts;
    assert_eq!(counts.failures, failures, "{counts:?}");
    assert_eq!(counts.failures, FAILURES);
    assert_eq!((counts.lost, counts.dropped), (0, 0), "{counts:?}");
    for channel in &counts.channels {
        let ended = channel.sent + channel.failed + channel.skipped + channel.dropped;
        let alerts = match channel.channel.as_str() {
            "slack_error" => counts.alerts + counts.further_alerts - CRITICALS,
            _ => CRITICALS,
        };
        assert_eq!((ended, channel.queued), (alerts, 0), "{channel:?}");
    }
    counts.channels
}
