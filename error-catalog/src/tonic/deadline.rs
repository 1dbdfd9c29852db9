//! The time a client gives a request.

use core::fmt;
use core::time::Duration;

use http::HeaderMap;

/// The error of a request that took longer. Its `Debug` is that of every timeout, by which the edge knows it.
#[derive(Debug)]
pub(super) struct Elapsed(());

impl Elapsed {
    pub(super) fn new() -> Self {
        Self(())
    }
}

/// How long a request may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Allowed {
    /// Until its response begins: the shorter of what the client gives and what the service allows.
    pub(super) head: Option<Duration>,
    /// Until its response ends: what the client gives. A stream may last longer than the service allows for a head.
    pub(super) whole: Option<Duration>,
}

/// How long a request may take, by its headers and the setting of the service.
pub(super) fn allowed(headers: &HeaderMap, service: Option<Duration>) -> Allowed {
    let client = headers.get("grpc-timeout").and_then(|value| parse(value.as_bytes()));
    let head = match (client, service) {
        (Some(client), Some(service)) => Some(client.min(service)),
        (client, service) => client.or(service),
    };
    Allowed { head, whole: client }
}

/// Reads a `grpc-timeout`: at most eight digits and a unit.
fn parse(value: &[u8]) -> Option<Duration> {
    let (unit, digits) = value.split_last()?;
    if digits.is_empty() || digits.len() > 8 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number: u64 = core::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(match unit {
        b'H' => Duration::from_secs(number * 60 * 60),
        b'M' => Duration::from_secs(number * 60),
        b'S' => Duration::from_secs(number),
        b'm' => Duration::from_millis(number),
        b'u' => Duration::from_micros(number),
        b'n' => Duration::from_nanos(number),
        _ => return None,
    })
}

impl core::error::Error for Elapsed {}

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let () = self.0;
        f.write_str("the deadline of the request is over")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_is_digits_and_a_unit() {
        assert_eq!(parse(b"250m"), Some(Duration::from_millis(250)));
        assert_eq!(parse(b"99999999H"), Some(Duration::from_secs(99_999_999 * 3600)));
        assert_eq!(parse(b"1u"), Some(Duration::from_micros(1)));
        for bad in [&b""[..], b"m", b"5", b"-1S", b"+1S", b"1.5S", b"123456789S", b"1s", b"\xFFS"] {
            assert_eq!(parse(bad), None, "{}", String::from_utf8_lossy(bad));
        }
    }

    #[test]
    fn the_shorter_one_holds() {
        let mut headers = HeaderMap::new();
        let second = Duration::from_secs(1);
        assert_eq!(allowed(&headers, None), Allowed::default());
        assert_eq!(allowed(&headers, Some(second)), Allowed { head: Some(second), whole: None });
        let client = Some(2 * second);
        headers.insert("grpc-timeout", "2S".parse().unwrap());
        assert_eq!(allowed(&headers, Some(second)), Allowed { head: Some(second), whole: client });
        assert_eq!(allowed(&headers, None), Allowed { head: client, whole: client });
    }
}
