use error_catalog::edge::{Edge, Exchange, FromBytes};
use error_catalog::{Catalogued, Failure, OrFail as _};
use http::{HeaderValue, StatusCode};
use poem::error::ResponseError;
use poem::{
    Body, Endpoint, EndpointExt as _, IntoResponse as _, Middleware, Request, Response,
    ResponseParts, Route, get, handler,
};

use crate::catalogue::{CartError, Codes, ledger, stock};

/// A `Failure` that poem's handlers return.
#[derive(Debug)]
pub struct Failed(Failure<Codes>);

/// `?` accepts what it accepts for a `Failure`.
impl<E> From<E> for Failed
where
    Failure<Codes>: From<E>,
{
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failed {}

impl ResponseError for Failed {
    fn status(&self) -> StatusCode {
        self.0.status()
    }

    fn as_response(&self) -> Response {
        of_http(self.0.envelope().into_response().map(FromBytes::from_bytes))
    }
}

/// The layer, as poem's middleware.
pub struct Envelopes(pub Edge<Codes>);

pub struct WithEnvelopes<E>(Edge<Codes>, E);

impl<E: Endpoint> Middleware<E> for Envelopes {
    type Output = WithEnvelopes<E>;

    fn transform(&self, endpoint: E) -> Self::Output {
        WithEnvelopes(self.0.clone(), endpoint)
    }
}

impl<E: Endpoint> Endpoint for WithEnvelopes<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let Self(edge, endpoint) = self;
        let header = |name| request.headers().get_all(name).iter().map(HeaderValue::as_bytes);
        let exchange = edge.begin(request.method().clone(), request.uri().path(), header);
        request.set_data(exchange.clone());
        let called = Edge::<Codes>::catch_future(endpoint.call(request)).await;
        let failed = |error: &(dyn Catalogued + Send + Sync)| {
            of_http(edge.fail(&exchange, error).map(FromBytes::from_bytes))
        };
        Ok(match called {
            Ok(Ok(response)) => finish(edge, &exchange, response.into_response()),
            // Poem drops the extensions of the response of a `ResponseError`, and keeps the error.
            Ok(Err(error)) => match error.downcast_ref::<Failed>() {
                Some(Failed(failure)) => failed(&**failure),
                None => finish(edge, &exchange, error.into_response()),
            },
            Err(panicked) => failed(&*panicked),
        })
    }
}

fn finish(edge: &Edge<Codes>, exchange: &Exchange, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let mut answered = http::Response::new(body);
    *answered.status_mut() = parts.status;
    *answered.headers_mut() = parts.headers;
    *answered.extensions_mut() = parts.extensions;
    of_http(edge.finish_response(exchange, answered))
}

fn of_http(response: http::Response<Body>) -> Response {
    let (parts, body) = response.into_parts();
    let http::response::Parts { status, version, headers, extensions, .. } = parts;
    Response::from_parts(ResponseParts { status, version, headers, extensions }, body)
}

pub fn shop() -> impl Endpoint {
    Route::new()
        .at("/cart", get(cart))
        .at("/stock", get(ask))
        .at("/ledger", get(read))
        .at("/panic", get(panics))
        .with(Envelopes(Edge::new()))
}

#[handler]
fn cart() -> Result<String, Failed> {
    Err(CartError::Empty)?
}

#[handler]
fn ask() -> Result<String, Failed> {
    Ok(stock()?)
}

#[handler]
fn read() -> Result<String, Failed> {
    Ok(ledger().or_internal_with(|| "reading the ledger")?)
}

#[handler]
fn panics() -> String {
    panic!("the database password is hunter2")
}
