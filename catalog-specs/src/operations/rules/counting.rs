//! Conditions that count exactly: a number of events within a window.

use crate::operations::expression::exact_increase;
use crate::operations::rule::Case;

/// A window, divided so that the cases fall on whole minutes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    minutes: u64,
}

impl Window {
    pub(super) const fn minutes(minutes: u64) -> Self {
        Self { minutes: if minutes == 0 { 1 } else { minutes } }
    }

    /// As `PromQL` writes it.
    pub(super) fn text(self) -> String {
        format!("{}m", self.minutes)
    }

    fn times(self, count: u64) -> String {
        format!("{}m", self.minutes * count)
    }

    fn parts(self, count: u64, of: u64) -> String {
        format!("{}s", self.minutes * 60 * count / of)
    }
}

/// `sum(…) >= threshold` over the events of a selector within a window.
pub(super) fn at_least(
    aggregation: &str,
    selector: &str,
    window: Window,
    threshold: u64,
) -> String {
    format!("{aggregation} ({}) >= {threshold}", exact_increase(selector, &window.text()))
}

/// The cases of [`at_least`]: exactly the threshold and one less, in one window and in two, around restarts, after a
/// scrape gap, and with scrapes at other times than the window begins.
pub(super) fn cases(
    series: &str,
    window: Window,
    threshold: u64,
    labels: &[(&str, &str)],
) -> Vec<Case> {
    let value = threshold.to_string();
    let half = threshold.div_ceil(2);
    let less = threshold.saturating_sub(1);
    let [one, two, three] = [1, 2, 3].map(|count| window.times(count));
    let quarter = window.parts(1, 4);
    let case = |name: &str, interval: &str, values: String| {
        Case::new(format!("{name} in {}", window.text()), interval).series(series, values)
    };
    vec![
        case("the threshold", &quarter, format!("0x4 {half}x2 {threshold}x20"))
            .silent(&one)
            .fires(&two, labels, &value)
            .silent(&three),
        case("one less than the threshold", &quarter, format!("0x4 {less}x20")).silent(&two),
        case("the threshold after a restart", &quarter, format!("900000x8 0 {threshold}x10"))
            .fires(&three, labels, &value),
        case("a restart without new events", &quarter, format!("0x5 {}x2 0x10", threshold * 2))
            .silent(&three),
        case("scrapes within the window", &window.parts(2, 3), format!("0x3 {threshold}x10"))
            .fires(&three, labels, &value),
        case(
            "the threshold around a restart",
            &quarter,
            format!("0x8 {half} 0 {}x10", threshold - half),
        )
        .fires(&three, labels, &value),
        case(
            "a restart before the window",
            &window.parts(2, 3),
            format!("900000x2 0 {threshold}x10"),
        )
        .fires(&three, labels, &value),
    ]
}
