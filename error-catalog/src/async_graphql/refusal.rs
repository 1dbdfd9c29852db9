//! The errors that GraphQL makes of a query: it cannot be parsed, does not fit the schema, exceeds a limit, or has input that
//! cannot be read.

use async_graphql::ServerError;
use http::StatusCode;

use super::found::Found;
use crate::edge::{Edge, redact_by};
use crate::{Failure, Registry};

/// How async-graphql begins and ends the texts about a query after it was validated. It has no types for them.
const REFUSALS: [(&str, &str); 14] = [
    ("\"__typename\" must be an existing string.", ""),
    ("Cannot query field \"", "\"."),
    ("Entity not found.", ""),
    ("Expected input type \"", ""),
    ("Failed to parse \"", ""),
    ("Invalid value for argument ", ""),
    ("Operation name required in request.", ""),
    ("Schema is not configured for ", "."),
    ("Subscriptions are not supported on this transport.", ""),
    // Of a connection.
    ("The \"first\" parameter must be ", ""),
    ("The \"last\" parameter must be ", ""),
    ("Unknown fragment \"", "\"."),
    ("Unknown operation named ", ""),
    ("Variable ", " is not defined."),
];

/// Classifies an error without a source: a refusal of the query, or an error that was made by hand. The text of either goes to
/// the log only.
pub(super) fn classify<C: Registry>(
    error: &ServerError,
    is_refused: bool,
    edge: &Edge<C>,
) -> Found<C> {
    let text = &error.message;
    let is_known =
        || REFUSALS.iter().any(|(begins, ends)| text.starts_with(begins) && text.ends_with(ends));
    if is_refused || is_known() {
        let rules = edge.rules();
        let entry = rules.entry_or_internal(StatusCode::BAD_REQUEST);
        // It may quote what the client sent.
        let text = redact_by(text, true, rules.mask()).unwrap_or_default();
        return Found::Refusal(Failure::of_entry(entry, text.into()));
    }
    Found::Failure(Failure::unexpected(text.as_str()), None)
}
