//! Bodies of the default dialect, which most services send: what is known at compile time is constant bytes. A test holds
//! them to what the [shape](super::write) gives.

use std::borrow::Cow;

use catalog_specs_core::Dialect;
use catalog_specs_core::dialect::{Content, DetailsForm};

use super::Parts;
use crate::json::Measured;

/// The names in the default dialect.
const NAMES: Names = match Dialect::DEFAULT.shape().members {
    [
        (
            object,
            Content::Object(
                [
                    (code, Content::Code),
                    (message, Content::Message),
                    (details, Content::Details(DetailsForm::Json)),
                    (trace_id, Content::TraceId),
                ],
            ),
        ),
    ] => Names { object, code, message, details, trace_id },
    _ => panic!("the bodies of the default dialect are written here by its shape"),
};

struct Names {
    object: &'static str,
    code: &'static str,
    message: &'static str,
    details: &'static str,
    trace_id: &'static str,
}

/// Joins constant texts.
macro_rules! join {
    ($($text:expr),+) => {{
        const TEXTS: &[&str] = &[$($text),+];
        const JOINED: [u8; length(TEXTS)] = join(TEXTS);
        JOINED
    }};
}

pub(super) const BEFORE_CODE: &[u8] = &join!("{\"", NAMES.object, "\":{\"", NAMES.code, "\":\"");
pub(super) const BEFORE_MESSAGE: &[u8] = &join!("\",\"", NAMES.message, "\":");
const BEFORE_DETAILS: &[u8] = &join!(",\"", NAMES.details, "\":");
const BEFORE_TRACE_ID: &[u8] = &join!(",\"", NAMES.trace_id, "\":\"");
const AFTER_TRACE_ID: &[u8] = b"\"}}";
/// Behind a body without a trace id.
pub(super) const END: &[u8] = b"}}";

/// What a trace id takes beside its text.
const TRACE_ID_FRAME: usize = BEFORE_TRACE_ID.len() + AFTER_TRACE_ID.len() - END.len();

/// The body: constant bytes where nothing in it is dynamic, or else in as much memory as it needs.
#[inline]
pub(super) fn body(parts: &Parts<'_>) -> Cow<'static, [u8]> {
    let Some(constant) = parts.constant_but_for_trace_id() else {
        return Cow::Owned(Dynamic::new(parts).into_vec());
    };
    let Some(id) = parts.trace_id() else { return Cow::Borrowed(constant.as_bytes()) };
    let id = Measured::new(id);
    let mut out = Vec::with_capacity(constant.len() + TRACE_ID_FRAME + id.length());
    write_with_trace_id(constant, id, &mut out);
    Cow::Owned(out)
}

/// Appends the body.
#[inline]
pub(super) fn write(parts: &Parts<'_>, out: &mut Vec<u8>) {
    match (parts.constant_but_for_trace_id(), parts.trace_id()) {
        (Some(constant), None) => out.extend_from_slice(constant.as_bytes()),
        (Some(constant), Some(id)) => {
            let id = Measured::new(id);
            out.reserve(constant.len() + TRACE_ID_FRAME + id.length());
            write_with_trace_id(constant, id, out);
        }
        (None, _) => Dynamic::new(parts).write(out),
    }
}

/// Appends a constant body and its trace id: the usual error of a service.
#[expect(clippy::inline_always, reason = "it is measured, and has two callers")]
#[inline(always)]
fn write_with_trace_id(constant: &str, id: Measured<'_>, out: &mut Vec<u8>) {
    let open = constant.as_bytes().get(..constant.len() - END.len());
    out.extend_from_slice(open.unwrap_or_default());
    write_end(Some(id), out);
}

#[inline]
fn write_end(trace_id: Option<Measured<'_>>, out: &mut Vec<u8>) {
    let Some(id) = trace_id else { return out.extend_from_slice(END) };
    out.extend_from_slice(BEFORE_TRACE_ID);
    id.escape(out);
    out.extend_from_slice(AFTER_TRACE_ID);
}

/// A body whose message or details depend on the error.
struct Dynamic<'p> {
    parts: &'p Parts<'p>,
    trace_id: Option<Measured<'p>>,
}

impl<'p> Dynamic<'p> {
    fn new(parts: &'p Parts<'p>) -> Self {
        Self { parts, trace_id: parts.trace_id().map(Measured::new) }
    }

    /// The length of the body; with details, as much as it usually has.
    fn length(&self) -> usize {
        let trace_id = self.trace_id.map_or(0, |id| TRACE_ID_FRAME + id.length());
        let frame = BEFORE_CODE.len() + BEFORE_MESSAGE.len() + END.len();
        frame + self.parts.length_of_values() + trace_id
    }

    #[inline(never)]
    fn into_vec(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.length());
        self.write(&mut out);
        out
    }

    #[inline(never)]
    fn write(&self, out: &mut Vec<u8>) {
        let parts = self.parts;
        out.reserve(self.length());
        out.extend_from_slice(BEFORE_CODE);
        // The grammar of codes has nothing to escape.
        out.extend_from_slice(parts.code().as_bytes());
        out.extend_from_slice(BEFORE_MESSAGE);
        parts.write_message_json(out);
        if !parts.has_no_details() {
            let start = out.len();
            out.extend_from_slice(BEFORE_DETAILS);
            if !parts.write_details(out) {
                out.truncate(start);
            }
        }
        write_end(self.trace_id, out);
    }
}

const fn length(texts: &[&str]) -> usize {
    let (mut rest, mut length) = (texts, 0);
    while let [text, after @ ..] = rest {
        (rest, length) = (after, length + text.len());
    }
    length
}

#[expect(clippy::indexing_slicing, reason = "it runs at compile time; iterators are not const")]
const fn join<const LENGTH: usize>(texts: &[&str]) -> [u8; LENGTH] {
    let mut joined = [0; LENGTH];
    let (mut rest, mut at) = (texts, 0);
    while let [text, after @ ..] = rest {
        let mut bytes = text.as_bytes();
        while let [byte, further @ ..] = bytes {
            joined[at] = *byte;
            (bytes, at) = (further, at + 1);
        }
        rest = after;
    }
    joined
}
