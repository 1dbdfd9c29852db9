//! Conditions that count exactly: a number of events within a window.

use crate::operations::expression::exact_increase;
use crate::operations::rule::Case;

/// How often counts are looked at. Once a minute, a window of a minute that begins between two evaluations has only a
/// part of a burst.
pub(super) const INTERVAL: &str = "15s";

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

    /// As a sentence has it.
    pub(super) fn spoken(self) -> String {
        let Self { minutes } = self;
        if minutes % 60 == 0 { format!("{} h", minutes / 60) } else { format!("{minutes} min") }
    }

    /// The minutes between evaluations of its cases: a window of hours has few enough then.
    fn evaluation(self) -> u32 {
        match self.minutes {
            minutes if minutes >= 360 && minutes % 30 == 0 => 30,
            minutes if minutes >= 60 && minutes % 5 == 0 => 5,
            _ => 1,
        }
    }

    fn times(self, count: u64) -> String {
        format!("{}m", self.minutes * count)
    }

    /// When a window begins at the end of a gap.
    fn after_gap(self) -> String {
        format!("{}m", END_OF_GAP + self.minutes)
    }

    fn quarter(self) -> String {
        format!("{}s", self.minutes * 15)
    }

    /// How many scrapes fall on two thirds of the window, such that none falls on the end of three windows and the last
    /// one before is not stale. The number is odd.
    fn uneven_scrapes(self) -> u64 {
        (self.minutes / 12) | 1
    }
}

/// The last minute that is scraped before a gap. At [`Window::after_gap`] the window begins 6 minutes later.
const BEFORE_GAP: u64 = 24;
/// The same, before a gap that is too long: 11 minutes.
const LONG_BEFORE_GAP: u64 = 19;
/// The minute in which the first sample after a gap is.
const END_OF_GAP: u64 = 30;

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
/// gap of failed scrapes, and with scrapes at other times than the window begins.
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
    let quarter = window.quarter();
    let scrapes = window.uneven_scrapes();
    let uneven = match scrapes {
        1 => format!("{}s", window.minutes * 40),
        many => format!("{}ms", window.minutes * 40_000 / many),
    };
    let zeros = if scrapes == 1 { "0".to_owned() } else { format!("0x{}", scrapes - 1) };
    // More than the threshold, so that the counter falls when it restarts.
    let before = (threshold * 2).max(900_000);
    let case = |name: &str, interval: &str, values: String| {
        Case::new(format!("{name} in {}", window.text()), interval)
            .evaluated_every(window.evaluation())
            .series(series, values)
    };
    let after_gap = window.after_gap();
    let gap = |before: u64, last: u64| {
        let missing = (END_OF_GAP - last) * 4 - 1;
        format!("{before}x{} stale _x{missing} {threshold}x{}", last * 4, window.minutes * 4)
    };
    vec![
        case("the threshold", &quarter, format!("0x4 {half}x2 {threshold}x20"))
            .silent(&one)
            .fires(&two, labels, &value)
            .silent(&three),
        case("one less than the threshold", &quarter, format!("0x4 {less}x20")).silent(&two),
        case("the threshold after a restart", &quarter, format!("{before}x8 0 {threshold}x10"))
            .fires(&three, labels, &value),
        case("a restart without new events", &quarter, format!("0x5 {}x2 0x10", threshold * 2))
            .silent(&three),
        case(
            "scrapes within the window",
            &uneven,
            format!("0x{} {threshold}x{}", scrapes * 4 - 1, scrapes * 10),
        )
        .fires(&three, labels, &value),
        case(
            "the threshold around a restart",
            &quarter,
            format!("0x8 {half} 0 {}x10", threshold - half),
        )
        .fires(&three, labels, &value),
        case(
            "a restart before the window",
            &uneven,
            format!("{before}x{} {zeros} {threshold}x{}", scrapes * 3 - 1, scrapes * 10),
        )
        .fires(&three, labels, &value),
        case("the threshold after failed scrapes", "15s", gap(0, BEFORE_GAP))
            .fires(&after_gap, labels, &value),
        case("a restart during failed scrapes", "15s", gap(before, BEFORE_GAP))
            .fires(&after_gap, labels, &value),
        case("failed scrapes for too long", "15s", gap(0, LONG_BEFORE_GAP)).silent(&after_gap),
        case("a restart during failed scrapes for too long", "15s", gap(before, LONG_BEFORE_GAP))
            .silent(&after_gap),
    ]
}
