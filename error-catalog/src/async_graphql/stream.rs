//! Watches the stream of a subscription: each response is finished, and a panic ends the stream with an error.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use async_graphql::Response;
use async_graphql::futures_util::stream::{BoxStream, Stream};

use super::finish::{Begun, response_of};
use crate::edge::Edge;
use crate::panics;
use crate::{Failure, Registry};

/// A stream of responses whose errors have codes.
pub(super) struct Watched<'s, C: Registry> {
    begun: Arc<Begun<C>>,
    /// Absent once it has panicked.
    stream: Option<BoxStream<'s, Response>>,
}

impl<'s, C: Registry> Watched<'s, C> {
    pub(super) fn new(begun: Arc<Begun<C>>, stream: BoxStream<'s, Response>) -> Self {
        Self { begun, stream: Some(stream) }
    }
}

impl<C: Registry> Stream for Watched<'_, C> {
    type Item = Response;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Response>> {
        let this = self.get_mut();
        let Some(stream) = &mut this.stream else { return Poll::Ready(None) };
        let polled: Result<_, Failure<C>> = Edge::catch(|| stream.as_mut().poll_next(cx));
        let mut response = match polled {
            Ok(polled) => match ready!(polled) {
                Some(response) => response,
                None => return Poll::Ready(None),
            },
            Err(panicked) => {
                panics::drop_safely(this.stream.take());
                response_of(panicked)
            }
        };
        this.begun.finish(&mut response);
        Poll::Ready(Some(response))
    }
}
