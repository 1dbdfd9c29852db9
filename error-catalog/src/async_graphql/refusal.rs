//! The errors that GraphQL makes of a query: it cannot be parsed, does not fit the schema, exceeds a limit, or has input that
//! cannot be read.

use async_graphql::ServerError;
use http::StatusCode;

use super::found::Found;
use crate::edge::{Edge, redact_by};
use crate::{Failure, Registry};

/// How async-graphql begins the texts about a query after it was validated. It has no types for them.
const REFUSALS: [&str; 5] = [
    "Failed to parse \"",
    "Invalid value for argument ",
    "Operation name required in request.",
    "Subscriptions are not supported on this transport.",
    "Unknown operation named ",
];

/// Classifies an error without a source: a refusal of the query, or an error that was made by hand. The text of either goes to
/// the log only.
pub(super) fn classify<C: Registry>(
    error: &ServerError,
    is_refused: bool,
    edge: &Edge<C>,
) -> Found<C> {
    let text = &error.message;
    if is_refused || REFUSALS.iter().any(|begins| text.starts_with(begins)) {
        let rules = edge.rules();
        let entry = rules.entry_or_internal(StatusCode::BAD_REQUEST);
        // It may quote what the client sent.
        let text = redact_by(text, true, rules.mask()).unwrap_or_default();
        return Found::Refusal(Failure::of_entry(entry, text.into()));
    }
    Found::Failure(Failure::unexpected(text.as_str()), None)
}
