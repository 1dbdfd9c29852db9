//! What the cases count of conditions that compare 5 minutes with the hour before.
//!
//! The values of a case are chosen so that the condition barely holds, and no longer holds with another window or offset.

use core::fmt::Write as _;

/// When the cases are checked.
pub(super) const TIME: &str = "130m";
/// The minutes between evaluations.
pub(super) const EVALUATED: u32 = 5;
/// What [`rising`] counts in 5 minutes of the hour before, on average.
pub(super) const USUAL: u32 = 60;

/// A counter that rises: `total` in the last 5 minutes, most of it at their begin, and [`USUAL`] before, `scale` times. The usual
/// hour has fewer events at its ends and follows a busy one.
pub(super) fn rising(total: u32, scale: u32) -> String {
    // In tenths, so that three minutes have a tenth each.
    let tenth = f64::from(total) / 10.0;
    let first = tenth * 3.5;
    let [many, few] = [16, 8].map(|usual| f64::from(usual * scale));
    counter(&[(65, many), (25, few), (30, many), (5, few), (2, first), (3, tenth)])
}

/// A counter that stood still before: events just before the last 5 minutes, in the first of them and in the last.
pub(super) fn few([before, first, last]: [u32; 3]) -> String {
    let [before, first, last] = [before, first, last].map(f64::from);
    counter(&[(124, 0.0), (1, before), (1, first), (3, 0.0), (1, last)])
}

/// A counter with the same increase every minute.
pub(super) fn constant(increase: f64) -> String {
    counter(&[(130, increase)])
}

/// The values of a counter that begins at 0, in the notation of promtool: minutes, and the increase in each.
pub(super) fn counter(runs: &[(u32, f64)]) -> String {
    // Sums of binary fractions are exact. A sum that is rounded down would be a restart of the counter.
    const FRACTION: f64 = 16_777_216.0;
    let mut values = "0".to_owned();
    let mut total = 0.0;
    for (minutes, increase) in runs {
        let increase = (increase * FRACTION).round() / FRACTION;
        let first = total + increase;
        // Writing to a `String` does not fail.
        let _ = write!(values, " {first}+{increase}x{}", minutes.saturating_sub(1));
        total += increase * f64::from(*minutes);
    }
    values
}
