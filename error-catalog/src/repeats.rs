//! Knows which failures have been reported, so that one failure has one record.
//!
//! A failure is a code and the id of what was done. Clients choose the ids of their requests, so a request is known by a number
//! of ours: a client that sends one id again and again, or that of a job, silences nothing. By its id alone a request is known
//! only if this process has made the id.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Mutex, PoisonError};

use crate::Entry;
use crate::exchange::Exchange;

/// As long as a failure is remembered.
const WINDOW_MILLIS: u64 = 5 * 60 * 1000;

/// As many failures are remembered, at 24 bytes each. A busier service forgets the oldest, and then writes a record twice.
const PLACES: usize = 4096;

/// The places that one failure may be in.
const WAYS: usize = 4;

/// The failures that were reported in the last minutes.
pub(crate) struct Repeats {
    keys: RandomState,
    places: Mutex<Box<[Slot]>>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    hash: u64,
    /// Milliseconds of the clock of the caller, from 1; 0 is empty.
    at: u64,
    /// Whether the report was made by hand, and the layer has not seen the failure yet.
    is_by_hand: bool,
}

impl Repeats {
    pub(crate) fn new() -> Self {
        let places = vec![Slot::default(); PLACES].into_boxed_slice();
        Self { keys: RandomState::new(), places: Mutex::new(places) }
    }

    /// Whether a layer reports a failure for the first time: neither it nor the handler has. `now` is in milliseconds.
    pub(crate) fn is_first_of_request(
        &self,
        entry: &'static Entry,
        exchange: &Exchange,
        now: u64,
    ) -> bool {
        let of_request = self.keys.hash_one((entry.code(), exchange.number()));
        let own_id = exchange.own_id();
        let by_id = own_id.map(|id| self.keys.hash_one((entry.code(), id.as_str())));
        let now = now.saturating_add(1);
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) =
            by_id.and_then(|by_id| find(&mut places, by_id, now)).filter(|place| place.is_by_hand)
        {
            // It stood for this request; the next one with this id is another failure.
            place.is_by_hand = false;
            return false;
        }
        if find(&mut places, of_request, now).is_some() {
            return false;
        }
        insert(&mut places, Slot { hash: of_request, at: now, is_by_hand: false });
        if let Some(hash) = by_id {
            insert(&mut places, Slot { hash, at: now, is_by_hand: false });
        }
        true
    }

    /// Whether a report by hand is the first of its code and id.
    pub(crate) fn is_first_by_hand(&self, entry: &'static Entry, trace_id: &str, now: u64) -> bool {
        let hash = self.keys.hash_one((entry.code(), trace_id));
        let now = now.saturating_add(1);
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if find(&mut places, hash, now).is_some() {
            return false;
        }
        insert(&mut places, Slot { hash, at: now, is_by_hand: true });
        true
    }
}

/// The places of a hash.
fn ways(places: &mut [Slot], hash: u64) -> &mut [Slot] {
    let sets = (places.len() / WAYS) as u64;
    let set = usize::try_from(hash % sets).unwrap_or_default();
    places.get_mut(set * WAYS..(set + 1) * WAYS).unwrap_or_default()
}

fn find(places: &mut [Slot], hash: u64, now: u64) -> Option<&mut Slot> {
    let is_known = |place: &&mut Slot| {
        place.hash == hash && place.at > 0 && now.saturating_sub(place.at) < WINDOW_MILLIS
    };
    ways(places, hash).iter_mut().find(is_known)
}

/// Puts a failure in the place of the oldest, or of itself.
fn insert(places: &mut [Slot], new: Slot) {
    let age = |place: &&mut Slot| if place.hash == new.hash { 0 } else { place.at };
    if let Some(place) = ways(places, new.hash).iter_mut().min_by_key(age) {
        *place = new;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorCatalog as _, SystemError};

    /// The documentation of the reporter and of alerts names the number.
    #[test]
    fn failures_of_ten_thousand_codes_take_no_more_memory() {
        let entries = Entry::ten_thousand();
        let measured = allocation_counter::measure(|| {
            let repeats = Repeats::new();
            for now in 0..10 {
                for entry in &entries {
                    let id = ["a", "b", "c"][now % 3];
                    repeats.is_first_by_hand(entry, id, now as u64);
                }
            }
        });
        assert!(measured.bytes_max <= 100_000, "{} bytes", measured.bytes_max);
        assert_eq!(measured.count_total, 1, "all of it is taken at the start");
    }

    /// The clock of the caller may be set to an earlier time: no failure that was just reported is reported again.
    #[test]
    fn a_clock_that_goes_back_forgets_nothing() {
        let repeats = Repeats::new();
        let entry = SystemError::RouteNotFound.entry();
        assert!(repeats.is_first_by_hand(entry, "job-1", 1_000_000));
        assert!(!repeats.is_first_by_hand(entry, "job-1", 0));
        assert!(repeats.is_first_by_hand(entry, "job-1", 1_000_000 + WINDOW_MILLIS));
        assert!(repeats.is_first_by_hand(entry, "job-1", u64::MAX));
    }
}
