//! A response whose body is still to come, made whole.

use core::future::poll_fn;
use core::pin::pin;

use bytes::Buf as _;
use http::Response;
use http_body::Body;

/// Waits for the whole body of a response: axum's, hyper's, or reqwest's (`collect(response.into()).await`).
///
/// ```
/// use error_catalog::testing::{assert_code, collect};
/// # use error_catalog::{ErrorCatalog, SystemError};
/// # async fn body() {
/// # let response = SystemError::RouteNotFound.envelope().into_response().map(|body| String::from_utf8(body.into_owned()).unwrap());
/// // let response = router.oneshot(request).await?;
/// assert_code!(collect(response).await, SystemError::RouteNotFound.code());
/// # }
/// ```
///
/// # Panics
/// When the body breaks off: with what was there until then.
pub async fn collect<B>(response: Response<B>) -> Response<Vec<u8>>
where
    B: Body,
    B::Error: core::fmt::Debug,
{
    let (parts, body) = response.into_parts();
    let mut body = pin!(body);
    let mut whole = Vec::new();
    while let Some(frame) = poll_fn(|context| body.as_mut().poll_frame(context)).await {
        let frame = frame.unwrap_or_else(|error| broken_off(&whole, &error));
        if let Ok(mut data) = frame.into_data() {
            while data.has_remaining() {
                let length = data.chunk().len();
                whole.extend_from_slice(data.chunk());
                data.advance(length);
            }
        }
    }
    Response::from_parts(parts, whole)
}

#[expect(clippy::panic, reason = "a test that cannot read its response has failed")]
fn broken_off(whole: &[u8], error: &dyn core::fmt::Debug) -> ! {
    panic!("the body broke off: {error:?}\n  until then: {}", String::from_utf8_lossy(whole))
}
