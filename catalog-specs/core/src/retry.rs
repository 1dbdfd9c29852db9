//! Retry policies.

use core::time::Duration;

/// The retry policy of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// Not retryable.
    Never,
    /// Three tries with exponential back-off: 1 s, 2 s, 4 s.
    Network,
    /// Two tries, 2 s apart.
    Transient,
    /// Fail fast: the dependency is down, and trying again at once only adds load. A client may try later.
    Unavailable,
    /// A declared policy.
    Custom(Backoff),
}

/// The number of retries and the delays between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Backoff {
    /// The number of retries.
    pub max: u32,
    /// The delay before the first retry.
    pub base: Duration,
    /// The factor from each delay to the next.
    pub factor: u32,
    /// Whether the operation may run twice, so that it is retried even if the outcome of a try is unknown.
    pub idempotent: bool,
}

impl Retry {
    /// The named policies.
    pub const WORDS: &'static [&'static str] = &["never", "network", "transient", "unavailable"];

    /// Parses a named policy.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "never" => Some(Self::Never),
            "network" => Some(Self::Network),
            "transient" => Some(Self::Transient),
            "unavailable" => Some(Self::Unavailable),
            _ => None,
        }
    }

    /// The word, or `custom`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Network => "network",
            Self::Transient => "transient",
            Self::Unavailable => "unavailable",
            Self::Custom(_) => "custom",
        }
    }

    /// Whether retrying at once can help.
    pub const fn is_retryable(self) -> bool {
        !matches!(self, Self::Never | Self::Unavailable)
    }

    /// Whether a client may try again, at once or later.
    pub const fn may_pass(self) -> bool {
        !matches!(self, Self::Never)
    }

    /// The delays; `None` unless it [is retryable](Self::is_retryable).
    pub const fn backoff(self) -> Option<Backoff> {
        match self {
            Self::Never | Self::Unavailable => None,
            Self::Network => Some(Backoff::new(3, Duration::from_secs(1), 2)),
            Self::Transient => Some(Backoff::new(2, Duration::from_secs(2), 1)),
            Self::Custom(backoff) => Some(backoff),
        }
    }

    /// The wait before each try after the first; none if a retry cannot help.
    ///
    /// ```
    /// use catalog_specs_core::Retry;
    /// let seconds: Vec<_> = Retry::Network.delays().map(|wait| wait.as_secs()).collect();
    /// assert_eq!(seconds, [1, 2, 4]);
    /// assert_eq!(Retry::Unavailable.delays().next(), None);
    /// ```
    pub fn delays(self) -> impl Iterator<Item = Duration> {
        let policy = self.backoff();
        (0..).map_while(move |attempt| policy?.delay(attempt))
    }
}

impl Backoff {
    /// A policy for operations that must not run twice.
    pub const fn new(max: u32, base: Duration, factor: u32) -> Self {
        Self { max, base, factor, idempotent: false }
    }

    /// The delay before retry `attempt`, counted from 0; `None` after the last one.
    pub fn delay(self, attempt: u32) -> Option<Duration> {
        if attempt >= self.max {
            return None;
        }
        Some(self.base.saturating_mul(self.factor.saturating_pow(attempt)))
    }
}

/// Parses a duration: `500ms`, `2s`, `1m`, `1h`.
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

/// The duration that a text may mean: `30 seconds`, `1h30m`, `PT30S`, `500`.
pub fn guess_duration(text: &str) -> Option<Duration> {
    let text = text.trim().to_ascii_lowercase();
    let mut rest = text.strip_prefix("pt").unwrap_or(&text);
    let mut whole = Duration::ZERO;
    while !rest.is_empty() {
        let number = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '_'));
        let (number, after) = rest.split_at_checked(number.unwrap_or(rest.len()))?;
        let number: f64 = number.replace('_', "").parse().ok()?;
        let after = after.trim_start();
        let unit = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at_checked(unit)?;
        let unit = match unit {
            "ms" | "msec" | "msecs" | "millis" | "millisecond" | "milliseconds" => 0.001,
            "" | "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
            "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
            "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
            "d" | "day" | "days" => 86400.0,
            _ => return None,
        };
        whole = whole.checked_add(Duration::try_from_secs_f64(number * unit).ok()?)?;
        rest = after.trim_start();
    }
    Some(Duration::from_millis(u64::try_from(whole.as_millis()).ok()?)).filter(|d| !d.is_zero())
}

/// A duration as attributes have it: `30`, or `"500ms"`.
pub fn write_duration(duration: Duration) -> String {
    match duration.subsec_millis() {
        0 => duration.as_secs().to_string(),
        _ => format!("\"{}ms\"", duration.as_millis()),
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
    fn durations_are_guessed_and_can_be_read_again() {
        for (text, expected) in [
            ("30 s", Some("30")),
            ("30 seconds", Some("30")),
            ("PT30S", Some("30")),
            ("1h30m", Some("5400")),
            ("2 minutes", Some("120")),
            ("1d", Some("86400")),
            ("500 ms", Some("\"500ms\"")),
            ("30.5", Some("\"30500ms\"")),
            ("30_000ms", Some("30")),
            ("0s", None),
            ("half", None),
            ("", None),
            ("s", None),
            ("1e400s", None),
            ("99999999999999999999999999999999s", None),
        ] {
            assert_eq!(guess_duration(text).map(write_duration).as_deref(), expected, "{text}");
        }
        assert_eq!(parse_duration("30500ms"), Some(Duration::from_millis(30_500)));
    }

    #[test]
    fn durations_are_parsed() {
        assert_eq!(parse_duration("500ms"), Some(Duration::from_millis(500)));
        assert_eq!(parse_duration("1m"), Some(Duration::from_secs(60)));
        for bad in ["", "s", "10", "1 s", "-1s", "1d", "99999999999999999999s"] {
            assert_eq!(parse_duration(bad), None, "{bad}");
        }
    }
}
