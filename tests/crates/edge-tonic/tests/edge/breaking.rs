//! A registry whose dialect breaks: the stream goes on all the same.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use error_catalog::dialect::{Dialect, Parts};
use error_catalog::edge::Occurrence;
use error_catalog::tonic::CatalogLayer;
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};
use tonic::Status;
use tonic::body::Body;
use tower_layer::Layer as _;
use tower_service::Service;

/// A dialect that breaks whatever it is asked.
struct Breaking;

impl Dialect for Breaking {
    fn write(&self, _: &Parts<'_>, _: &mut Vec<u8>) {}

    fn status(&self, _: &Parts<'_>) -> http::StatusCode {
        panic!("the dialect broke")
    }
}

catalog! {
    #[registry(dialect = Breaking)]
    struct Broken { BrokenError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BROKEN", registry = Broken)]
enum BrokenError {
    #[catalog(code = "BROKEN_FROM_START", status = 409, log_level = INFO, message = "It was broken")]
    FromStart,
}

struct Failing;

impl Service<http::Request<Body>> for Failing {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Self::Future {
        ready(Ok(Status::from(Failure::<Broken>::from(BrokenError::FromStart)).into_http()))
    }
}

#[test]
fn a_dialect_that_panics_in_any_method_is_an_internal_error() {
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let layer = CatalogLayer::<Broken>::new().observer(move |_: &Occurrence<'_>| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let mut service = layer.layer(Failing);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let answered = runtime.block_on(service.call(http::Request::new(Body::default()))).unwrap();
    assert_eq!(answered.headers()["grpc-status"], "13");
    assert!(answered.headers().contains_key("x-request-id"));
    assert_eq!(told.load(Ordering::SeqCst), 1);
}
