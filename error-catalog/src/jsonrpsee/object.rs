//! From failures to error objects.

use jsonrpsee_types::ErrorObjectOwned;
use serde_json::{Map, Value};

use crate::edge::Members;
use crate::registry::CodeSet;
use crate::{Envelope, Failure};

/// The object of what a client receives of a failure.
pub(super) fn object(members: Members) -> ErrorObjectOwned {
    let mut data = Map::new();
    data.insert("code".to_owned(), members.entry.code().into());
    let further = [
        ("details", members.details),
        ("trace_id", members.trace_id.map(Value::from)),
        // As the header has it: whole seconds, and never too early.
        (
            "retry_after",
            members
                .retry_after
                .map(|wait| Value::from(wait.as_secs() + u64::from(wait.subsec_nanos() > 0))),
        ),
    ];
    for (name, value) in further {
        if let Some(value) = value {
            data.insert(name.to_owned(), value);
        }
    }
    ErrorObjectOwned::owned(members.entry.jsonrpc(), members.message, Some(data))
}

/// The error object of an envelope, with the trace id and in the locale that it was given.
impl From<Envelope<'_>> for ErrorObjectOwned {
    fn from(envelope: Envelope<'_>) -> Self {
        object(Members::from_envelope(envelope))
    }
}

/// The error object of a failure in the default locale. It is not reported: [`CatalogRpc`](super::CatalogRpc) does that.
impl<C: CodeSet> From<Failure<C>> for ErrorObjectOwned {
    fn from(failure: Failure<C>) -> Self {
        failure.envelope().into()
    }
}
