//! The future of a response: it waits for the app, catches its panic, and finishes what comes.

use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use actix_web::HttpResponse;
use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::ServiceResponse;
use actix_web::error::{Error as ActixError, JsonPayloadError};
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use pin_project_lite::pin_project;

use super::convert::{body, headers_from, put_headers, response, status, status_from};
use super::substitute::Substitute;
use super::watched::{guard, watch};
use crate::dialect::RenderedBody;
use crate::edge::redact_by;
use crate::edge::{
    Exchange, Finished, InFlight, ResponseError, ResponseInfo, Verdict, is_bodiless, poll_apart,
};
use crate::line::raw;
use crate::panics;
use crate::{Failure, Registry};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pin_project! {
    /// The future response of a [`CatalogService`](super::CatalogService).
    pub struct CatalogFuture<C: Registry, F> {
        begun: InFlight<C>,
        substitute: Substitute,
        // What the request came to before the app could wait for anything.
        refused: Option<Refused<C>>,
        // Gone where there never was one, and once it has panicked.
        #[pin]
        inner: Option<F>,
    }

    impl<C: Registry, F> PinnedDrop for CatalogFuture<C, F> {
        fn drop(this: Pin<&mut Self>) {
            // The client may have gone: the future of a handler is dropped, and may panic.
            let mut this = this.project();
            if this.inner.is_some() {
                let _ = this.begun.span.within(|| panics::catch(|| this.inner.set(None)));
            }
        }
    }
}

/// Why the app was not called.
pub(super) enum Refused<C: Registry> {
    /// Another middleware did not become ready.
    Error(ActixError),
    Failure(Failure<C>),
}

impl<C: Registry, F> CatalogFuture<C, F> {
    pub(super) fn running(
        begun: InFlight<C>,
        substitute: Substitute,
        called: Result<F, Refused<C>>,
    ) -> Self {
        let (refused, inner) = match called {
            Ok(inner) => (None, Some(inner)),
            Err(refused) => (Some(refused), None),
        };
        Self { begun, substitute, refused, inner }
    }
}

impl<C, F, B> Future for CatalogFuture<C, F>
where
    C: Registry + 'static,
    F: Future<Output = Result<ServiceResponse<B>, ActixError>>,
    B: MessageBody + 'static,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, ActixError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let begun = &*this.begun;
        let response = ready!(begun.span.within(|| {
            let failure = match this.refused.take() {
                Some(Refused::Failure(failure)) => failure,
                Some(Refused::Error(error)) => {
                    return Poll::Ready(Err(begun.finish_error(error)));
                }
                None => {
                    let Some(inner) = this.inner.as_mut().as_pin_mut() else {
                        return Poll::Pending;
                    };
                    let polled = match poll_apart(|| panics::catch(|| inner.poll(cx))) {
                        Ok(polled) => Ok(ready!(polled)),
                        Err(panicked) => Err(panicked),
                    };
                    // `Drop` of the future may panic as well: the response is still to be sent, and the first panic is the
                    // failure.
                    let _ = panics::catch(|| this.inner.set(None));
                    match polled {
                        Ok(Ok(answered)) => return Poll::Ready(Ok(begun.finish_service(answered))),
                        Ok(Err(error)) => return Poll::Ready(Err(begun.finish_error(error))),
                        Err(panicked) => Failure::unexpected(panicked),
                    }
                }
            };
            Poll::Ready(Err(begun.fail(failure)))
        }));
        // Of the request that is gone.
        let respond = |response: HttpResponse| this.substitute.respond(&begun.exchange, response);
        Poll::Ready(Ok(response.unwrap_or_else(|response| {
            respond(response).map_body(|_, body| EitherBody::right(body))
        })))
    }
}

impl<C: Registry + 'static> InFlight<C> {
    fn finish_service<B: MessageBody + 'static>(
        &self,
        service_response: ServiceResponse<B>,
    ) -> ServiceResponse<EitherBody<B>> {
        let (request, response) = service_response.into_parts();
        let response = match guard(response) {
            Ok(response) => watch(self.finish(response), self),
            Err(panicked) => {
                self.fail(Failure::unexpected(panicked)).map_body(|_, body| EitherBody::right(body))
            }
        };
        ServiceResponse::new(request, response)
    }

    /// The response to an error of another middleware, which has dropped the request.
    fn finish_error(&self, error: ActixError) -> HttpResponse {
        let response = panics::catch(|| HttpResponse::from_error(error)).and_then(guard);
        match response {
            Ok(response) => watch::<_, BoxBody>(self.finish(response), self).map_into_boxed_body(),
            Err(panicked) => self.fail(Failure::unexpected(panicked)),
        }
    }

    /// The response to send for one of the app.
    fn finish<B>(&self, mut app: HttpResponse<B>) -> HttpResponse<EitherBody<B>> {
        let kept = app.extensions_mut().remove::<ResponseError>();
        let finished = match kept {
            // The middleware within has said all, and the id too.
            Some(kept) if kept.reported_entry().is_some() => {
                app.extensions_mut().insert(kept);
                app.map_into_left_body()
            }
            Some(mut kept) => {
                let mut finished = self.finish_kept(&mut kept, app);
                finished.extensions_mut().insert(kept);
                finished
            }
            None if app.extensions().contains::<Finished>() => app.map_into_left_body(),
            None => {
                let mut finished = self.finish_bare(app);
                identify(&self.exchange, &mut finished);
                finished
            }
        };
        self.edge.rules().finished(&self.exchange, status_from(finished.status()));
        finished
    }

    /// The response to send for one that was made of a catalogued error.
    fn finish_kept<B>(
        &self,
        kept: &mut ResponseError,
        app: HttpResponse<B>,
    ) -> HttpResponse<EitherBody<B>> {
        let said = kept.exchange(&self.exchange, &|exchange| self.span.rename(exchange));
        let exchange = said.as_ref().unwrap_or(&self.exchange);
        let rules = self.edge.rules();
        if kept.stays() && rules.lists(kept.entries().public) {
            let status = status_from(app.status());
            rules.report_response_error(exchange, kept, None, status);
            let mut finished =
                if is_bodiless(status) { without_body(app) } else { app.map_into_left_body() };
            identify(exchange, &mut finished);
            return finished;
        }
        let mut headers = headers_from(app.headers());
        // The failure itself, if it is there: the one that was kept is its likeness.
        let failure = app.error().and_then(|error| error.as_error::<Failure<C>>());
        let itself = failure.map(|failure| &**failure);
        let written = rules.rewrite(exchange, kept, itself, &mut headers);
        put_in_place(&headers, written, app)
    }

    /// The response to send for one that no catalogued error made.
    fn finish_bare<B>(&self, app: HttpResponse<B>) -> HttpResponse<EitherBody<B>> {
        let status = meant(&app);
        let content_type = app.headers().get(CONTENT_TYPE);
        // A `Content-Type` that is not text still is one: the response is not bare.
        let content_type = content_type.map(|value| value.to_str().unwrap_or("unknown"));
        let is_text = has_text_of_an_error(&app, content_type);
        let is_failure = status.is_client_error() || status.is_server_error();
        if !(is_failure || is_text && !status.is_redirection()) {
            return if is_text { without_body(app) } else { app.map_into_left_body() };
        }
        let answered = ResponseInfo {
            // An error whose status says success is unexpected.
            status: if is_failure { status } else { StatusCode::INTERNAL_SERVER_ERROR },
            // Its text was not written for clients, whatever its type.
            content_type: content_type.filter(|_| !is_text),
            error: None,
        };
        let rules = self.edge.rules();
        let said = || {
            let (said, is_complete) = raw(app.error()?);
            redact_by(&said, is_complete, self.exchange.mask())
        };
        let judged = rules.judge(&self.exchange, &answered, said);
        let mut finished = match &judged {
            Verdict::Failed(failure) => {
                let mut headers = headers_from(app.headers());
                let (told, written) = rules.fail_over(&self.exchange, &**failure, &mut headers);
                let mut finished = put_in_place(&headers, written, app);
                finished.extensions_mut().insert(Finished::reported(told));
                return finished;
            }
            _ if is_text => without_body(app),
            _ => app.map_into_left_body(),
        };
        finished.extensions_mut().insert(Finished::from_verdict(&judged));
        finished
    }

    /// The response to a request whose service gave none.
    fn fail(&self, failure: Failure<C>) -> HttpResponse {
        let response = response(self.edge.fail(&self.exchange, &*failure));
        panics::drop_safely(failure);
        response
    }
}

/// Says the id of the request: one and no other.
fn identify<B>(exchange: &Exchange, response: &mut HttpResponse<B>) {
    if let Ok(id) = HeaderValue::from_str(exchange.trace_id().as_str()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
}

/// The status of a response, corrected where actix sends 400 for a body of JSON with another media type.
fn meant<B>(app: &HttpResponse<B>) -> StatusCode {
    match app.error().and_then(|error| error.as_error::<JsonPayloadError>()) {
        Some(JsonPayloadError::ContentType) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => status_from(app.status()),
    }
}

/// Whether the body is the `Display` of an error, which may say anything.
fn has_text_of_an_error<B>(app: &HttpResponse<B>, content_type: Option<&str>) -> bool {
    let is_text = |content_type: &str| {
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        let media_type = media_type.to_ascii_lowercase();
        let untyped = ["", "application/octet-stream", "application/xhtml+xml"];
        media_type.starts_with("text/") || untyped.contains(&&*media_type)
    };
    app.error().is_some() && content_type.is_none_or(is_text)
}

fn without_body<B>(mut app: HttpResponse<B>) -> HttpResponse<EitherBody<B>> {
    app.headers_mut().remove(CONTENT_TYPE);
    app.set_body(EitherBody::right(BoxBody::new(())))
}

/// Puts what was written over the headers of a response in its place.
fn put_in_place<B>(
    headers: &HeaderMap,
    written: RenderedBody,
    app: HttpResponse<B>,
) -> HttpResponse<EitherBody<B>> {
    let mut app = app.set_body(EitherBody::right(body(written.body, headers)));
    *app.status_mut() = status(written.status);
    put_headers(headers, app.headers_mut());
    app
}

impl<C: Registry, F> fmt::Debug for CatalogFuture<C, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogFuture")
            .field("exchange", &self.begun.exchange)
            .finish_non_exhaustive()
    }
}
