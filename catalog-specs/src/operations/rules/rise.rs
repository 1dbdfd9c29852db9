//! Conditions that compare the count of 5 minutes with the usual one, for every code at once.
//!
//! The usual count is the average of the 12 times 5 minutes before. Those were recorded, so Prometheus reads 12 samples of a
//! code in place of an hour of its counters, and none of a code that did not fail. What satisfies the condition is recorded
//! too: in a quiet hour that is nothing, and the alerts of many owners cost nothing.

use super::trend::counter;
use crate::operations::Operations;
use crate::operations::expression::select;
use crate::operations::rule::Case;

/// 12 times 5 minutes. A window of an hour has 13 steps in Prometheus 2 if it begins on one.
const HOUR_BEFORE: &str = "[3599s:5m] offset 5m";
/// One sample for each evaluation of the group that counted whole 5 minutes: how many of the 12 are known.
pub(super) const EVALUATED: &str = "error_catalog:evaluated";

/// What is recorded as [`EVALUATED`]. Without a sample of 5 minutes ago the counts are those of a shorter time: Prometheus
/// or the service has just started.
pub(super) fn evaluated(operations: &Operations) -> String {
    let processes = select(operations, &operations.metrics.build_info, &[]);
    format!("vector(1) and on () {processes} offset 5m")
}

/// When the cases are checked. The steps of the hour are whole multiples of 5 minutes; this is none, so that an hour with another
/// offset has other steps.
const TIME: &str = "133m";
/// The same, before an hour has passed. The service starts after 2 minutes, so 2 steps are known, and the one before has
/// counted 3 of its 5 minutes.
const EARLY: &str = "23m";
const START: &str = "_x2";
/// What the cases count in 5 minutes of the hour before, on average.
const USUAL: u32 = 60;
const USUAL_EARLY: u32 = 26;

/// A condition: the current value is more than `factor` times the usual one, and at least `floor`.
pub(super) struct Rise {
    pub(super) factor: u32,
    pub(super) floor: u32,
}

impl Rise {
    /// The expression over the recorded counts of 5 minutes.
    pub(super) fn expression(&self, operations: &Operations, counts: &str) -> String {
        let Self { factor, floor } = self;
        let counts = select(operations, counts, &[]);
        let evaluated = select(operations, EVALUATED, &[]);
        // A code without failures in that hour has no samples, and counts as 0.
        let total = format!("(sum_over_time({counts}{HOUR_BEFORE}) or {counts} * 0)");
        let known = format!("scalar(count_over_time({evaluated}{HOUR_BEFORE}))");
        // The floor comes first: it leaves few codes to compare.
        format!("({counts} >= {floor}) > {factor} * ({total} / {known})")
    }

    /// The cases that fail if the expression, the counts or the alert are changed; one, if the first alert has the others.
    pub(super) fn cases(
        &self,
        operations: &Operations,
        series: &str,
        labels: &[(&str, &str)],
        is_first: bool,
    ) -> Vec<Case> {
        let Self { factor, floor } = *self;
        let processes = select(operations, &operations.metrics.build_info, &[]);
        let case_with = |name: &str, values: String, running: &str| {
            Case::new(name, "1m").series(series, values).series(&processes, running)
        };
        let case = |name: &str, values: String| case_with(name, values, "1x140");
        let early_case = |name: &str, values: String| {
            case_with(name, format!("{START} {values}"), &format!("{START} 1x140"))
        };
        let at_floor =
            case("the floor", few("0x126", [0, floor, 0])).fires(TIME, labels, floor.to_string());
        if !is_first {
            return vec![at_floor];
        }
        // So many times that a surge has more than the floor.
        let scale = |usual: u32| floor.div_ceil(factor * usual).max(1);
        let limit = |usual: u32| factor * usual * scale(usual);
        let [late, early] = [limit(USUAL), limit(USUAL_EARLY)];
        let usual = || day(scale(USUAL));
        let usual_early = || first_minutes(scale(USUAL_EARLY));
        let more = format!("more than {factor} times as often as before");
        let as_often = format!("{factor} times as often as before");
        let restarted = restarted(&usual(), late);
        vec![
            case(&more, burst(usual(), late + 1)).fires(TIME, labels, (late + 1).to_string()),
            case(&as_often, burst(usual(), late)).silent(TIME),
            case(&format!("{as_often}, after a restart"), restarted).silent(TIME),
            early_case(&format!("{more}, soon after the start"), burst(usual_early(), early + 1))
                .fires(EARLY, labels, (early + 1).to_string()),
            early_case(&format!("{as_often}, soon after the start"), burst(usual_early(), early))
                .silent(EARLY),
            case("one less than the floor, and one before", few("0x126", [1, 0, floor - 1]))
                .silent(TIME),
            at_floor,
            case("the floor of a code that is new", few("_x118 0x8", [0, floor, 0])).fires(
                TIME,
                labels,
                floor.to_string(),
            ),
        ]
    }
}

/// [`USUAL`] failures in each 5 minutes of the hour before [`TIME`], `scale` times. The hour has fewer at its ends and follows a
/// busy one.
fn day(scale: u32) -> Vec<(u32, f64)> {
    let runs = [(65, 16), (5, 7), (50, 13), (5, 7), (3, 7)];
    runs.map(|(minutes, count)| (minutes, f64::from(count * scale))).to_vec()
}

/// [`USUAL_EARLY`] failures for each of the 2 known steps before [`EARLY`], `scale` times: 12, 20 and 20.
fn first_minutes(scale: u32) -> Vec<(u32, f64)> {
    let runs = [(13, 4), (3, 1)];
    runs.map(|(minutes, count)| (minutes, f64::from(count * scale))).to_vec()
}

/// A counter with a burst in the last 5 minutes, most of it in the first of them.
fn burst(mut runs: Vec<(u32, f64)>, total: u32) -> String {
    let later = total / 10;
    runs.extend([(1, f64::from(total - 4 * later)), (4, f64::from(later))]);
    counter(&runs)
}

/// A counter with a burst, of a process that restarted within the hour before: it counts on from 0.
fn restarted(runs: &[(u32, f64)], total: u32) -> String {
    let (before, after) = runs.split_at(2);
    let after = burst(after.to_vec(), total);
    // The first sample is the count since the restart.
    let after = after.strip_prefix("0 ").unwrap_or(&after);
    format!("{} {after}", counter(before))
}

/// A counter that stood still before: failures just before the last 5 minutes, in the first of them and in the last.
fn few(before: &str, [earlier, first, last]: [u32; 3]) -> String {
    let second = earlier + first;
    let total = second + last;
    format!("{before} 0 {earlier} {second}x3 {total}")
}
