//! A request, from the first look at it until its response is sent.

use std::sync::Arc;

use super::{Edge, Exchange, RequestSpan};
use crate::Registry;

/// A request in flight.
pub(crate) struct InFlight<C: Registry> {
    pub(crate) edge: Arc<Edge<C>>,
    pub(crate) exchange: Exchange,
    pub(crate) span: RequestSpan,
}
