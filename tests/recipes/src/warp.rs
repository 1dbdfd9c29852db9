use std::convert::Infallible;

use error_catalog::edge::FromBytes;
use error_catalog::tower::CatalogLayer;
use error_catalog::{Failure, OrFail as _};
use http::Request;
use hyper::body::Incoming;
use tower::{Layer as _, util::BoxCloneService};
use warp::reply::{Reply, Response};
use warp::{Filter as _, path};

use crate::catalogue::{CartError, Codes, ledger, stock};

/// A `Failure` that warp can send.
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

impl Reply for Failed {
    fn into_response(self) -> Response {
        self.0.into_response().map(FromBytes::from_bytes)
    }
}

pub type Shop = BoxCloneService<Request<Incoming>, Response, Infallible>;

/// For `hyper_util::service::TowerToHyperService`; warp's own server takes no layers.
pub fn shop() -> Shop {
    let cart = path("cart").map(total);
    let asks = path("stock").map(|| -> Result<_, Failed> { Ok(stock()?) });
    let reads = path("ledger").map(read);
    let panics = path("panic").map(|| -> &str { panic!("the database password is hunter2") });
    let layer = CatalogLayer::<Codes>::new();
    BoxCloneService::new(layer.layer(warp::service(cart.or(asks).or(reads).or(panics))))
}

fn total() -> Result<String, Failed> {
    Err(CartError::Empty)?
}

fn read() -> Result<String, Failed> {
    Ok(ledger().or_internal_with(|| "reading the ledger")?)
}
