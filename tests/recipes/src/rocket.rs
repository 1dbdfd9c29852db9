use std::io::Cursor;

use error_catalog::edge::{
    APP_OWNED_HEADERS, BODY_HEADERS, Edge, Exchange, ResponseError, ResponseInfo,
};
use error_catalog::{Failure, OrFail as _};
use http::{Method, StatusCode};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{ContentType, Status};
use rocket::response::{self, Responder};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket, Route, catch, catchers, get, routes};

use crate::catalogue::{CartError, Codes, ledger, stock};

/// A `Failure` that rocket's handlers return. The fairing writes the response, because rocket depends on an older
/// `http`.
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

impl<'r> Responder<'r, 'static> for Failed {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let status = Status::new(self.0.status().as_u16());
        request.local_cache(|| Some(ResponseError::new(self.0.into_shared())));
        Response::build().status(status).ok()
    }
}

/// The layer, as rocket's fairing.
pub struct Envelopes(pub Edge<Codes>);

#[rocket::async_trait]
impl Fairing for Envelopes {
    fn info(&self) -> Info {
        Info { name: "one envelope for every failure", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        self.exchange(request);
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let exchange = self.exchange(request);
        let content_type = response.content_type().map(|content_type| content_type.to_string());
        let answer = match request.local_cache(|| None::<ResponseError>) {
            Some(kept) => Some(self.0.fail(exchange, kept.error())),
            None => self.0.finish(
                exchange,
                ResponseInfo::new(StatusCode::from_u16(response.status().code).unwrap_or_default())
                    .content_type(content_type.as_deref()),
            ),
        };
        response.set_raw_header("x-request-id", exchange.trace_id().to_string());
        let Some(answer) = answer else { return };
        let (parts, body) = answer.into_parts();
        response.set_status(Status::new(parts.status.as_u16()));
        BODY_HEADERS.iter().for_each(|name| response.remove_header(name.as_str()));
        for (name, value) in &parts.headers {
            let is_known =
                APP_OWNED_HEADERS.contains(name) && response.headers().contains(name.as_str());
            if let (false, Ok(value)) = (is_known || *name == "content-length", value.to_str()) {
                response.set_raw_header(name.as_str().to_owned(), value.to_owned());
            }
        }
        response.set_sized_body(body.len(), Cursor::new(body));
    }
}

impl Envelopes {
    fn exchange<'r>(&self, request: &'r Request<'_>) -> &'r Exchange {
        request.local_cache(|| {
            let method =
                Method::from_bytes(request.method().as_str().as_bytes()).unwrap_or_default();
            let header = |name| request.headers().get(name).map(str::as_bytes);
            self.0.begin(method, request.uri().path().as_str(), header)
        })
    }
}

/// Rocket catches panics, prints their message and drops it. These routes keep it for the log.
pub fn caught(mut routes: Vec<Route>) -> Vec<Route> {
    for route in &mut routes {
        route.handler = Box::new(Caught(route.handler.clone()));
    }
    routes
}

#[derive(Clone)]
struct Caught(Box<dyn Handler>);

#[rocket::async_trait]
impl Handler for Caught {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let handled = Edge::<Codes>::catch_future(self.0.handle(request, data)).await;
        handled.unwrap_or_else(|panicked| Outcome::from(request, Failed(panicked)))
    }
}

/// Rocket sends a page for requests that it refuses itself. With this catcher its response is bare, and the fairing replaces it.
#[catch(default)]
fn bare(_: Status, _: &Request<'_>) -> (ContentType, &'static str) {
    (ContentType::Plain, "")
}

pub fn shop() -> Rocket<Build> {
    rocket::build()
        .mount("/", caught(routes![cart, ask, read, panics]))
        .register("/", catchers![bare])
        .attach(Envelopes(Edge::new()))
}

#[get("/cart")]
fn cart() -> Result<String, Failed> {
    Err(CartError::Empty)?
}

#[get("/stock")]
fn ask() -> Result<String, Failed> {
    Ok(stock()?)
}

#[get("/ledger")]
fn read() -> Result<String, Failed> {
    Ok(ledger().or_internal_with(|| "reading the ledger")?)
}

#[get("/panic")]
fn panics() -> String {
    panic!("the database password is hunter2")
}
