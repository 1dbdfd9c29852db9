//! A request, from the first look at it until its response is sent.

use std::sync::Arc;

use crate::Registry;
use crate::edge::{Edge, Exchange, RequestSpan};

/// A request in flight.
pub(super) struct InFlight<C: Registry> {
    pub(super) edge: Arc<Edge<C>>,
    pub(super) exchange: Exchange,
    pub(super) span: RequestSpan,
}
