//! Bodies of axum that are still being sent when their response is finished.

#[cfg(feature = "axum")]
pub(super) use of_axum::watch;

/// Nothing: only bodies of axum can be watched.
#[cfg(not(feature = "axum"))]
pub(super) fn watch<C: crate::Registry, Body>(
    _: &mut http::Response<Body>,
    _: &mut crate::edge::InFlight<C>,
    _: &mut core::task::Context<'_>,
) {
}

#[cfg(feature = "axum")]
mod of_axum {
    use core::any::Any;
    use core::pin::Pin;
    use core::task::{Context, Poll};
    use std::sync::Arc;

    use axum_core::Error as AxumError;
    use axum_core::body::Body as AxumBody;
    use bytes::Bytes;
    use http::header::CONTENT_LENGTH;
    use http::{HeaderValue, Method, Response, StatusCode};
    use http_body::{Body, Frame, SizeHint};

    use crate::Registry;
    use crate::edge::{InFlight, RequestSpan, WatchedBody};
    use crate::panics;

    /// The mark of a response whose body an inner layer watches.
    #[derive(Clone, Copy)]
    struct Watched;

    /// Watches the body of a response, unless its bytes are all there already.
    pub(in super::super) fn watch<C: Registry, B: 'static>(
        response: &mut Response<B>,
        begun: &mut InFlight<C>,
        cx: &mut Context<'_>,
    ) {
        if response.extensions().get::<Watched>().is_some() {
            return;
        }
        let status = response.status();
        let body: &mut dyn Any = response.body_mut();
        let Some(body) = body.downcast_mut::<AxumBody>() else { return };
        let mut first = None;
        // No server asks for the body of a HEAD, but it drops it.
        let is_head = *begun.exchange.method() == Method::HEAD;
        if let Some(length) = size_hint(body).exact().filter(|length| *length == 0 || !is_head) {
            match begun.span.within(|| poll_sized(body, length, cx)) {
                Sized::Whole => return correct_length(response, is_head),
                Sized::Begins(piece) => first = Some((length, piece)),
                Sized::Pending => {}
            }
        }
        let (edge, exchange) = (Arc::clone(&begun.edge), begun.exchange.clone());
        // The head is finished: the span ends with the body.
        let span = core::mem::replace(&mut begun.span, RequestSpan::none()).or_open(&exchange);
        let begun = InFlight { edge, exchange, span };
        let watched = WatchedBody::new(begun, status, core::mem::take(body));
        *body = AxumBody::new(Watching { first, watched });
        response.extensions_mut().insert(Watched);
    }

    /// Corrects the length that a handler has set: a server would cut the body off, or close the connection in the middle of it.
    fn correct_length<B: 'static>(response: &mut Response<B>, is_head: bool) {
        let body: &dyn Any = response.body();
        let length = body.downcast_ref::<AxumBody>().and_then(|body| size_hint(body).exact());
        let Some(length) = length else { return };
        // Of these two it is the length of the body that a GET would have.
        if is_head || response.status() == StatusCode::NOT_MODIFIED {
            return;
        }
        let Some(set) = response.headers().get(CONTENT_LENGTH) else { return };
        if set.to_str().ok().and_then(|set| set.parse().ok()) != Some(length) {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
    }

    type Piece = Result<Frame<Bytes>, AxumError>;

    /// What a body has whose length is known.
    enum Sized {
        /// All of its bytes.
        Whole,
        /// A part of them, or an error.
        Begins(Piece),
        /// Nothing yet.
        Pending,
    }

    /// Takes what is there of a body with a length. The length of a file, or of what another service sends, is known before its
    /// bytes are; a body of bytes gives all of them at once, and is replaced by them: the `Drop` of a body is user code.
    fn poll_sized(body: &mut AxumBody, length: u64, cx: &mut Context<'_>) -> Sized {
        if length == 0 && is_end_stream(body) {
            panics::drop_safely(core::mem::take(body));
            return Sized::Whole;
        }
        match panics::catch(|| Pin::new(&mut *body).poll_frame(cx)) {
            Ok(Poll::Ready(None)) if length == 0 => {
                panics::drop_safely(core::mem::take(body));
                Sized::Whole
            }
            // One that ends too early is cut off by the server.
            Ok(Poll::Pending | Poll::Ready(None)) => Sized::Pending,
            Ok(Poll::Ready(Some(Ok(frame)))) => match frame.into_data() {
                Ok(data) if u64::try_from(data.len()).is_ok_and(|has| has >= length) => {
                    panics::drop_safely(core::mem::replace(body, AxumBody::from(data)));
                    Sized::Whole
                }
                Ok(data) => Sized::Begins(Ok(Frame::data(data))),
                Err(trailers) => Sized::Begins(Ok(trailers)),
            },
            Ok(Poll::Ready(Some(Err(error)))) => Sized::Begins(Err(error)),
            Err(panicked) => Sized::Begins(Err(AxumError::new(panicked))),
        }
    }

    /// The length of a body. `size_hint` and `is_end_stream` are user code and may panic: the pieces are sent all the same.
    fn size_hint(body: &AxumBody) -> SizeHint {
        panics::catch(|| body.size_hint()).unwrap_or_default()
    }

    fn is_end_stream(body: &AxumBody) -> bool {
        panics::catch(|| body.is_end_stream()).unwrap_or_default()
    }

    struct Watching<C: Registry> {
        /// What was taken of a body with a length, and the length.
        first: Option<(u64, Piece)>,
        watched: WatchedBody<C, AxumBody>,
    }

    impl<C: Registry> Body for Watching<C> {
        type Data = Bytes;
        type Error = AxumError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, AxumError>>> {
            let first = self.first.take();
            let polled = self.watched.poll(
                |inner| match first {
                    Some((_, piece)) => Poll::Ready(Some(piece)),
                    None => Pin::new(inner).poll_frame(cx),
                },
                |edge, error| edge.broken_body(error.into_inner()),
            );
            polled.map_err(AxumError::new)
        }

        fn is_end_stream(&self) -> bool {
            self.first.is_none() && self.watched.inner().is_none_or(is_end_stream)
        }

        fn size_hint(&self) -> SizeHint {
            if let Some((length, _)) = self.first {
                return SizeHint::with_exact(length);
            }
            self.watched.inner().map_or_else(SizeHint::default, size_hint)
        }
    }
}
