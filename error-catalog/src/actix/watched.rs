//! Bodies that are still being sent when their response is finished: one that fails or panics is reported.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::web::Bytes;
use http::StatusCode;

use super::convert::status_from;
use super::in_flight::InFlight;
use crate::edge::RequestSpan;
use crate::panics;
use crate::{Failure, Registry};

/// The mark of a response whose body an inner middleware watches.
struct Watched;

/// Watches the body of a response of the app, unless its bytes are all there already.
pub(super) fn watch<C: Registry + 'static, B: MessageBody + 'static>(
    response: HttpResponse<EitherBody<B>>,
    begun: &InFlight<C>,
) -> HttpResponse<EitherBody<B>> {
    if response.extensions().contains::<Watched>() {
        return response;
    }
    let status = status_from(response.status());
    let mut is_watched = false;
    let mut response = response.map_body(|_, body| match body {
        EitherBody::Left { body } => match body.try_into_bytes() {
            Ok(bytes) => EitherBody::right(BoxBody::new(bytes)),
            Err(body) => {
                is_watched = true;
                let begun = InFlight {
                    edge: Arc::clone(&begun.edge),
                    exchange: begun.exchange.clone(),
                    span: RequestSpan::open(&begun.exchange),
                };
                let inner = Some(Box::pin(body));
                EitherBody::right(BoxBody::new(WatchedBody { begun, status, inner }))
            }
        },
        EitherBody::Right { body } => EitherBody::right(body),
    });
    if is_watched {
        response.extensions_mut().insert(Watched);
    }
    response
}

struct WatchedBody<C: Registry, B> {
    begun: InFlight<C>,
    /// The status that was sent.
    status: StatusCode,
    /// Gone once it has failed.
    inner: Option<Pin<Box<B>>>,
}

impl<C: Registry + 'static, B: MessageBody> MessageBody for WatchedBody<C, B> {
    type Error = std::io::Error;

    fn size(&self) -> BodySize {
        self.inner.as_ref().map_or(BodySize::Stream, MessageBody::size)
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, std::io::Error>>> {
        let this = &mut *self;
        let Some(inner) = &mut this.inner else { return Poll::Ready(None) };
        let InFlight { edge, exchange, span } = &this.begun;
        let failure = match span.within(|| panics::catch(|| inner.as_mut().poll_next(cx))) {
            Ok(Poll::Ready(Some(Err(error)))) => {
                // Errors of actix may be kept to one thread: their text goes to the log.
                let error: Box<dyn std::error::Error> = error.into();
                edge.broken_body(crate::line::raw(&error).0.into())
            }
            Ok(Poll::Ready(Some(Ok(bytes)))) => return Poll::Ready(Some(Ok(bytes))),
            Ok(Poll::Ready(None)) => return Poll::Ready(None),
            Ok(Poll::Pending) => return Poll::Pending,
            Err(panicked) => Failure::unexpected(panicked),
        };
        span.within(|| edge.report(exchange, &*failure, this.status));
        panics::drop_safely(failure);
        panics::drop_safely(this.inner.take());
        // What the client received is cut off, so that it does not take it for the whole.
        Poll::Ready(Some(Err(std::io::Error::other("the body of the response broke off"))))
    }
}

impl<C: Registry, B> Drop for WatchedBody<C, B> {
    fn drop(&mut self) {
        // The client may have gone: the stream of a handler is dropped, and may panic.
        let Self { begun, inner, .. } = self;
        begun.span.within(|| panics::drop_safely(inner.take()));
    }
}
