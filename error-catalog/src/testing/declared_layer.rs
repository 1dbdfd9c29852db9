//! The layer that compares the codes of responses with the declared ones.

use core::fmt::Debug;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use super::collect;
use super::declared::DeclaredCodes;

impl<S> Layer<S> for DeclaredCodes {
    type Service = CheckedService<S>;

    fn layer(&self, inner: S) -> CheckedService<S> {
        CheckedService { inner, declared: self.clone() }
    }
}

/// A service whose error codes are compared with the declared ones. [`DeclaredCodes`] is its layer.
#[derive(Debug, Clone)]
pub struct CheckedService<S> {
    inner: S,
    declared: DeclaredCodes,
}

impl<S, B, R> Service<Request<B>> for CheckedService<S>
where
    S: Service<Request<B>, Response = Response<R>>,
    S::Future: Send + 'static,
    R: Body<Data = Bytes> + Send + 'static,
    R::Error: Debug,
{
    type Response = Response<CheckedBody<R>>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    #[expect(clippy::panic, reason = "this is how a test fails")]
    fn call(&mut self, request: Request<B>) -> Self::Future {
        let declared = self.declared.clone();
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let response = self.inner.call(request);
        Box::pin(async move {
            let response = response.await?;
            // Successes stay streams.
            if response.status().as_u16() < 400 {
                return Ok(response.map(|body| CheckedBody::Passed { body }));
            }
            let response = collect(response).await;
            if let Err(problem) = declared.compare(&method, &path, &response) {
                panic!("{problem}");
            }
            Ok(response.map(|body| CheckedBody::Read { body: Some(body.into()) }))
        })
    }
}

pin_project! {
    /// The body of a response that was compared.
    #[derive(Debug)]
    #[project = Projected]
    pub enum CheckedBody<R> {
        #[doc(hidden)]
        Passed { #[pin] body: R },
        #[doc(hidden)]
        Read { body: Option<Bytes> },
    }
}

impl<R: Body<Data = Bytes>> Body for CheckedBody<R> {
    type Data = Bytes;
    type Error = R::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, R::Error>>> {
        match self.project() {
            Projected::Passed { body } => body.poll_frame(context),
            Projected::Read { body } => {
                let data = body.take().filter(|data| !data.is_empty());
                Poll::Ready(data.map(|data| Ok(Frame::data(data))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Passed { body } => body.is_end_stream(),
            Self::Read { body } => body.as_ref().is_none_or(Bytes::is_empty),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Passed { body } => body.size_hint(),
            Self::Read { body } => SizeHint::with_exact(body.as_ref().map_or(0, Bytes::len) as u64),
        }
    }
}
