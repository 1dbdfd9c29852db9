//! Takes alerts from the path of the request, asks the store of several processes, and hands them to the channels.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::channel::Channel;
use super::clock::{Millis, Timer};
use super::content::Kind;
use super::counts::{Counters, add};
use super::store::{Claim, Claims};
use super::tracked::Tracked;
use crate::{Severity, panics};

/// As many alerts may wait, and as many bytes of them.
const MOST: usize = 16_384;
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// How often a clock that was set by hand is looked at.
const GLANCE: Duration = Duration::from_millis(5);

/// A window of a code, a second shorter than it is: the next window of the same process must not find the claim of the last.
const CLAIMED: Duration = Duration::from_secs(5 * 60 - 1);

/// The queue before the channels.
pub(super) struct Dispatch {
    state: Mutex<State>,
    wakes: Condvar,
    idle: Condvar,
    counters: Arc<Counters>,
    service: String,
}

#[derive(Default)]
struct State {
    alerts: VecDeque<Tracked>,
    bytes: usize,
    /// How many were queued, and how many of them are with the channels or given up.
    queued: u64,
    done: u64,
    /// Whether one is on its way to the channels.
    is_busy: bool,
    is_stopped: bool,
    /// When something is due next, by the clock.
    next_due: Option<Millis>,
    /// How often the thread began to look at what is due, and how often what it found was queued.
    rounds_begun: u64,
    rounds: u64,
    wants_round: bool,
}

impl Dispatch {
    pub(super) fn new(service: &str, counters: &Arc<Counters>) -> Self {
        let (state, wakes, idle) = Default::default();
        let (service, counters) = (service.to_owned(), Arc::clone(counters));
        Self { state, wakes, idle, counters, service }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues an alert. One that finds no room goes to the fallback log if it is critical, else it is dropped and counted.
    pub(super) fn push(&self, alert: Tracked) {
        let mut state = self.lock();
        let bytes = alert.alert.bytes();
        if state.is_stopped || state.alerts.len() >= MOST || state.bytes + bytes > MOST_BYTES {
            drop(state);
            if !alert.alert.is_critical() {
                add(&self.counters.dropped, 1);
            }
            return;
        }
        state.bytes += bytes;
        state.queued += 1;
        state.alerts.push_back(alert);
        drop(state);
        self.wakes.notify_one();
    }

    /// Sets when something is due next.
    pub(super) fn set_next_due(&self, next_due: Option<Millis>) {
        let mut state = self.lock();
        if sooner(next_due, state.next_due) != state.next_due {
            state.next_due = next_due;
            drop(state);
            self.wakes.notify_one();
        }
    }

    /// Waits until what is due now and what is queued now is with the channels. Returns whether it is.
    pub(super) fn flush(&self, end: Instant) -> bool {
        let mut state = self.lock();
        // One that has begun may have looked before something became due.
        let wanted = state.rounds_begun + 1;
        state.wants_round = true;
        self.wakes.notify_one();
        let mut queued = None;
        loop {
            if state.rounds >= wanted {
                // What comes in later is not waited for: it may have no end.
                let queued = *queued.get_or_insert(state.queued);
                if state.done >= queued {
                    return true;
                }
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.idle.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Lets the thread end, and gives up what is queued.
    pub(super) fn stop(&self) {
        let mut state = self.lock();
        state.is_stopped = true;
        let alerts = core::mem::take(&mut state.alerts);
        state.done += alerts.len() as u64;
        self.wakes.notify_one();
        drop(state);
        let others = alerts.iter().filter(|alert| !alert.alert.is_critical()).count();
        add(&self.counters.dropped, others as u64);
    }

    /// The thread. `collect_due` queues what is due, and returns when something is due next.
    pub(super) fn work(
        &self,
        channels: &[Arc<Channel>],
        mut claims: Option<Claims>,
        timer: &Timer,
        collect_due: impl Fn(&Self) -> Option<Millis>,
    ) {
        while self.wait(timer) {
            // A clock is user code, and a panic here must not end the thread.
            let next_due = panics::catch(|| collect_due(self)).ok().flatten();
            let queued = self.end_round(next_due);
            while let Some(alert) = self.take(queued) {
                let _ = panics::catch(|| self.route(alert, channels, claims.as_mut(), timer));
            }
        }
        panics::drop_safely(claims);
    }

    /// Waits until there is something to do. `false` when there will be nothing more.
    fn wait(&self, timer: &Timer) -> bool {
        let mut state = self.lock();
        loop {
            if state.is_stopped {
                return false;
            }
            let now = timer.now();
            let is_due = state.next_due.is_some_and(|due| due <= now);
            if !state.alerts.is_empty() || is_due || state.wants_round {
                state.rounds_begun += 1;
                state.wants_round = false;
                // What comes in during the round sets it anew.
                state.next_due = None;
                return true;
            }
            let left = match state.next_due {
                Some(_) if timer.is_injected() => GLANCE,
                Some(due) => Duration::from_millis(due - now),
                None => Duration::from_secs(60),
            };
            state = self.wakes.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Notes that what is due is queued. Returns how many were queued until now: after these the thread looks at what is due
    /// again, however many come in meanwhile.
    fn end_round(&self, next_due: Option<Millis>) -> u64 {
        let mut state = self.lock();
        state.next_due = sooner(next_due, state.next_due);
        state.rounds += 1;
        let queued = state.queued;
        drop(state);
        self.idle.notify_all();
        queued
    }

    /// The next of the first `queued` alerts. The one before it is done.
    fn take(&self, queued: u64) -> Option<Tracked> {
        let mut state = self.lock();
        if core::mem::take(&mut state.is_busy) {
            state.done += 1;
        }
        let next = if state.done < queued { state.alerts.pop_front() } else { None };
        let Some(alert) = next else {
            drop(state);
            self.idle.notify_all();
            return None;
        };
        state.bytes = state.bytes.saturating_sub(alert.alert.bytes());
        state.is_busy = true;
        Some(alert)
    }

    fn route(
        &self,
        alert: Tracked,
        channels: &[Arc<Channel>],
        claims: Option<&mut Claims>,
        timer: &Timer,
    ) {
        if let Some(claims) = claims {
            if let Some(key) = key(&alert, &self.service) {
                match claims.claim(timer.elapsed(), key, CLAIMED) {
                    Claim::Ours => {}
                    Claim::Theirs => {
                        alert.settle();
                        return add(&self.counters.sent_elsewhere, 1);
                    }
                    Claim::Unknown => add(&self.counters.store_failures, 1),
                }
            }
        }
        let alert = Arc::new(alert);
        for channel in channels_for(channels, alert.alert.severity) {
            channel.push(&alert);
        }
    }
}

/// The earlier of two times, of which either may be missing.
fn sooner(one: Option<Millis>, other: Option<Millis>) -> Option<Millis> {
    [one, other].into_iter().flatten().min()
}

/// What processes claim: the code, and for a critical failure its id too. A failure without an id is always new.
fn key(alert: &Tracked, service: &str) -> Option<String> {
    let alert = &alert.alert;
    if alert.is_drill {
        // Its claim would hold back the alert of a real failure in another process.
        return None;
    }
    match (alert.kind, alert.code, &alert.trace_id) {
        (Kind::Condition, ..) | (_, None, _) => None,
        (_, Some(code), Some(id)) if alert.is_critical() => {
            // A client may choose the id of a job for its request.
            let of_request = if alert.is_of_request { "request/" } else { "" };
            Some(format!("{service}/{code}/{of_request}{id}"))
        }
        (_, Some(_), None) if alert.is_critical() => None,
        (_, Some(code), _) => Some(format!("{service}/{code}")),
    }
}

/// The channels for a severity. Without one for CRITICAL, those for ERROR take what is critical too.
pub(super) fn channels_for(
    channels: &[Arc<Channel>],
    severity: Severity,
) -> impl Iterator<Item = &Arc<Channel>> {
    let is_for = move |severity| move |channel: &&Arc<Channel>| channel.severity() == severity;
    let has_own = channels.iter().any(|channel| channel.severity() == severity);
    let severity = if has_own { severity } else { Severity::Error };
    channels.iter().filter(is_for(severity))
}
