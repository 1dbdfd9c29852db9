//! A channel has a queue, a thread and a breaker, so that one that hangs does not delay the others.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::call::{Calls, NoResult};
use super::clock::Timer;
use super::counts::ChannelCounts;
use super::payload::PayloadFormat;
use super::tracked::Tracked;
use super::transport::{Delivery, Transport, Unsent};
use crate::breaker::{Breaker, BreakerLimits, Entered};
use crate::{Secret, Severity, panics};

/// As many alerts of each kind may wait.
const MOST: usize = 256;
const MOST_CRITICAL: usize = 4096;

/// A call may end a little after its deadline, which its transport keeps too.
const GRACE: Duration = Duration::from_millis(250);

/// The longest wait before the retry, whatever a receiver asks for.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// What is shorter is no secret of a channel.
#[cfg(feature = "tracing")]
const SHORTEST_QUOTED: usize = 6;

/// The settings of a channel.
pub(super) struct ChannelSettings {
    pub(super) name: Arc<str>,
    pub(super) severity: Severity,
    pub(super) format: PayloadFormat,
    pub(super) url: Option<Secret<Arc<str>>>,
    pub(super) transport: Arc<dyn Transport>,
    /// How long a call may take.
    pub(super) deadline: Duration,
    /// How long to wait before the retry if the receiver names no time.
    pub(super) pause: Duration,
}

#[cfg(feature = "tracing")]
impl ChannelSettings {
    /// A reason without the address and the key of the channel, which a transport may quote: the address as a whole, or what
    /// follows its host.
    fn without_secrets(&self, reason: &str) -> String {
        let url = self.url.as_ref().map_or("", |url| &**url.expose());
        let after_scheme = url.split_once("://").map_or("", |(_, rest)| rest);
        let path = after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or_default();
        let key = match &self.format {
            PayloadFormat::PagerDuty { key, .. } => key.expose().as_str(),
            _ => "",
        };
        // A path such as `/` is in other texts too.
        let secrets = [url, path, key].into_iter().filter(|secret| secret.len() >= SHORTEST_QUOTED);
        secrets.fold(reason.to_owned(), |reason, secret| reason.replace(secret, "***"))
    }
}

/// The transport is user code, and its `Drop` may panic.
impl Drop for ChannelSettings {
    fn drop(&mut self) {
        let nothing = |_: &Delivery| -> Result<(), Unsent> { Ok(()) };
        panics::drop_safely(core::mem::replace(&mut self.transport, Arc::new(nothing)));
    }
}

pub(super) struct Channel {
    settings: ChannelSettings,
    calls: Calls,
    state: Mutex<State>,
    wakes: Condvar,
    idle: Condvar,
    #[cfg(feature = "metrics")]
    series: crate::metric::AlertSeries,
}

struct State {
    critical: VecDeque<Queued>,
    others: VecDeque<Queued>,
    in_flight: Option<Arc<Tracked>>,
    /// The number of the alert that is in flight, or on its way to the fallback log.
    busy: Option<u64>,
    /// How many alerts were queued.
    queued: u64,
    /// What is queued up to this number goes first, because a flush waits for it.
    flushed: u64,
    breaker: Breaker,
    is_stopped: bool,
    counts: ChannelCounts,
}

/// An alert in a queue, with its number among all that were queued.
struct Queued {
    number: u64,
    alert: Arc<Tracked>,
}

/// How an alert ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DeliveryOutcome {
    Sent,
    Failed,
    Skipped,
}

impl Channel {
    pub(super) fn new(settings: ChannelSettings) -> Self {
        let name = settings.name.to_string();
        Self {
            calls: Calls::new(format!("error-catalog-{name}-call")),
            state: Mutex::new(State {
                critical: VecDeque::new(),
                others: VecDeque::new(),
                in_flight: None,
                busy: None,
                queued: 0,
                flushed: 0,
                breaker: Breaker::new(BreakerLimits::DEFAULT),
                is_stopped: false,
                counts: ChannelCounts { channel: name, ..ChannelCounts::default() },
            }),
            wakes: Condvar::new(),
            idle: Condvar::new(),
            #[cfg(feature = "metrics")]
            series: crate::metric::AlertSeries::new(&settings.name),
            settings,
        }
    }

    /// Starts the thread, which [`stop`](Self::stop) ends.
    pub(super) fn start(self: &Arc<Self>, timer: &Arc<Timer>) -> io::Result<()> {
        let thread = std::thread::Builder::new();
        let thread = thread.name(format!("error-catalog-{}", self.settings.name));
        let (channel, timer) = (Arc::clone(self), Arc::clone(timer));
        thread.spawn(move || channel.work(&timer)).map(drop)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn severity(&self) -> Severity {
        self.settings.severity
    }

    /// Queues an alert. One that finds no room is dropped and counted.
    pub(super) fn push(&self, alert: &Arc<Tracked>) {
        let mut state = self.lock();
        let is_critical = alert.alert.is_critical();
        let (is_stopped, number) = (state.is_stopped, state.queued + 1);
        let (queue, most) = if is_critical {
            (&mut state.critical, MOST_CRITICAL)
        } else {
            (&mut state.others, MOST)
        };
        if is_stopped || queue.len() >= most {
            return self.drop_alerts(state, 1);
        }
        queue.push_back(Queued { number, alert: Arc::clone(alert) });
        state.queued = number;
        drop(state);
        self.wakes.notify_one();
    }

    #[cold]
    #[cfg_attr(not(feature = "metrics"), allow(clippy::unused_self, reason = "it counts a metric"))]
    fn drop_alerts(&self, mut state: MutexGuard<'_, State>, count: u64) {
        state.counts.dropped += count;
        drop(state);
        #[cfg(feature = "metrics")]
        let _ = panics::catch(|| self.series.count_dropped(count));
    }

    /// How many alerts were queued until now, for [`flush`](Self::flush). They are sent before those that come later, critical
    /// ones too: these may have no end.
    pub(super) fn begin_flush(&self) -> u64 {
        let mut state = self.lock();
        state.flushed = state.queued;
        state.queued
    }

    /// Waits until as many alerts as were queued are sent or given up. Returns whether they are.
    pub(super) fn flush(&self, queued: u64, end: Instant) -> bool {
        let mut state = self.lock();
        while !state.has_sent(queued) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.idle.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }

    /// Gives up what is queued and what is being sent, and lets the thread end.
    pub(super) fn stop(&self) {
        let mut state = self.lock();
        state.is_stopped = true;
        let (critical, others) =
            (core::mem::take(&mut state.critical), core::mem::take(&mut state.others));
        let in_flight = state.in_flight.clone();
        let count = (critical.len() + others.len()) as u64;
        self.wakes.notify_one();
        self.drop_alerts(state, count);
        // The call may still succeed, but nothing will wait for it.
        if let Some(in_flight) = in_flight {
            in_flight.give_up();
        }
    }

    pub(super) fn counts(&self) -> ChannelCounts {
        let state = self.lock();
        let waiting = state.critical.len() + state.others.len();
        let queued = waiting + usize::from(state.in_flight.is_some());
        let is_open = state.breaker.is_open();
        ChannelCounts { queued: queued as u64, is_open, ..state.counts.clone() }
    }

    fn work(&self, timer: &Timer) {
        while let Some(alert) = self.take() {
            let outcome = self.deliver(&alert, timer);
            if outcome == DeliveryOutcome::Sent {
                alert.settle();
            }
            let mut state = self.lock();
            let counts = &mut state.counts;
            *match outcome {
                DeliveryOutcome::Sent => &mut counts.sent,
                DeliveryOutcome::Failed => &mut counts.failed,
                DeliveryOutcome::Skipped => &mut counts.skipped,
            } += 1;
            state.in_flight = None;
            drop(state);
            // If no channel has taken it, it goes to the fallback log now.
            drop(alert);
        }
    }

    /// Waits for the next alert. Nothing when none will come.
    fn take(&self) -> Option<Arc<Tracked>> {
        let mut state = self.lock();
        state.busy = None;
        self.idle.notify_all();
        loop {
            if let Some(Queued { number, alert }) = state.next() {
                state.busy = Some(number);
                state.in_flight = Some(Arc::clone(&alert));
                return Some(alert);
            }
            if state.is_stopped {
                return None;
            }
            state = self.wakes.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Sends an alert, with one retry.
    fn deliver(&self, alert: &Arc<Tracked>, timer: &Timer) -> DeliveryOutcome {
        let mut pause = None;
        for attempt in 0..2 {
            if let Some(pause) = pause {
                self.pause(pause);
            }
            let mut state = self.lock();
            let Ok(entered) = state.breaker.enter(timer.elapsed()) else {
                return if attempt == 0 {
                    DeliveryOutcome::Skipped
                } else {
                    DeliveryOutcome::Failed
                };
            };
            state.counts.calls += 1;
            drop(state);
            let Err(unsent) = self.call(alert) else {
                self.record(timer, entered, true);
                return DeliveryOutcome::Sent;
            };
            self.record(timer, entered, false);
            self.log_failure(alert, &unsent);
            if unsent.is_final() {
                return DeliveryOutcome::Failed;
            }
            pause = Some(unsent.wait().unwrap_or(self.settings.pause).min(LONGEST_PAUSE));
        }
        DeliveryOutcome::Failed
    }

    fn call(&self, alert: &Arc<Tracked>) -> Result<(), Unsent> {
        let ChannelSettings { name, format, url, transport, deadline, .. } = &self.settings;
        let delivery = Delivery::new(name, format, url.as_ref(), &alert.alert, *deadline);
        let transport = Arc::clone(transport);
        let called = self.calls.run(*deadline + GRACE, move || transport.send(&delivery));
        called.unwrap_or_else(|no_result| {
            Err(Unsent::new(match no_result {
                NoResult::Late => "the call has not ended in time".into(),
                NoResult::Hanging => "all earlier calls hang".into(),
                NoResult::Panicked(panicked) => format!("the transport {panicked}"),
                NoResult::NoThread => "the system gives no thread".into(),
            }))
        })
    }

    /// Waits before the retry; the end of the process ends the wait.
    fn pause(&self, pause: Duration) {
        let end = Instant::now() + pause;
        let mut state = self.lock();
        while !state.is_stopped {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            state = self.wakes.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Records how a call ended, in the breaker, the counts and the metrics.
    fn record(&self, timer: &Timer, entered: Entered, is_ok: bool) {
        let now = timer.elapsed();
        let mut state = self.lock();
        let has_changed = state.breaker.record(entered, is_ok, now);
        let is_open = state.breaker.is_open();
        if !is_ok {
            state.counts.failed_calls += 1;
        }
        drop(state);
        // A recorder and a subscriber are user code and may panic.
        #[cfg(feature = "metrics")]
        let _ = panics::catch(|| {
            if !is_ok {
                self.series.count_failure();
            }
            if has_changed {
                self.series.set_breaker(is_open);
            }
        });
        #[cfg(feature = "tracing")]
        if has_changed {
            let channel = &*self.settings.name;
            let _ = panics::catch(|| {
                let text =
                    if is_open { "has failed 10 times in a row and rests" } else { "works again" };
                tracing::error!(target: "error_catalog::alert", channel, "this channel of alerts {text}");
            });
        }
        #[cfg(not(any(feature = "metrics", feature = "tracing")))]
        let _ = (has_changed, is_open);
    }

    /// Logs why an alert was not sent: masked, and without the address.
    #[cfg_attr(not(feature = "tracing"), allow(clippy::unused_self, reason = "it logs an event"))]
    fn log_failure(&self, alert: &Arc<Tracked>, unsent: &Unsent) {
        #[cfg(feature = "tracing")]
        let _ = panics::catch(|| {
            let reason = self.settings.without_secrets(unsent.reason());
            tracing::warn!(
                target: "error_catalog::alert",
                channel = &*self.settings.name,
                error_code = alert.alert.code,
                "an alert was not sent: {}",
                crate::line::displayed(&reason)
            );
        });
        #[cfg(not(feature = "tracing"))]
        let _ = (alert, unsent);
    }
}

impl State {
    /// The next alert: a critical one, unless a flush waits for others only.
    fn next(&mut self) -> Option<Queued> {
        let others_first =
            is_before(&self.others, self.flushed) && !is_before(&self.critical, self.flushed);
        if others_first {
            return self.others.pop_front();
        }
        self.critical.pop_front().or_else(|| self.others.pop_front())
    }

    /// Whether none of the first alerts is queued or in flight, as many as are given.
    fn has_sent(&self, queued: u64) -> bool {
        self.busy.is_none_or(|number| number > queued)
            && !is_before(&self.critical, queued)
            && !is_before(&self.others, queued)
    }
}

/// Whether a queue has one of the first alerts, as many as are given.
fn is_before(queue: &VecDeque<Queued>, first: u64) -> bool {
    queue.front().is_some_and(|queued| queued.number <= first)
}
