use std::convert::Infallible;

use bytes::Bytes;
use error_catalog::tower::{CatalogLayer, CatalogService};
use error_catalog::{Failure, OrFail as _, edge::FromBytes as _};
use http::{Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use tower::{Layer as _, service_fn, util::BoxCloneService};

use crate::catalogue::{CartError, Codes, ledger, stock};

pub type Shop = BoxCloneService<Request<Incoming>, Response<Full<Bytes>>, Infallible>;

/// For `hyper_util::service::TowerToHyperService`.
pub fn shop() -> CatalogService<Codes, Shop> {
    CatalogLayer::<Codes>::new().layer(BoxCloneService::new(service_fn(route)))
}

async fn route(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let answered = match request.uri().path() {
        "/cart" => total(),
        "/stock" => stock().map_err(Failure::from),
        "/ledger" => read(),
        "/panic" => panic!("the database password is hunter2"),
        _ => {
            // A bare response: the layer gives it the code of its status.
            return Ok(Response::builder().status(404).body(Full::default()).unwrap_or_default());
        }
    };
    Ok(match answered {
        Ok(total) => Response::new(Full::from(total)),
        Err(failure) => failure.into_response().map(Full::from_bytes),
    })
}

fn total() -> Result<String, Failure<Codes>> {
    Err(CartError::Empty)?
}

fn read() -> Result<String, Failure<Codes>> {
    Ok(ledger().or_internal_with(|| "reading the ledger")?)
}
