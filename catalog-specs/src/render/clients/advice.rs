//! Advice about retries that no code has.

use core::ops::RangeInclusive;

use crate::dialect::text::whole_seconds;
use crate::model::Entry;
use crate::status;

/// Seconds: longer than any client waits, whatever a service sends.
pub(in crate::render) const LONGEST_WAIT: u32 = 24 * 60 * 60;

/// The seconds to wait that a code has, a day at most as well.
pub(in crate::render) fn own_wait(entry: &Entry) -> Option<u64> {
    entry.retry_after.map(|wait| whole_seconds(wait).min(LONGEST_WAIT.into()))
}

const ERRORS: RangeInclusive<u16> = 400..=599;

/// The statuses that are worth a retry where the code is unknown.
pub(in crate::render) fn retryable_statuses() -> Vec<String> {
    let is_retryable = |status: &u16| status::retry(*status, status::class(*status)).is_retryable();
    ERRORS.filter(is_retryable).map(|status| status.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statuses_that_pass_are_retried() {
        assert_eq!(retryable_statuses(), ["408", "425", "429", "502", "503", "504"]);
    }
}
