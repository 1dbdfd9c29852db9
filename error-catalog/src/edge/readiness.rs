//! Readiness of the service beneath a layer.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::task::Poll;

use super::Edge;
use crate::panics;
use crate::{Failure, Registry};

/// Keeps the error of a service that did not become ready, so that the next request is answered with it.
pub struct Readiness<C: Registry>(Option<Failure<C>>);

impl<C: Registry> Default for Readiness<C> {
    fn default() -> Self {
        Self(None)
    }
}

impl<C: Registry> fmt::Debug for Readiness<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readiness").field("has_failed", &self.0.is_some()).finish()
    }
}

impl<C: Registry> Readiness<C> {
    /// Nothing has failed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Polls the service beneath by `poll_ready`, unless it has failed before. The layer itself never fails to get ready.
    pub fn poll<E: Into<Box<dyn Error + Send + Sync>>>(
        &mut self,
        edge: &Edge<C>,
        ask: impl FnOnce() -> Poll<Result<(), E>>,
    ) -> Poll<Result<(), Infallible>> {
        if self.0.is_none() {
            match panics::catch(ask) {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(Ok(()))) => {}
                Ok(Poll::Ready(Err(error))) => self.0 = Some(edge.returned(error.into())),
                Err(panicked) => self.0 = Some(Failure::unexpected(panicked)),
            }
        }
        Poll::Ready(Ok(()))
    }

    /// The failure to answer the next request with, once.
    pub fn take(&mut self) -> Option<Failure<C>> {
        self.0.take()
    }
}
