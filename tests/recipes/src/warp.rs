use std::convert::Infallible;

use error_catalog::edge::FromBytes;
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog, Failure, Includes};
use http::Request;
use hyper::body::Incoming;
use tower::{Layer as _, util::BoxCloneService};
use warp::reply::{Reply, Response};
use warp::{Filter as _, path};

use crate::catalogue::{CartError, Codes};

/// A `Failure` that warp can send.
pub struct Failed(Failure<Codes>);

impl<E: ErrorCatalog + Send + Sync + 'static> From<E> for Failed
where
    Codes: Includes<E::Home>,
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
    let panics = path("panic").map(|| -> &str { panic!("the database password is hunter2") });
    let layer = CatalogLayer::<Codes>::new();
    BoxCloneService::new(layer.layer(warp::service(cart.or(panics))))
}

fn total() -> Result<String, Failed> {
    Err(CartError::Empty)?
}
