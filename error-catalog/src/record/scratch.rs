//! Buffers of a thread that records are written into, so that a record costs no allocation.

use std::cell::RefCell;

use crate::line::TextBuffers;

/// The buffers.
#[derive(Default)]
pub(crate) struct Scratch {
    /// The record.
    pub(crate) out: Vec<u8>,
    /// Texts before they are masked, and then.
    pub(super) text: TextBuffers,
    /// A value as JSON before it is masked.
    pub(super) value: Vec<u8>,
}

/// A buffer that one long record has grown beyond this is freed.
const MOST_KEPT: usize = 64 * 1024;

impl Scratch {
    /// Runs with the buffers of this thread. A `Display` that reports a failure itself, and a thread that ends, get new ones.
    pub(crate) fn with<T>(run: impl FnOnce(&mut Self) -> T) -> T {
        thread_local! {
            static SCRATCH: RefCell<Scratch> = RefCell::default();
        }
        // Taken out, so that the buffers can be used within.
        let taken = SCRATCH
            .try_with(|kept| kept.try_borrow_mut().map(|mut kept| core::mem::take(&mut *kept)));
        let mut scratch = taken.ok().and_then(Result::ok).unwrap_or_default();
        scratch.out.clear();
        let result = run(&mut scratch);
        if scratch.out.capacity() <= MOST_KEPT
            && scratch.text.capacity() <= 3 * MOST_KEPT
            && scratch.value.capacity() <= MOST_KEPT
        {
            let _ = SCRATCH.try_with(|kept| kept.try_borrow_mut().map(|mut kept| *kept = scratch));
        }
        result
    }
}
