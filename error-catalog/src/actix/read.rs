//! Reads the parts of a request into their types, each with its text.

use core::future::Future;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::Method;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest as _, HttpRequest};
use http::StatusCode;
use serde::de::DeserializeOwned;

use super::convert;
use crate::SystemError;
use crate::validation::refused::{Refused, read_json};
use crate::validation::{Location, media_type, read_pairs, read_params};

/// Reads a body of JSON.
pub(super) fn json<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<(T, Bytes), Refused>> + use<T> {
    let is_json = media_type::is_json(&media_type_of(request));
    let body = is_json.then(|| body(request, payload));
    async move {
        let Some(body) = body else {
            let cause = "the body is not said to be JSON";
            return Err(Refused::caused(SystemError::MediaUnsupported, cause));
        };
        let body = body.await?;
        Ok((read_json(&body)?, body))
    }
}

/// Where a form stands: in the query of a GET, or in a body, which may be of another media type.
enum FormText<F> {
    Query(String),
    Body(F),
    Unsupported,
}

/// A form with its text and where that stands; nothing for a body.
type ReadForm<T> = Result<(T, Bytes, Option<Location>), Refused>;

/// Reads a form.
pub(super) fn form<T: DeserializeOwned>(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = ReadForm<T>> + use<T> {
    let text = if matches!(*request.method(), Method::GET | Method::HEAD) {
        FormText::Query(request.query_string().to_owned())
    } else if media_type_of(request) == "application/x-www-form-urlencoded" {
        FormText::Body(body(request, payload))
    } else {
        FormText::Unsupported
    };
    async move {
        match text {
            FormText::Query(text) => Ok((query(&text)?, text.into(), Some(Location::Query))),
            FormText::Body(body) => {
                let body = body.await?;
                let text = core::str::from_utf8(&body)
                    .map_err(|error| Refused::caused(SystemError::BodyMalformed, error))?;
                Ok((read_pairs(text).map_err(Refused::new)?, body, None))
            }
            FormText::Unsupported => {
                let cause = "the body is not said to be a form";
                Err(Refused::caused(SystemError::MediaUnsupported, cause))
            }
        }
    }
}

/// Reads a query.
pub(super) fn query<T: DeserializeOwned>(text: &str) -> Result<T, Refused> {
    read_pairs(text).map_err(|error| Refused::new(error.at(Location::Query)))
}

/// The parameters of the route with their values, in their order.
pub(super) type Params = Vec<(String, String)>;

/// Reads the parameters of the path.
pub(super) fn path<T: DeserializeOwned>(request: &HttpRequest) -> Result<(T, Params), Refused> {
    let params = request.match_info().iter();
    let params: Params = params.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    match read_params(&params) {
        Ok(value) => Ok((value, params)),
        Err(Some(error)) => Err(Refused::new(error)),
        Err(None) => {
            let cause = "the type of `Path` does not fit the parameters of the route";
            Err(Refused::unexpected(cause))
        }
    }
}

/// The body, up to the limit of the app.
fn body(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<Bytes, Refused>> + use<> {
    let body = Bytes::from_request(request, payload);
    async move {
        body.await.map_err(|error| {
            let is_too_large = match error.as_error::<PayloadError>() {
                Some(PayloadError::Overflow) => true,
                _ => {
                    let status = convert::status_from(error.as_response_error().status_code());
                    status == StatusCode::PAYLOAD_TOO_LARGE
                }
            };
            let refusal =
                if is_too_large { SystemError::BodyTooLarge } else { SystemError::BodyMalformed };
            // Errors of actix may be kept to one thread: their text goes to the log.
            Refused::caused(refusal, error.to_string())
        })
    }
}

/// The media type of a body without its parameters.
fn media_type_of(request: &HttpRequest) -> String {
    media_type::bare(request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()))
}
