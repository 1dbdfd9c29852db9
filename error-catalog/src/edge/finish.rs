//! A response of the service beneath, as it goes out: once, however many layers look at it.

use std::borrow::Cow;

use http::header::CONTENT_TYPE;
use http::{Extensions, HeaderMap, Response, StatusCode};

use super::finished::Finished;
use super::{Answered, Exchange, FromBytes, Kept, Rules, Verdict, answer};
use crate::dialect::Filled;
use crate::headers::{REQUEST_ID, say_id};
use crate::{Catalogued, Entry};

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
    /// It has another status and another body.
    Rewritten(Filled),
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
        response: &mut Response<B>,
        said: impl FnOnce(&mut B) -> Option<String>,
        renamed: &dyn Fn(&Exchange),
    ) {
        // They are out of the response while it is written.
        let mut extensions = core::mem::take(response.extensions_mut());
        let kept = extensions.get_mut();
        let outcome =
            self.finish_kept(exchange, kept, response.status(), response.headers_mut(), renamed);
        *response.extensions_mut() = extensions;
        match outcome {
            Outcome::Rewritten(filled) => filled.put_into(response),
            Outcome::Untouched => {}
            Outcome::Foreign => self.finish_foreign(exchange, response, said),
        }
    }

    /// Finishes the headers of a response that was made of an error.
    fn finish_kept(
        &self,
        exchange: &Exchange,
        kept: Option<&mut Kept>,
        status: StatusCode,
        headers: &mut HeaderMap,
        renamed: &dyn Fn(&Exchange),
    ) -> Outcome {
        let Some(kept) = kept else { return Outcome::Foreign };
        if kept.told().is_some() {
            identify_once(exchange, headers);
            return Outcome::Untouched;
        }
        let said = kept.exchange(exchange, renamed);
        let exchange = said.as_ref().unwrap_or(exchange);
        if kept.stays() {
            self.tell_kept(exchange, kept, None, status);
            identify(exchange, headers);
            return if answer::bodiless(status, headers) {
                Outcome::Rewritten(Filled { status, body: Cow::Borrowed(&[]) })
            } else {
                Outcome::Untouched
            };
        }
        Outcome::Rewritten(self.rewrite(exchange, kept, None, headers))
    }

    /// Writes the answer to the error that a response was made of over the headers of the response, and tells of it.
    /// `itself` is that error where what was kept is its likeness only.
    #[inline]
    pub(crate) fn rewrite(
        &self,
        exchange: &Exchange,
        kept: &mut Kept,
        itself: Option<&(dyn Catalogued + Send + Sync)>,
        headers: &mut HeaderMap,
    ) -> Filled {
        let beside = kept.take_back(headers);
        let (error, rows) =
            itself.map_or_else(|| (kept.error(), Some(kept.rows())), |it| (it, None));
        let (written, broken) = self.write_over(exchange, error, rows, headers);
        if let Some(beside) = beside {
            beside.go_back(headers);
        }
        let told = broken.as_deref().map(|broken| -> &(dyn Catalogued + Send + Sync) { broken });
        self.tell_kept(exchange, kept, told.or(itself), written.status);
        written
    }

    /// Finishes a response that no catalogued error made: the handler's own, or a bare one.
    #[inline(never)]
    fn finish_foreign<B: FromBytes>(
        &self,
        exchange: &Exchange,
        response: &mut Response<B>,
        said: impl FnOnce(&mut B) -> Option<String>,
    ) {
        // The edge within has said all.
        if response.extensions().get::<Finished>().is_some() {
            identify_once(exchange, response.headers_mut());
            return;
        }
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            let content_type = response.headers().get(CONTENT_TYPE).cloned();
            // A type that is no text is a type still, and nobody's bare answer.
            let content_type =
                content_type.as_ref().map(|value| value.to_str().unwrap_or("unknown"));
            let answered = Answered { status, content_type, error: None };
            let judged = self.judge(exchange, &answered, || said(response.body_mut()));
            let mut finished = Finished::of(&judged);
            if let Verdict::Failed(failure) = &judged {
                let (told, written) = self.fail_over(exchange, &**failure, response.headers_mut());
                written.put_into(response);
                finished = Finished::telling_of(told);
            }
            response.extensions_mut().insert(finished);
        }
        identify(exchange, response.headers_mut());
    }
}

/// Says the id of the request where an edge within has said none.
fn identify_once(exchange: &Exchange, headers: &mut HeaderMap) {
    if !headers.contains_key(REQUEST_ID) {
        identify(exchange, headers);
    }
}

/// Says the id of the request: one and no other.
#[inline]
pub(super) fn identify(exchange: &Exchange, headers: &mut HeaderMap) {
    say_id(headers, exchange.trace_id().as_str());
}
