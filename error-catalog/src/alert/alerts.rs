//! The alerts of a process: takes failures on the path of the request, and decides which of them are alerts.

use core::fmt;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::StatusCode;

use super::channel::Channel;
use super::clock::{Millis, Timer};
use super::conditions::Watch;
use super::content::{Alert, Kind};
use super::counts::{AlertCounts, Counters, add};
use super::dispatch::{Dispatch, channels_for};
use super::fallback::Fallback;
use super::grouping::{AlertLimits, Decision, Due, Grouping, Summary};
use super::tracked::Tracked;
use crate::edge::{Exchange, Observer, Occurrence};
use crate::mask::Mask;
use crate::repeats::Repeats;
use crate::report::{Reported, end_after};
use crate::{Entry, Severity, panics};

/// Sends alerts of failures. Clones share the channels and the counts.
///
/// As an [`Observer`] of a layer it receives failed requests. The [module](super) has the rules and an example.
///
/// When the last clone is dropped, what is queued is sent, for at most 2 seconds. What is critical and could not be sent by
/// then goes to the fallback log.
#[derive(Clone)]
pub struct Alerts(Arc<Handle>);

/// Ends the threads when the last clone is dropped: they hold what is within only.
struct Handle(Arc<Shared>);

pub(super) struct Shared {
    pub(super) state: Mutex<State>,
    pub(super) repeats: Repeats,
    pub(super) timer: Arc<Timer>,
    pub(super) mask: Mask,
    pub(super) dispatch: Dispatch,
    pub(super) channels: Vec<Arc<Channel>>,
    pub(super) fallback: Arc<Fallback>,
    pub(super) counters: Arc<Counters>,
    pub(super) watches_routes: bool,
}

/// What is decided under a lock of some nanoseconds.
pub(super) struct State {
    /// The places of the codes.
    codes: HashMap<&'static str, u32>,
    names: Vec<&'static str>,
    most_codes: usize,
    grouping: Grouping,
    watch: Option<Watch>,
}

/// As many codes beyond those of the registry have a window of their own; further ones share the last.
const FURTHER_CODES: usize = 64;

impl State {
    pub(super) fn new(codes: &[&'static str], watch: impl FnOnce(usize) -> Option<Watch>) -> Self {
        let most_codes = codes.len() + FURTHER_CODES;
        let mut state = Self {
            codes: HashMap::with_capacity(most_codes),
            names: Vec::with_capacity(most_codes),
            most_codes,
            grouping: Grouping::new(most_codes, AlertLimits::default()),
            watch: watch(most_codes),
        };
        for code in codes {
            state.place(code);
        }
        state
    }

    /// The place of a code.
    fn place(&mut self, code: &'static str) -> u32 {
        if let Some(place) = self.codes.get(code) {
            return *place;
        }
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        if self.names.len() >= self.most_codes {
            return next.saturating_sub(1);
        }
        self.names.push(if self.names.len() + 1 == self.most_codes { "other codes" } else { code });
        if self.names.len() < self.most_codes {
            self.codes.insert(code, next);
        }
        next
    }

    fn name(&self, place: u32) -> &'static str {
        self.names.get(place as usize).copied().unwrap_or_default()
    }
}

/// As long as the last clone waits for what is queued.
const LINGER: Duration = Duration::from_secs(2);

impl Alerts {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self(Arc::new(Handle(shared)))
    }

    /// Counts that an operation was tried again because of a code, for the [condition](super::Conditions) about retries.
    pub fn retried(&self, entry: &'static Entry) {
        let shared = &self.0.0;
        let now = shared.timer.now();
        let mut state = shared.lock();
        let place = state.place(entry.code());
        let raised = state
            .watch
            .as_mut()
            .and_then(|watch| Some((place, watch.retried(now, place, entry.code())?)));
        shared.raise_condition(state, now, Some(entry.code()), raised);
    }

    /// Waits until everything that was reported before is sent or given up. Returns whether it is.
    pub fn flush(&self, timeout: Duration) -> bool {
        self.0.0.flush(timeout)
    }

    /// The failures and alerts so far, counted by their outcome.
    pub fn counts(&self) -> AlertCounts {
        let channels = self.0.0.channels.iter().map(|channel| channel.counts()).collect();
        self.0.0.counters.read(channels)
    }

    /// Takes a failure outside of a request.
    pub(super) fn take(&self, reported: &Reported<'_>) {
        self.0.0.take(reported);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a failure. `Catalogued` is user code and may panic: the caller catches it.
    fn take(&self, reported: &Reported<'_>) {
        add(&self.counters.failures, 1);
        let entry = reported.error.catalog_row();
        let now = self.timer.now();
        let is_first = match (reported.exchange, reported.trace_id) {
            (Some(exchange), _) => self.repeats.is_first_of_request(entry, exchange, now),
            (None, Some(trace_id)) => self.repeats.is_first_by_hand(entry, trace_id, now),
            (None, None) => true,
        };
        if !is_first {
            return add(&self.counters.repeated, 1);
        }
        if reported.error.catalog_is_drill() {
            return self.drill(reported);
        }
        self.send_due(now);
        let mut state = self.lock();
        let place = state.place(entry.code());
        let surge = state.watch.as_mut();
        let surge = surge.and_then(|watch| Some((place, watch.failed(now, place, entry.code())?)));
        self.raise_condition(state, now, Some(entry.code()), surge);
        let severity = entry.severity();
        if severity == Severity::Warning {
            return add(&self.counters.log_only, 1);
        }
        let is_critical = severity == Severity::Critical;
        if channels_for(&self.channels, severity).next().is_none() && !is_critical {
            return add(&self.counters.without_channel, 1);
        }
        let decision = if is_critical {
            Decision::Send
        } else {
            let mut state = self.lock();
            let decision = state.grouping.failed(now, place);
            if decision != Decision::Grouped {
                self.dispatch.set_next_due(state.grouping.next_due());
            }
            decision
        };
        match decision {
            Decision::Grouped => add(&self.counters.grouped, 1),
            Decision::Held => add(&self.counters.held_back, 1),
            Decision::Send => {
                add(&self.counters.alerts, 1);
                let alert = Alert::of_failure(reported, &self.mask, self.timer.utc());
                self.dispatch.push(Tracked::new(alert, &self.fallback));
            }
        }
    }

    /// Sends the alert of a drill at once. It opens no window and counts for no condition.
    fn drill(&self, reported: &Reported<'_>) {
        let severity = reported.error.catalog_row().severity();
        if severity == Severity::Warning {
            return add(&self.counters.log_only, 1);
        }
        if channels_for(&self.channels, severity).next().is_none() {
            return add(&self.counters.without_channel, 1);
        }
        add(&self.counters.alerts, 1);
        let alert = Alert::of_failure(reported, &self.mask, self.timer.utc());
        self.dispatch.push(Tracked::new(alert, &self.fallback));
    }

    /// Counts a response with a 5xx status.
    fn server_error(&self) {
        let now = self.timer.now();
        let mut state = self.lock();
        let raised = state.watch.as_mut().and_then(|watch| Some((0, watch.server_error(now)?)));
        self.raise_condition(state, now, None, raised);
    }

    fn finished(&self, route: &str, status: StatusCode) {
        let now = self.timer.now();
        let mut state = self.lock();
        let watch = state.watch.as_mut();
        let raised = watch.and_then(|watch| Some((0, watch.finished(now, route, status)?)));
        self.raise_condition(state, now, None, raised);
    }

    /// Sends the alert of a condition, unless the limit holds it back.
    fn raise_condition(
        &self,
        mut state: MutexGuard<'_, State>,
        now: Millis,
        code: Option<&'static str>,
        raised: Option<(u32, String)>,
    ) {
        let Some((place, text)) = raised else { return };
        let decision = state.grouping.limit(now, place, 0);
        self.dispatch.set_next_due(state.grouping.next_due());
        drop(state);
        if decision == Decision::Send {
            self.send(Kind::Condition, code, &text);
        }
    }

    fn send(&self, kind: Kind, code: Option<&'static str>, text: &str) {
        add(&self.counters.further_alerts, 1);
        let alert = Alert::of_many(kind, code, text, &self.mask, self.timer.utc());
        self.dispatch.push(Tracked::new(alert, &self.fallback));
    }

    /// Queues what is due, and returns when something is due next.
    pub(super) fn send_due(&self, now: Millis) -> Option<Millis> {
        loop {
            let mut state = self.lock();
            if state.grouping.next_due().is_none_or(|due| due > now) {
                return state.grouping.next_due();
            }
            match state.grouping.due(now) {
                None => {}
                Some(Due::Count { code, count }) => {
                    let name = state.name(code);
                    drop(state);
                    let text = format!("{count} occurrences of {name} in last 5 min");
                    self.send(Kind::Count, Some(name), &text);
                }
                Some(Due::Summary(summary)) => {
                    let text = state.summary_text(&summary);
                    drop(state);
                    self.send(Kind::Count, None, &text);
                }
            }
        }
    }

    /// Gives up what is queued, and lets the threads before the fallback log end.
    fn give_up(&self) {
        self.dispatch.stop();
        for channel in &self.channels {
            channel.stop();
        }
    }

    /// Lets all threads end.
    pub(super) fn stop(&self) {
        self.give_up();
        self.fallback.stop();
    }

    fn flush(&self, timeout: Duration) -> bool {
        let end = end_after(timeout);
        if !self.dispatch.flush(end) {
            return false;
        }
        // What is queued is counted in all channels before one is waited for, which may take long.
        let queued: Vec<_> = self.channels.iter().map(|channel| channel.begin_flush()).collect();
        let mut channels = self.channels.iter().zip(queued);
        channels.all(|(channel, queued)| channel.flush(queued, end)) && self.fallback.flush(end)
    }
}

impl State {
    /// `150 alerts of 12 codes were held back in the last minute: A_B 100, A_C 20 and others`
    fn summary_text(&self, summary: &Summary) -> String {
        let Summary { alerts, codes, most } = summary;
        let named: Vec<_> =
            most.iter().map(|(code, count)| format!("{} {count}", self.name(*code))).collect();
        let others = if *codes > most.len() { " and others" } else { "" };
        let named = named.join(", ");
        format!(
            "{alerts} alerts of {codes} codes were held back in the last minute: {named}{others}"
        )
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let shared = &self.0;
        // A clock is user code and may panic.
        let _ = panics::catch(|| {
            let held = shared.lock().grouping.summary();
            if let Some(summary) = held {
                let text = shared.lock().summary_text(&summary);
                shared.send(Kind::Count, None, &text);
            }
        });
        shared.flush(LINGER);
        shared.give_up();
        // What was given up just now is a few lines.
        shared.fallback.flush(Instant::now() + LINGER / 4);
        shared.fallback.stop();
    }
}

/// Receives failed requests.
impl Observer for Alerts {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        let shared = &self.0.0;
        if occurrence.status.is_server_error() && !occurrence.error.catalog_is_drill() {
            shared.server_error();
        }
        shared.take(&Reported {
            error: occurrence.error,
            exchange: Some(occurrence.exchange),
            trace_id: None,
            written_id: None,
            user_id: None,
            tool_name: None,
            raised: None,
        });
    }

    fn counts_requests(&self) -> bool {
        self.0.0.watches_routes
    }

    fn finished(&self, exchange: &Exchange, status: StatusCode) {
        if let Some(route) = exchange.route() {
            self.0.0.finished(route, status);
        }
    }
}

impl fmt::Debug for Alerts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Alerts").field("counts", &self.counts()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::Conditions;

    /// The documentation of alerts names these numbers.
    #[test]
    fn ten_thousand_codes_take_little_memory() {
        let names: Vec<&'static str> =
            (0..10_000).map(|n| &*String::leak(format!("PROVIDER_{n}_DOWN"))).collect();
        let most = |conditions: Option<Conditions>| {
            let measured = allocation_counter::measure(|| {
                let mut state = State::new(&names, |codes| {
                    conditions.clone().map(|conditions| Watch::new(conditions, codes))
                });
                for now in 0..3 {
                    for name in &names {
                        let place = state.place(name);
                        state.grouping.failed(now, place);
                        if let Some(watch) = &mut state.watch {
                            watch.failed(now, place, name);
                            watch.retried(now, place, name);
                            // Of a service without a catalogue of routes: each code has one.
                            watch.finished(now, name, StatusCode::BAD_GATEWAY);
                        }
                    }
                }
            });
            measured.bytes_max / 1000
        };
        let (windows, all) = (most(None), most(Some(Conditions::default())));
        assert!(windows <= 1_500 && all <= 8_000, "{windows} kB, {all} kB");
    }
}
