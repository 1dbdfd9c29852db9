//! A layer for a framework that `error-catalog` does not know, written on the public `edge` module alone. It does what the layer of
//! `tower` does.

use core::error::Error;
use core::pin::Pin;
use core::task::Poll;
use std::sync::{Arc, Mutex};

use error_catalog::Registry;
use error_catalog::edge::{Edge, Readiness, RequestSpan, drop_safely, redact_input};
use http::{Request, Response};

/// The error of a service.
pub type BoxError = Box<dyn Error + Send + Sync>;

/// The future of a response.
pub type Answering = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, BoxError>>>>;

/// A service of the framework.
pub trait Service {
    /// Gets ready for one request.
    ///
    /// # Errors
    /// When it cannot.
    fn poll_ready(&self) -> Poll<Result<(), BoxError>>;

    /// Answers one request.
    fn call(&self, request: Request<Vec<u8>>) -> Answering;
}

/// The layer: it gives every failure of the service beneath the envelope of the registry.
pub struct Layer<C: Registry, S> {
    edge: Edge<C>,
    readiness: Mutex<Readiness<C>>,
    inner: Arc<S>,
}

impl<C: Registry, S: Service + 'static> Layer<C, S> {
    /// Puts the layer around a service.
    pub fn new(edge: Edge<C>, inner: S) -> Self {
        Self { edge, readiness: Mutex::new(Readiness::new()), inner: Arc::new(inner) }
    }
}

impl<C: Registry, S: Service + 'static> Service for Layer<C, S> {
    fn poll_ready(&self) -> Poll<Result<(), BoxError>> {
        let mut readiness = self.readiness.lock().unwrap();
        readiness.poll(&self.edge, || self.inner.poll_ready()).map_err(Into::into)
    }

    fn call(&self, mut request: Request<Vec<u8>>) -> Answering {
        let (exchange, span) = self.edge.meet(&mut request);
        let (edge, inner) = (self.edge.clone(), Arc::clone(&self.inner));
        let unready = self.readiness.lock().unwrap().take();
        Box::pin(async move {
            let answered = match unready {
                Some(failure) => Err(failure),
                None => answer(&*inner, &span, request).await,
            };
            let answered =
                answered.and_then(|answered| answered.map_err(|error| edge.returned(error)));
            Ok(match answered {
                Ok(mut response) => {
                    edge.finish_response_within(&exchange, &span, &mut response, |body| {
                        redact_input(&String::from_utf8_lossy(body), true)
                    });
                    response
                }
                Err(failure) => {
                    let response = span.within(|| edge.fail(&exchange, &*failure));
                    drop_safely(failure);
                    response.map(std::borrow::Cow::into_owned)
                }
            })
        })
    }
}

/// Calls a service within the span of the request, and catches its panic.
async fn answer<C: Registry>(
    inner: &impl Service,
    span: &RequestSpan,
    request: Request<Vec<u8>>,
) -> Result<Result<Response<Vec<u8>>, BoxError>, error_catalog::Failure<C>> {
    let mut answering = span.within(|| Edge::<C>::catch(|| inner.call(request)))?;
    Edge::<C>::catch_future(core::future::poll_fn(|cx| span.within(|| answering.as_mut().poll(cx))))
        .await
}
