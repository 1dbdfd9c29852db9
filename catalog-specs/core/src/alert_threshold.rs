//! When a code alerts: `alert(threshold = 50, window = "10m", page)`.

use core::fmt;
use core::time::Duration;

use crate::retry::parse_duration;

/// How often a code may occur within a window before an alert is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AlertThreshold {
    /// The number of occurrences that sends the alert.
    pub threshold: u32,
    /// The window they are counted in: whole minutes, at most a day.
    pub window: Duration,
    /// Whether the alert calls the person on duty. It is a ticket otherwise.
    pub page: bool,
}

impl AlertThreshold {
    /// The window where none is declared.
    pub const DEFAULT_WINDOW: Duration = Duration::from_secs(5 * 60);

    /// The numbers of occurrences that can be declared.
    pub const THRESHOLD: &'static str = "a whole number from 1 to 1000000";

    /// The windows that can be declared.
    pub const WINDOW: &'static str = "whole minutes of at most a day, such as \"10m\"";

    /// Whether a number of occurrences can be counted to.
    pub const fn is_threshold(threshold: u32) -> bool {
        threshold >= 1 && threshold <= 1_000_000
    }

    /// Whether occurrences can be counted in a window: the rules are evaluated every minute.
    pub const fn is_window(window: Duration) -> bool {
        let seconds = window.as_secs();
        window.subsec_nanos() == 0 && seconds > 0 && seconds % 60 == 0 && seconds <= 24 * 60 * 60
    }

    /// The window as attributes and files have it: `10m`, or `2h`.
    pub fn window_text(&self) -> String {
        let minutes = self.minutes();
        if minutes % 60 == 0 { format!("{}h", minutes / 60) } else { format!("{minutes}m") }
    }

    /// The minutes of the window.
    pub const fn minutes(&self) -> u64 {
        self.window.as_secs() / 60
    }

    /// Reads the form of [`Display`](fmt::Display), and no other.
    pub fn parse(text: &str) -> Option<Self> {
        let (threshold, rest) = text.split_once(" in ")?;
        let (window, page) = match rest.split_once(", ") {
            Some((window, "page")) => (window, true),
            Some(_) => return None,
            None => (rest, false),
        };
        let read =
            Self { threshold: threshold.parse().ok()?, window: parse_duration(window)?, page };
        let is_sound = Self::is_threshold(read.threshold) && Self::is_window(read.window);
        (is_sound && read.to_string() == text).then_some(read)
    }
}

/// `50 in 10m`, or `50 in 10m, page`.
impl fmt::Display for AlertThreshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = if self.page { ", page" } else { "" };
        write!(f, "{} in {}{end}", self.threshold, self.window_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_read_back() {
        for text in ["50 in 10m", "1 in 2h, page", "1000000 in 24h"] {
            let read = AlertThreshold::parse(text);
            assert_eq!(read.map(|read| read.to_string()).as_deref(), Some(text));
        }
        for bad in [
            "0 in 5m",
            "5 in 90s",
            "5 in 60m",
            "5 in 25h",
            "5 in 5m, wake",
            "5 5m",
            "05 in 5m",
            "1000001 in 5m",
        ] {
            assert_eq!(AlertThreshold::parse(bad), None, "{bad}");
        }
    }
}
