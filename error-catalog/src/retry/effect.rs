//! Whether a failed operation may have had an effect.

use catalog_specs_core::Grpc;

use crate::foreign::{self, Effect};
use crate::{Catalogued, Class, panics};

/// The effect of the operation that failed with an error: by its foreign cause, else by its code.
pub(super) fn effect(error: &dyn Catalogued) -> Effect {
    let cause = || panics::catch(|| error.source()).ok().flatten().and_then(foreign::find);
    if let Some(known) = error.catalog_foreign().or_else(cause) {
        return known.effect();
    }
    let entry = error.catalog_row();
    let is_timeout = entry.status().as_u16() == 504
        || entry.error_type() == Some("TIMEOUT")
        || entry.grpc() == Grpc::DeadlineExceeded;
    // As in the tables: behind a gateway, the connection was lost.
    let is_lost = entry.status().as_u16() == 502 || entry.class() == Class::Network;
    // A 408 is about a request that did not arrive.
    if (is_timeout || is_lost) && entry.status().is_server_error() {
        Effect::Unknown
    } else {
        Effect::NotDone
    }
}
