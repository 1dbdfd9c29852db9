//! The id of a request: taken from its headers where they hold one that can be trusted to be an id,
//! made where they do not.

use core::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use crate::mask::{DEFAULT_MASK, Mask};

/// The id of one request: 1 to 128 characters of `A-Z a-z 0-9 . _ : -`, so that it is safe in a header, a body and a log
/// line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TraceId(Box<str>);

/// Longer than any id in use, short enough for a log.
const LONGEST: usize = 128;

impl TraceId {
    /// A new id: 128 random bits, as W3C trace context writes them.
    pub fn new() -> Self {
        let bits = u128::from(random() | 1) << 64 | u128::from(random());
        let id = hex(bits.to_be_bytes());
        Self(core::str::from_utf8(&id).unwrap_or_default().into())
    }

    /// The id of a request by its headers: of W3C `traceparent`, else that of the current trace (feature `otel`), else
    /// `x-request-id`, else a new one.
    pub fn from_headers<'h>(header: impl Fn(&'static str) -> Option<&'h [u8]>) -> Self {
        Self::chosen(header("traceparent"), || header("x-request-id"), &DEFAULT_MASK).0
    }

    /// The same, by the values of the two headers, and whether the client has chosen it. An `x-request-id` that would be masked is
    /// not used: it would be sent back and passed on.
    #[inline]
    pub(crate) fn chosen<'h>(
        parent: Option<&'h [u8]>,
        of_client: impl FnOnce() -> Option<&'h [u8]>,
        mask: &Mask,
    ) -> (Self, bool) {
        if let Some(id) = parent.and_then(Self::from_traceparent) {
            return (id, true);
        }
        if let Some(id) = Self::from_current_span() {
            return (id, false);
        }
        match of_client().and_then(|id| Self::parse_clean(id, mask)) {
            Some(id) => (id, true),
            None => (Self::new(), false),
        }
    }

    /// The id of the current trace of OpenTelemetry, if there is one.
    #[cfg(feature = "otel")]
    pub(crate) fn from_current_span() -> Option<Self> {
        use opentelemetry::Context;
        use opentelemetry::trace::TraceContextExt as _;

        // The SDK is user code.
        let id = crate::panics::catch(|| {
            let context = Context::current();
            let span = context.span().span_context().clone();
            span.is_valid().then(|| span.trace_id().to_string())
        });
        id.ok().flatten().and_then(|id| Self::read(id.as_bytes()))
    }

    #[cfg(not(feature = "otel"))]
    fn from_current_span() -> Option<Self> {
        None
    }

    /// Reads an id from a header; `None` if it is not valid, or is a secret that the log would mask.
    ///
    /// ```
    /// use error_catalog::edge::TraceId;
    ///
    /// assert_eq!(TraceId::parse(b"req-7").unwrap().as_str(), "req-7");
    /// assert!(TraceId::parse(b"two words").is_none());
    /// ```
    pub fn parse(id: &[u8]) -> Option<Self> {
        Self::parse_clean(id, &DEFAULT_MASK)
    }

    #[inline]
    fn parse_clean(id: &[u8], mask: &Mask) -> Option<Self> {
        Self::read(id).filter(|id| mask.is_clean_id(id.as_str()))
    }

    fn read(id: &[u8]) -> Option<Self> {
        let is_sound = |byte: &u8| byte.is_ascii_alphanumeric() || b"._:-".contains(byte);
        if id.is_empty() || id.len() > LONGEST || !id.iter().all(is_sound) {
            return None;
        }
        core::str::from_utf8(id).ok().map(|id| Self(id.into()))
    }

    /// Reads the trace id of a W3C `traceparent`: `00-<trace id>-<parent id>-<flags>`.
    pub fn from_traceparent(value: &[u8]) -> Option<Self> {
        let mut parts = value.split(|byte| *byte == b'-');
        let (version, id, parent, flags) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let is_hex = |part: &[u8], length| {
            part.len() == length && part.iter().all(|byte| b"0123456789abcdef".contains(byte))
        };
        let is_known = version != b"ff" && (version != b"00" || parts.next().is_none());
        let is_sound =
            is_hex(version, 2) && is_hex(id, 32) && is_hex(parent, 16) && is_hex(flags, 2);
        let is_present = |part: &[u8]| part.iter().any(|byte| *byte != b'0');
        (is_known && is_sound && is_present(id) && is_present(parent))
            .then(|| Self::read(id))
            .flatten()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Random bits: the keys of the standard library's hashers are random, and differ from call to call.
#[inline(never)]
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Bytes as hexadecimal digits. By hand, because every request has some, and to format is five times as dear.
#[inline]
pub(crate) fn hex(bytes: [u8; 16]) -> [u8; 32] {
    let mut text = [0; 32];
    for (digits, byte) in text.chunks_exact_mut(2).zip(bytes) {
        digits.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
    }
    text
}

/// A hexadecimal digit.
fn digit(value: u8) -> u8 {
    match value {
        0..=9 => b'0' + value,
        _ => b'a' + value - 10,
    }
}

/// A new id.
impl Default for TraceId {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARENT: &[u8] = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const ID: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    fn read(value: &[u8]) -> Option<String> {
        TraceId::from_traceparent(value).map(|id| id.to_string())
    }

    #[test]
    fn the_parent_of_a_trace_gives_its_id() {
        assert_eq!(read(PARENT).as_deref(), Some(ID));
        // A later version may say more behind what is known.
        assert_eq!(
            read(b"01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more").as_deref(),
            Some(ID)
        );
    }

    #[test]
    fn an_invalid_traceparent_is_refused() {
        for bad in [
            &b""[..],
            b"00",
            b"00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            b"ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            b"00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            b"00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            b"00-4bf92f3577b34da6a3ce929d0e0e473\r-00f067aa0ba902b7-01",
            b"\xff\xfe",
        ] {
            assert_eq!(read(bad), None, "{}", String::from_utf8_lossy(bad));
        }
    }

    #[test]
    fn a_request_id_of_a_client_may_only_be_an_id() {
        assert!(TraceId::parse(b"req-42_a.b:c").is_some());
        assert!(TraceId::parse(&[b'a'; LONGEST]).is_some());
        for bad in [
            &b""[..],
            b"a b",
            b"a\r\nx: y",
            b"<script>",
            "日本".as_bytes(),
            b"\xff",
            b"a\"b",
            &[b'a'; LONGEST + 1],
            // Secrets, which must be neither in a response nor in a log.
            b"4111111111111111",
            b"AKIAIOSFODNN7EXAMPLE",
            b"token:abc123def",
            b"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def-123",
        ] {
            assert_eq!(TraceId::parse(bad), None);
        }
    }

    #[test]
    fn the_parent_goes_before_the_request_id_and_a_broken_one_does_not() {
        let of = |parent: &'static [u8]| {
            TraceId::from_headers(move |name| {
                Some(if name == "traceparent" { parent } else { b"own-id" })
            })
        };
        assert_eq!(of(PARENT).as_str(), ID);
        assert_eq!(of(b"garbage").as_str(), "own-id");
    }

    #[test]
    fn new_ids_differ_and_could_be_of_a_parent() {
        let ids: std::collections::HashSet<_> = (0..10_000).map(|_| TraceId::new()).collect();
        assert_eq!(ids.len(), 10_000);
        for id in ids.iter().take(100) {
            let parent = format!("00-{id}-00f067aa0ba902b7-01");
            assert_eq!(read(parent.as_bytes()).as_deref(), Some(id.as_str()));
        }
    }
}
