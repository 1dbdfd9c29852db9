//! Bodies as the documents print them.

use error_catalog::Envelope;

/// A body as the documents print it.
pub(crate) fn printed(envelope: &Envelope<'_>) -> String {
    serde_json::to_string_pretty(envelope).unwrap()
}

pub(crate) fn compact(json: &str) -> String {
    json.lines().map(str::trim_start).collect::<String>().replace("\": ", "\":")
}

/// The body in every way it can be had.
pub(crate) fn assert_body(envelope: &Envelope<'_>, expected: &str) {
    assert_eq!(printed(envelope), expected);
    assert_eq!(envelope.to_json(), compact(expected));
}
