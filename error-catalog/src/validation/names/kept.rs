//! The last input that [`from_json`](crate::validation::from_json) has read, so that `input.validate()?` behind it names fields as the client sent them.
//!
//! The errors of a validator know no input. They are made on the thread that has just read it. A layer forgets it where a handler
//! waits or ends, because the thread serves other requests then; an error takes it out. Whether its names fit is tested: see
//! `named_if_sent`.

use core::cell::RefCell;

use serde::de::DeserializeOwned;

use super::sent::{LARGEST, Sent};

/// The bytes of an input, and how they become names.
#[cfg_attr(
    not(any(feature = "garde", feature = "validator")),
    expect(dead_code, reason = "the errors of a validator read it")
)]
struct Kept(Vec<u8>, fn(&[u8]) -> Option<Sent>);

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// Keeps an input that was read as a `T`.
pub(crate) fn keep_input<T: DeserializeOwned>(json: &[u8]) {
    keep(json, Sent::from_json::<T>);
}

/// The same of a query or a form.
#[cfg(any(feature = "actix", feature = "axum"))]
pub(crate) fn keep_pairs<T: DeserializeOwned>(text: &[u8]) {
    keep(text, Sent::from_pairs::<T>);
}

fn keep(input: &[u8], sent: fn(&[u8]) -> Option<Sent>) {
    let kept = (input.len() <= LARGEST).then(|| Kept(input.to_vec(), sent));
    // Not reachable while the thread ends.
    let _ = KEPT.try_with(|slot| slot.replace(kept));
}

fn take_input() -> Option<Kept> {
    KEPT.try_with(RefCell::take).ok().flatten()
}

/// Forgets what was read: another request may have sent it.
pub(crate) fn forget_input() {
    drop(take_input());
}

#[cfg(any(feature = "garde", feature = "validator"))]
impl crate::ValidationError {
    /// The error with the names of the input that was read last, if they fit.
    pub(in crate::validation) fn named_by_last_input(
        self,
        values: &crate::validation::Values,
    ) -> Self {
        if self.is_empty() {
            return self;
        }
        match take_input().and_then(|Kept(json, sent)| sent(&json)) {
            Some(sent) => self.named_if_sent(&sent, values),
            None => self,
        }
    }
}
