//! Which failure is an alert: a state machine that is given the time.
//!
//! All memory is taken at the start: a slot for each code, a place in the queue of windows, and the times of the last alerts.

use std::collections::VecDeque;

use super::clock::Millis;

/// The numbers of the rules.
#[derive(Debug, Clone, Copy)]
pub(super) struct AlertLimits {
    /// The failures of one code in it are one alert.
    pub(super) window: Millis,
    /// As many alerts are sent in each minute.
    pub(super) per_minute: usize,
    pub(super) minute: Millis,
}

/// 5 minutes and 100 a minute.
impl Default for AlertLimits {
    fn default() -> Self {
        Self { window: 300_000, per_minute: 100, minute: 60_000 }
    }
}

/// What becomes of a failure or of an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// It is an alert.
    Send,
    /// It counts in the window of its code.
    Grouped,
    /// The limit holds it back; the next summary has it.
    Held,
}

/// What is to be sent because time has passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Due {
    /// A window has ended that had more failures than the one that was sent.
    Count {
        code: u32,
        count: u32,
    },
    Summary(Summary),
}

/// What the limit held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Summary {
    /// How many alerts.
    pub(super) alerts: u32,
    /// Of how many codes.
    pub(super) codes: usize,
    /// The codes with the most failures, and their numbers.
    pub(super) most: Vec<(u32, u32)>,
}

/// As many codes are named in a summary.
const NAMED: usize = 10;

#[derive(Default, Clone, Copy)]
struct Slot {
    /// The failures of the window.
    count: u32,
    /// The failures that the limit held back.
    held: u32,
    is_open: bool,
    /// Whether the first failure of the window has been an alert.
    has_first: bool,
}

/// The windows of all codes, and the limit.
pub(super) struct Grouping {
    limits: AlertLimits,
    slots: Box<[Slot]>,
    /// The ends of the open windows. In order, because all windows are of one length.
    ends: VecDeque<(Millis, u32)>,
    sent: Ring,
    held_codes: Vec<u32>,
    held_alerts: u32,
    summary_at: Option<Millis>,
}

impl Grouping {
    pub(super) fn new(codes: usize, limits: AlertLimits) -> Self {
        Self {
            limits,
            slots: vec![Slot::default(); codes].into_boxed_slice(),
            ends: VecDeque::with_capacity(codes),
            sent: Ring::new(limits.per_minute),
            held_codes: Vec::with_capacity(codes),
            held_alerts: 0,
            summary_at: None,
        }
    }

    /// A failure of a code has happened. What is [due](Self::due) before it has been taken.
    pub(super) fn failed(&mut self, now: Millis, code: u32) -> Decision {
        let Some(slot) = self.slots.get_mut(code as usize) else { return Decision::Grouped };
        slot.count = slot.count.saturating_add(1);
        if slot.is_open {
            return Decision::Grouped;
        }
        *slot = Slot { is_open: true, has_first: true, ..*slot };
        self.ends.push_back((now.saturating_add(self.limits.window), code));
        self.limit(now, code, 1)
    }

    /// Whether the limit lets an alert that stands for some failures pass.
    pub(super) fn limit(&mut self, now: Millis, code: u32, failures: u32) -> Decision {
        if self.sent.take(now, self.limits.minute) {
            return Decision::Send;
        }
        let Some(slot) = self.slots.get_mut(code as usize) else { return Decision::Held };
        if slot.held == 0 {
            self.held_codes.push(code);
        }
        slot.held = slot.held.saturating_add(failures.max(1));
        self.held_alerts = self.held_alerts.saturating_add(1);
        self.summary_at.get_or_insert(now.saturating_add(self.limits.minute));
        Decision::Held
    }

    /// What is due; to be called until it returns nothing.
    pub(super) fn due(&mut self, now: Millis) -> Option<Due> {
        if self.summary_at.is_some_and(|at| at <= now) {
            return self.summary().map(Due::Summary);
        }
        while let Some(&(end, code)) = self.ends.front().filter(|(end, _)| *end <= now) {
            self.ends.pop_front();
            let Some(slot) = self.slots.get_mut(code as usize) else { continue };
            let count = core::mem::take(&mut slot.count);
            let is_quiet = count <= u32::from(core::mem::take(&mut slot.has_first));
            // A window without more failures is the last.
            if is_quiet {
                slot.is_open = false;
                continue;
            }
            self.ends.push_back((now.max(end).saturating_add(self.limits.window), code));
            if self.limit(now, code, count) == Decision::Send {
                return Some(Due::Count { code, count });
            }
        }
        None
    }

    /// Takes what the limit has held back.
    pub(super) fn summary(&mut self) -> Option<Summary> {
        self.summary_at.take()?;
        let slots = &mut self.slots;
        let held = |code: u32| {
            let slot = slots.get_mut(code as usize)?;
            Some((code, core::mem::take(&mut slot.held)))
        };
        let mut most: Vec<_> = self.held_codes.drain(..).filter_map(held).collect();
        let codes = most.len();
        most.sort_by_key(|(code, failures)| (core::cmp::Reverse(*failures), *code));
        most.truncate(NAMED);
        Some(Summary { alerts: core::mem::take(&mut self.held_alerts), codes, most })
    }

    /// When something is due next.
    pub(super) fn next_due(&self) -> Option<Millis> {
        let end = self.ends.front().map(|(end, _)| *end);
        [end, self.summary_at].into_iter().flatten().min()
    }
}

/// The times of the last alerts. Exact for every minute, where a token bucket lets twice the number pass.
pub(super) struct Ring {
    times: Box<[Millis]>,
    next: usize,
    len: usize,
}

impl Ring {
    pub(super) fn new(most: usize) -> Self {
        Self { times: vec![0; most].into_boxed_slice(), next: 0, len: 0 }
    }

    /// Adds a time, unless as many as there is room for lie within the time before it.
    fn take(&mut self, now: Millis, within: Millis) -> bool {
        if self.is_full_within(now, within) {
            return false;
        }
        self.push(now);
        !self.times.is_empty()
    }

    /// Whether as many times as there is room for lie within the time before this one.
    pub(super) fn is_full_within(&self, now: Millis, within: Millis) -> bool {
        let oldest = self.times.get(self.next).filter(|_| self.len == self.times.len());
        oldest.is_some_and(|oldest| now < oldest.saturating_add(within))
    }

    /// Adds a time in the place of the oldest.
    pub(super) fn push(&mut self, now: Millis) {
        if let Some(place) = self.times.get_mut(self.next) {
            *place = now;
            self.next = (self.next + 1) % self.times.len();
            self.len = (self.len + 1).min(self.times.len());
        }
    }
}

#[cfg(test)]
mod tests;
