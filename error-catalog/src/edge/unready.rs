//! A service beneath that cannot get ready.

use core::convert::Infallible;
use core::error::Error;
use core::task::Poll;

use super::Edge;
use crate::panics;
use crate::{Failure, Registry};

/// Why the service beneath could not get ready; the request that comes is answered with it.
pub(crate) struct Unready<C: Registry>(Option<Failure<C>>);

impl<C: Registry> Unready<C> {
    pub(crate) fn new() -> Self {
        Self(None)
    }

    /// Asks the service, unless it is known that it cannot. Ours is always ready: to answer for the one beneath.
    pub(crate) fn poll<E: Into<Box<dyn Error + Send + Sync>>>(
        &mut self,
        edge: &Edge<C>,
        ask: impl FnOnce() -> Poll<Result<(), E>>,
    ) -> Poll<Result<(), Infallible>> {
        if self.0.is_none() {
            match panics::catch(ask) {
                Ok(Poll::Pending) => return Poll::Pending,
                Ok(Poll::Ready(Ok(()))) => {}
                Ok(Poll::Ready(Err(error))) => self.0 = Some(edge.returned(error.into())),
                Err(panicked) => self.0 = Some(Failure::internal(panicked)),
            }
        }
        Poll::Ready(Ok(()))
    }

    pub(crate) fn take(&mut self) -> Option<Failure<C>> {
        self.0.take()
    }
}
