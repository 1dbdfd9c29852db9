//! A response of the service beneath, as it goes out: once, however many layers look at it.

use std::borrow::Cow;

use http::header::CONTENT_TYPE;
use http::response::Parts;
use http::{Extensions, HeaderMap, HeaderValue, Response};

use super::told::Finished;
use super::{Answered, Exchange, FromBytes, Judged, Kept, REQUEST_ID, Rules, answer, set_header};
use crate::Entry;

/// The row of the failure that a finished response tells of, as the log has it: for what stands around a layer, such as
/// a log of accesses. Nothing where the response tells of none.
///
/// ```
/// use error_catalog::edge::{Edge, entry_of};
/// use error_catalog::{SystemError, catalog};
/// use http::{Method, Response, StatusCode};
///
/// catalog! { struct Codes { SystemError } }
///
/// let edge = Edge::<Codes>::new();
/// let exchange = edge.begin(Method::GET, "/nowhere", |_| None);
/// let mut bare = Response::new(Vec::new());
/// *bare.status_mut() = StatusCode::NOT_FOUND;
///
/// let finished = edge.finish_response(&exchange, bare);
/// assert_eq!(entry_of(finished.extensions()).unwrap().code(), "SYSTEM_ROUTE_NOT_FOUND");
/// ```
pub fn entry_of(extensions: &Extensions) -> Option<&'static Entry> {
    told_by(extensions.get(), || extensions.get())
}

/// The same of what a response carries, whoever's extensions hold it.
pub(crate) fn told_by<'x>(
    kept: Option<&'x Kept>,
    finished: impl FnOnce() -> Option<&'x Finished>,
) -> Option<&'static Entry> {
    kept.and_then(Kept::told).or_else(|| finished()?.told())
}

/// What becomes of a response by the error that it was made of.
enum Outcome {
    /// It has another body.
    Rewritten(Cow<'static, [u8]>),
    /// It keeps its body.
    Untouched,
    /// It was made of none.
    Foreign,
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
            Outcome::Rewritten(bytes) => Response::from_parts(head, B::from_bytes(bytes)),
            Outcome::Untouched => Response::from_parts(head, body),
            Outcome::Foreign => self.finish_foreign(exchange, head, body, said),
        }
    }

    /// Finishes the head of a response that was made of an error.
    fn finish_kept(
        &self,
        exchange: &Exchange,
        head: &mut Parts,
        renamed: &dyn Fn(&Exchange),
    ) -> Outcome {
        // They are out of the head while it is written.
        let mut extensions = core::mem::take(&mut head.extensions);
        let outcome = match extensions.get_mut::<Kept>() {
            Some(kept) if kept.told().is_some() => {
                identify_once(exchange, &mut head.headers);
                Outcome::Untouched
            }
            Some(kept) => self.rewrite(exchange, kept, head, renamed),
            None => Outcome::Foreign,
        };
        head.extensions = extensions;
        outcome
    }

    fn rewrite(
        &self,
        exchange: &Exchange,
        kept: &mut Kept,
        head: &mut Parts,
        renamed: &dyn Fn(&Exchange),
    ) -> Outcome {
        let said = kept.exchange(exchange, renamed);
        let exchange = said.as_ref().unwrap_or(exchange);
        if kept.stays() {
            self.tell_kept(exchange, kept, None, head.status);
            identify(exchange, &mut head.headers);
            let has_none = answer::bodiless(head);
            return if has_none {
                Outcome::Rewritten(Cow::Borrowed(&[]))
            } else {
                Outcome::Untouched
            };
        }
        let beside = kept.take_back(&mut head.headers);
        let (body, broken) = self.write_over(exchange, kept.shown(), head);
        if let Some(beside) = beside {
            beside.go_back(&mut head.headers);
        }
        self.tell_kept(exchange, kept, broken.as_deref(), head.status);
        Outcome::Rewritten(body)
    }

    /// Finishes a response that no catalogued error made: the handler's own, or a bare one.
    #[inline(never)]
    fn finish_foreign<B: FromBytes>(
        &self,
        exchange: &Exchange,
        mut head: Parts,
        mut body: B,
        said: impl FnOnce(&mut B) -> Option<String>,
    ) -> Response<B> {
        // The edge within has said all.
        if head.extensions.get::<Finished>().is_some() {
            identify_once(exchange, &mut head.headers);
            return Response::from_parts(head, body);
        }
        let status = head.status;
        if status.is_client_error() || status.is_server_error() {
            let content_type = head.headers.get(CONTENT_TYPE);
            // A type that is no text is a type still, and nobody's bare answer.
            let content_type = content_type.map(|value| value.to_str().unwrap_or("unknown"));
            let answered = Answered { status, content_type, error: None };
            let judged = self.judge(exchange, &answered, || said(&mut body));
            let mut finished = Finished::of(&judged);
            if let Judged::Failed(failure) = &judged {
                let (told, bytes) = self.fail_over(exchange, &**failure, &mut head);
                body = B::from_bytes(bytes);
                finished = Finished::telling_of(told);
            }
            head.extensions.insert(finished);
        }
        identify(exchange, &mut head.headers);
        Response::from_parts(head, body)
    }
}

/// Says the id of the request where an edge within has said none.
fn identify_once(exchange: &Exchange, headers: &mut HeaderMap) {
    if !headers.contains_key(REQUEST_ID) {
        identify(exchange, headers);
    }
}

/// Says the id of the request: one and no other.
pub(super) fn identify(exchange: &Exchange, headers: &mut HeaderMap) {
    if let Ok(id) = HeaderValue::from_str(exchange.trace_id().as_str()) {
        set_header(headers, REQUEST_ID, id);
    }
}
