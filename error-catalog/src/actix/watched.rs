//! Bodies of actix that are still being sent when their response is finished.

use core::error::Error;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::io;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::error::{Error as ActixError, PayloadError};
use actix_web::web::Bytes;

use super::convert::status_from;
use crate::causes::links;
use crate::edge::{Edge, InFlight, RequestSpan, WatchedBody};
use crate::line::raw;
use crate::panics;
use crate::{Failure, Registry};

/// The mark of a response whose body an inner middleware watches.
struct Watched;

/// A body of the app: its bytes if they are all there, else the body, whose `Drop` may panic.
pub(super) enum Guarded<B> {
    Bytes(Bytes),
    Body(Option<B>),
}

impl<B> Drop for Guarded<B> {
    fn drop(&mut self) {
        if let Self::Body(body) = self {
            panics::drop_safely(body.take());
        }
    }
}

/// Takes the body of a response out of the reach of its panics, unless it panics at once.
pub(super) fn guard<B: MessageBody>(
    response: HttpResponse<B>,
) -> Result<HttpResponse<Guarded<B>>, String> {
    let (head, body) = response.into_parts();
    let body = match panics::catch(|| body.try_into_bytes())? {
        Ok(bytes) => Guarded::Bytes(bytes),
        Err(body) => Guarded::Body(Some(body)),
    };
    Ok(head.set_body(body))
}

/// Watches the body of a response of the app, unless its bytes are all there already.
pub(super) fn watch<C: Registry + 'static, B: MessageBody + 'static>(
    response: HttpResponse<EitherBody<Guarded<B>>>,
    begun: &InFlight<C>,
) -> HttpResponse<EitherBody<B>> {
    let is_within = response.extensions().contains::<Watched>();
    let status = status_from(response.status());
    let mut is_watched = false;
    let mut response = response.map_body(|_, body| match body {
        EitherBody::Left { mut body } => match &mut body {
            Guarded::Bytes(bytes) => EitherBody::right(BoxBody::new(core::mem::take(bytes))),
            Guarded::Body(body) => match body.take() {
                // An inner middleware watches it.
                Some(body) if is_within => EitherBody::left(body),
                Some(body) => {
                    is_watched = true;
                    let begun = InFlight {
                        edge: Arc::clone(&begun.edge),
                        exchange: begun.exchange.clone(),
                        span: RequestSpan::open(&begun.exchange),
                    };
                    let watched = WatchedBody::new(begun, status, Box::pin(body));
                    EitherBody::right(BoxBody::new(Watching(watched)))
                }
                None => EitherBody::right(BoxBody::new(())),
            },
        },
        EitherBody::Right { body } => EitherBody::right(body),
    });
    if is_watched {
        response.extensions_mut().insert(Watched);
    }
    response
}

struct Watching<C: Registry, B>(WatchedBody<C, Pin<Box<B>>>);

impl<C: Registry + 'static, B: MessageBody> MessageBody for Watching<C, B> {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        // A body that cannot give its size is sent all the same.
        let size = |inner: &Pin<Box<B>>| panics::catch(|| inner.size()).unwrap_or(BodySize::Stream);
        self.0.inner().map_or(BodySize::Stream, size)
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, io::Error>>> {
        let polled = self.0.poll(
            |inner| inner.as_mut().poll_next(cx),
            |edge, error: B::Error| failure(edge, &*error.into()),
        );
        polled.map_err(io::Error::other)
    }
}

/// The failure of a body. Errors of actix may be kept to one thread: their text goes to the log.
fn failure<C: Registry>(edge: &Edge<C>, error: &(dyn Error + 'static)) -> Failure<C> {
    let text = raw(&error).0.into();
    if links(error).any(is_of_connection) {
        edge.broken_connection(text)
    } else {
        edge.broken_body(text)
    }
}

/// Whether an error is actix's about a body that it receives: a handler that sends back what it receives fails with it when the
/// client breaks off, which is no alarm.
fn is_of_connection(error: &(dyn Error + 'static)) -> bool {
    let within = || error.downcast_ref::<ActixError>()?.as_error::<PayloadError>();
    error.is::<PayloadError>() || within().is_some()
}
