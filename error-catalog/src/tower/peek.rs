//! Reads the text of a bare response before an envelope replaces it: the reason of the framework, for the log.

use core::task::Context;

use crate::mask::Mask;

#[cfg(feature = "axum")]
pub(super) use of_axum::peek_body_text;

/// Nothing: only bodies of axum can be read.
#[cfg(not(feature = "axum"))]
pub(super) fn peek_body_text<Body>(_: &mut Body, _: &mut Context<'_>, _: &Mask) -> Option<String> {
    None
}

#[cfg(feature = "axum")]
mod of_axum {
    use core::any::Any;
    use core::pin::Pin;
    use core::task::Poll;

    use axum_core::body::Body as AxumBody;
    use http_body::Body as _;

    use super::{Context, Mask};
    use crate::edge::{LONGEST_BODY, redact_by};
    use crate::panics;

    /// The first piece of an axum body, if it is available: the texts of axum's rejections are in one piece.
    pub(in super::super) fn peek_body_text<Body: 'static>(
        body: &mut Body,
        cx: &mut Context<'_>,
        mask: &Mask,
    ) -> Option<String> {
        let body: &mut dyn Any = body;
        let body = body.downcast_mut::<AxumBody>()?;
        let poll = || (!body.is_end_stream()).then(|| Pin::new(body).poll_frame(cx));
        let polled = panics::catch(poll).ok()??;
        let Poll::Ready(Some(Ok(frame))) = polled else { return None };
        let piece = frame.into_data().ok()?;
        let read = piece.get(..LONGEST_BODY).unwrap_or(&piece);
        redact_by(&String::from_utf8_lossy(read), read.len() == piece.len(), mask)
    }
}
