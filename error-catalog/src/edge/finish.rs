//! A response of the service beneath, as it goes out: once, however many layers look at it.

use std::borrow::Cow;

use http::header::CONTENT_TYPE;
use http::response::Parts;
use http::{HeaderMap, HeaderValue, Response};

use super::{Answered, Exchange, FromBytes, Kept, REQUEST_ID, Rules, answer, put, replace};

/// The mark of an answer that an edge has looked at and of which no error is [kept](Kept): one around it leaves it alone.
#[derive(Clone, Copy)]
pub(crate) struct Finished;

/// What becomes of a response by the error that it was made of.
enum Made {
    /// It has another body.
    Anew(Cow<'static, [u8]>),
    /// It stays as it is.
    Already,
    /// Of none.
    OfNone,
}

impl Rules {
    /// Finishes a response. `said` reads what a bare one says, for the log; `renamed` is told of the exchange of a
    /// response that says another id than that of the request.
    pub(crate) fn finish_response<B: FromBytes>(
        &self,
        exchange: &Exchange,
        response: Response<B>,
        said: impl FnOnce(&mut B) -> Option<String>,
        renamed: &dyn Fn(&Exchange),
    ) -> Response<B> {
        let (mut head, body) = response.into_parts();
        match self.finish_kept(exchange, &mut head, renamed) {
            Made::Anew(bytes) => Response::from_parts(head, B::from_bytes(bytes)),
            Made::Already => Response::from_parts(head, body),
            Made::OfNone => self.finish_foreign(exchange, Response::from_parts(head, body), said),
        }
    }

    /// Finishes the head of a response that was made of an error.
    fn finish_kept(
        &self,
        exchange: &Exchange,
        head: &mut Parts,
        renamed: &dyn Fn(&Exchange),
    ) -> Made {
        // They are out of the head while it is written.
        let mut extensions = core::mem::take(&mut head.extensions);
        let made = match extensions.get_mut::<Kept>() {
            Some(kept) if kept.is_finished() => Made::Already,
            Some(kept) => {
                kept.finish();
                self.make(exchange, kept, head, renamed)
            }
            None => Made::OfNone,
        };
        head.extensions = extensions;
        made
    }

    fn make(
        &self,
        exchange: &Exchange,
        kept: &Kept,
        head: &mut Parts,
        renamed: &dyn Fn(&Exchange),
    ) -> Made {
        let said = kept.exchange(exchange, renamed);
        let exchange = said.as_ref().unwrap_or(exchange);
        if !kept.stays() {
            kept.take_back(&mut head.headers);
            return Made::Anew(self.fail_over(exchange, kept.error(), head));
        }
        self.tell(exchange, kept.error(), head.status);
        identify(exchange, &mut head.headers);
        if answer::bodiless(head) { Made::Anew(Cow::Borrowed(&[])) } else { Made::Already }
    }

    /// Finishes a response that no catalogued error made: the handler's own, or a bare one.
    #[inline(never)]
    fn finish_foreign<B: FromBytes>(
        &self,
        exchange: &Exchange,
        mut response: Response<B>,
        said: impl FnOnce(&mut B) -> Option<String>,
    ) -> Response<B> {
        // The edge within has said all, and the id too.
        if response.extensions().get::<Finished>().is_some() {
            return response;
        }
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            let (head, mut body) = response.into_parts();
            let content_type = head.headers.get(CONTENT_TYPE);
            // A type that is no text is a type still, and nobody's bare answer.
            let content_type = content_type.map(|value| value.to_str().unwrap_or("unknown"));
            let answered = Answered { status, content_type, error: None };
            let answer = self.judge(exchange, answered, || said(&mut body));
            response = Response::from_parts(head, body);
            if let Some(answer) = answer {
                response = replace(answer, response);
            }
            response.extensions_mut().insert(Finished);
        }
        identify(exchange, response.headers_mut());
        response
    }
}

/// Says the id of the request: one and no other.
pub(super) fn identify(exchange: &Exchange, headers: &mut HeaderMap) {
    if let Ok(id) = HeaderValue::from_str(exchange.trace_id().as_str()) {
        put(headers, REQUEST_ID, id);
    }
}
