//! Whether, how often and how fast a caller may try again.

use core::time::Duration;

/// The retry advice of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Retry {
    /// Trying again cannot help.
    Never,
    /// Three tries with exponential back-off: 1 s, 2 s, 4 s.
    Network,
    /// Two tries, 2 s apart.
    Transient,
    /// A policy of the code's own.
    Custom(Backoff),
}

/// How often to try again and how long to wait in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Backoff {
    /// How many tries after the first.
    pub max: u32,
    /// The wait before the first of them.
    pub base: Duration,
    /// What each wait is multiplied by to give the next.
    pub factor: u32,
}

impl Retry {
    /// The words an attribute accepts, `retry(…)` aside.
    pub const WORDS: &'static [&'static str] = &["never", "network", "transient"];

    /// Reads one of the named policies.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "never" => Some(Self::Never),
            "network" => Some(Self::Network),
            "transient" => Some(Self::Transient),
            _ => None,
        }
    }

    /// The word, or `custom`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Network => "network",
            Self::Transient => "transient",
            Self::Custom(_) => "custom",
        }
    }

    /// Whether trying again can help at all.
    pub const fn is_retryable(self) -> bool {
        !matches!(self, Self::Never)
    }

    /// The waits behind the advice; `None` for [`Retry::Never`].
    pub const fn backoff(self) -> Option<Backoff> {
        match self {
            Self::Never => None,
            Self::Network => Some(Backoff { max: 3, base: Duration::from_secs(1), factor: 2 }),
            Self::Transient => Some(Backoff { max: 2, base: Duration::from_secs(2), factor: 1 }),
            Self::Custom(backoff) => Some(backoff),
        }
    }
}

impl Backoff {
    /// The wait before try `attempt`, counted from 0; `None` once they are used up.
    pub fn delay(self, attempt: u32) -> Option<Duration> {
        if attempt >= self.max {
            return None;
        }
        Some(self.base.saturating_mul(self.factor.saturating_pow(attempt)))
    }
}

/// Reads a length of time as people write it: `500ms`, `2s`, `1m`.
pub fn parse_duration(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(digits)?;
    let number: u64 = number.parse().ok()?;
    match unit {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs),
        "h" => number.checked_mul(3600).map(Duration::from_secs),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_policy_waits_one_two_and_four_seconds() {
        let backoff = Retry::Network.backoff().unwrap();
        let waits: Vec<_> = (0..4).map(|n| backoff.delay(n).map(|d| d.as_secs())).collect();
        assert_eq!(waits, [Some(1), Some(2), Some(4), None]);
    }

    #[test]
    fn durations_read_as_written() {
        assert_eq!(parse_duration("500ms"), Some(Duration::from_millis(500)));
        assert_eq!(parse_duration("1m"), Some(Duration::from_secs(60)));
        for bad in ["", "s", "10", "1 s", "-1s", "1d", "99999999999999999999s"] {
            assert_eq!(parse_duration(bad), None, "{bad}");
        }
    }
}
