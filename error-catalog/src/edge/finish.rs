//! Finishes a response of the service beneath, once, however many layers there are.

use std::borrow::Cow;

use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{Extensions, HeaderMap, Response, StatusCode};

use super::finished::Finished;
use super::{Exchange, FromBytes, ResponseError, ResponseInfo, Rules, Verdict, answer};
use crate::dialect::RenderedBody;
use crate::headers::{REQUEST_ID, set_request_id};
use crate::{Catalogued, Entry};

/// The entry of the failure that a finished response reports, for a layer around this one, such as an access log. `None`
/// where the response reports none.
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
    reported_entry(extensions.get(), || extensions.get())
}

/// The same for a framework with extensions of another type.
pub(crate) fn reported_entry<'x>(
    kept: Option<&'x ResponseError>,
    finished: impl FnOnce() -> Option<&'x Finished>,
) -> Option<&'static Entry> {
    kept.and_then(ResponseError::reported_entry).or_else(|| finished()?.reported_entry())
}

/// What happened to a response with an attached error.
enum KeptOutcome {
    /// It has another status and another body.
    Rewritten(RenderedBody),
    /// It keeps its body.
    Untouched,
    /// It was made of none.
    Foreign,
}

impl Rules {
    /// Finishes a response. `read_body` reads the text of a bare one, for the log; `on_renamed` is called with the exchange
    /// of a response that has another id than its request. Returns whether the body was written here.
    pub(crate) fn finish_response<B: FromBytes>(
        &self,
        exchange: &Exchange,
        response: &mut Response<B>,
        read_body: impl FnOnce(&mut B) -> Option<String>,
        on_renamed: &dyn Fn(&Exchange),
    ) -> bool {
        // They are taken out while the response is written.
        let mut extensions = core::mem::take(response.extensions_mut());
        let kept = extensions.get_mut();
        let outcome =
            self.finish_kept(exchange, kept, response.status(), response.headers_mut(), on_renamed);
        *response.extensions_mut() = extensions;
        let is_written = match outcome {
            KeptOutcome::Rewritten(filled) => {
                filled.put_into(response);
                true
            }
            KeptOutcome::Untouched => false,
            KeptOutcome::Foreign => self.finish_foreign(exchange, response, read_body),
        };
        self.finished(exchange, response.status());
        is_written
    }

    /// Finishes the headers of a response that was made of an error.
    fn finish_kept(
        &self,
        exchange: &Exchange,
        kept: Option<&mut ResponseError>,
        status: StatusCode,
        headers: &mut HeaderMap,
        on_renamed: &dyn Fn(&Exchange),
    ) -> KeptOutcome {
        let Some(kept) = kept else { return KeptOutcome::Foreign };
        if kept.reported_entry().is_some() {
            identify_once(exchange, headers);
            return KeptOutcome::Untouched;
        }
        let said = kept.exchange(exchange, on_renamed);
        let exchange = said.as_ref().unwrap_or(exchange);
        if kept.stays() && self.keeps_code(kept) {
            self.report_response_error(exchange, kept, None, status);
            identify(exchange, headers);
            return if answer::bodiless(status, headers) {
                KeptOutcome::Rewritten(RenderedBody {
                    status,
                    body: Cow::Borrowed(&[]),
                    claims_json: false,
                })
            } else {
                KeptOutcome::Untouched
            };
        }
        KeptOutcome::Rewritten(self.rewrite(exchange, kept, None, headers))
    }

    /// Renders the error that a response was made of over the headers of the response, and reports it. `itself` is the error
    /// where only a snapshot of it was attached.
    #[inline]
    pub(crate) fn rewrite(
        &self,
        exchange: &Exchange,
        kept: &mut ResponseError,
        itself: Option<&(dyn Catalogued + Send + Sync)>,
        headers: &mut HeaderMap,
    ) -> RenderedBody {
        if !self.keeps_code(kept) {
            return self.rewrite_unlisted(exchange, kept, itself, headers);
        }
        let beside = kept.remove_rendered_headers(headers);
        let (error, entries) =
            itself.map_or_else(|| (kept.error(), Some(kept.entries())), |it| (it, None));
        let (written, broken) = self.write_over(exchange, error, entries, headers);
        if let Some(beside) = beside {
            beside.restore(headers);
        }
        let told = broken.as_deref().map(|broken| -> &(dyn Catalogued + Send + Sync) { broken });
        self.report_response_error(exchange, kept, told.or(itself), written.status);
        written
    }

    /// Finishes a response without an attached error: the handler's, or a bare one. Returns whether the body was written here.
    #[inline(never)]
    fn finish_foreign<B: FromBytes>(
        &self,
        exchange: &Exchange,
        response: &mut Response<B>,
        read_body: impl FnOnce(&mut B) -> Option<String>,
    ) -> bool {
        // An inner edge has finished it.
        if response.extensions().get::<Finished>().is_some() {
            identify_once(exchange, response.headers_mut());
            return false;
        }
        let mut is_written = false;
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            let content_type = response.headers().get(CONTENT_TYPE).cloned();
            // A `Content-Type` that is not text still is one: the response is not bare.
            let content_type =
                content_type.as_ref().map(|value| value.to_str().unwrap_or("unknown"));
            let answered = ResponseInfo { status, content_type, error: None };
            // The bytes of a compressed body are no text.
            let is_encoded = response.headers().contains_key(CONTENT_ENCODING);
            let read_body = |body| if is_encoded { None } else { read_body(body) };
            let judged = self.judge(exchange, &answered, || read_body(response.body_mut()));
            let mut finished = Finished::from_verdict(&judged);
            if let Verdict::Failed(failure) = &judged {
                let (told, written) = self.fail_over(exchange, &**failure, response.headers_mut());
                written.put_into(response);
                is_written = true;
                finished = Finished::reported(told);
            }
            response.extensions_mut().insert(finished);
        }
        identify(exchange, response.headers_mut());
        is_written
    }
}

/// Sets the id header where an inner edge has set none.
fn identify_once(exchange: &Exchange, headers: &mut HeaderMap) {
    if !headers.contains_key(REQUEST_ID) {
        identify(exchange, headers);
    }
}

/// Sets the id header, and removes other values of it.
#[inline]
pub(super) fn identify(exchange: &Exchange, headers: &mut HeaderMap) {
    set_request_id(headers, exchange.trace_id().as_str());
}
