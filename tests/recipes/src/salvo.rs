use error_catalog::edge::{Edge, FromBytes as _, replace};
use error_catalog::{Failure, OrFail as _};
use salvo::http::{HeaderValue, ResBody, StatusCode};
use salvo::{Depot, FlowCtrl, Request, Response, Router, Scribe, Service, handler};

use crate::catalogue::{CartError, Codes, ledger, stock};

/// A `Failure` that salvo's handlers return.
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

impl Scribe for Failed {
    fn render(self, response: &mut Response) {
        response.merge_hyper(self.0.into_response().map(ResBody::from_bytes));
    }
}

/// The layer, as a hoop around the whole service.
pub struct Envelopes(pub Edge<Codes>);

#[handler]
impl Envelopes {
    async fn handle(
        &self,
        request: &mut Request,
        depot: &mut Depot,
        response: &mut Response,
        flow: &mut FlowCtrl,
    ) {
        let edge = &self.0;
        let header = |name| request.headers().get_all(name).iter().map(HeaderValue::as_bytes);
        let exchange = edge.begin(request.method().clone(), request.uri().path(), header);
        depot.insert_typed(exchange.clone());
        let called = Edge::<Codes>::catch_future(flow.call_next(request, depot, response)).await;
        // Salvo sends a 404 where no handler answered.
        response.status_code.get_or_insert(match response.body {
            ResBody::None => StatusCode::NOT_FOUND,
            _ => StatusCode::OK,
        });
        let answered = response.strip_to_hyper();
        response.merge_hyper(match called {
            Ok(_) => edge.finish_response(&exchange, answered),
            Err(panicked) => replace(edge.fail(&exchange, &*panicked), answered),
        });
    }
}

pub fn shop() -> Service {
    let routes = Router::new()
        .push(Router::with_path("cart").get(cart))
        .push(Router::with_path("stock").get(ask))
        .push(Router::with_path("ledger").get(read))
        .push(Router::with_path("panic").get(panics));
    Service::new(routes).hoop(Envelopes(Edge::new()))
}

#[handler]
async fn cart() -> Result<String, Failed> {
    Err(CartError::Empty)?
}

#[handler]
async fn ask() -> Result<String, Failed> {
    Ok(stock()?)
}

#[handler]
async fn read() -> Result<String, Failed> {
    Ok(ledger().or_internal_with(|| "reading the ledger")?)
}

#[handler]
async fn panics() -> String {
    panic!("the database password is hunter2")
}
