//! Extractors that read a part of the request and answer with the catalogue's codes.

use core::future::{Future, Ready, ready};
use core::pin::Pin;

use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::Method;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, ResponseError};
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::convert;
use crate::SystemError;
use crate::validation::refused::{Refused, read_json};
use crate::validation::{Location, keep_input, keep_pairs, media_type, read_pairs, read_params};

type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, Refused>>>>;

/// A body of JSON. Feature `serde_path_to_error`.
///
/// What is missing or of the wrong type is `VALIDATION_ERROR` with its path; what is no JSON, no `application/json` or too large
/// has its code of [`SystemError`]. `web::PayloadConfig` sets the limit.
///
/// As a response it is its value as JSON.
///
/// ```
/// use error_catalog::actix::Json;
///
/// async fn double(Json(numbers): Json<Vec<u32>>) -> Json<Vec<u32>> {
///     Json(numbers.into_iter().map(|number| number.saturating_mul(2)).collect())
/// }
/// # let _ = actix_web::web::post().to(double);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if !media_type::is_json(&media_type_of(request)) {
            let cause = "the body is not said to be JSON";
            return refuse(Refused::caused(SystemError::MediaUnsupported, cause));
        }
        let body = body(request, payload);
        Box::pin(async move {
            let body = body.await?;
            let value = read_json::<T>(&body)?;
            keep_input::<T>(&body);
            Ok(Self(value))
        })
    }
}

impl<T: Serialize> Responder for Json<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        match serde_json::to_vec(&self.0) {
            Ok(body) => HttpResponse::Ok().content_type("application/json").body(body),
            Err(error) => HttpResponse::from_error(Refused::caused(SystemError::Internal, error)),
        }
    }
}

/// The query of a request. Feature `serde_path_to_error`.
///
/// A parameter that is missing or of the wrong type is `VALIDATION_ERROR` and has its name. One that is there several times is a
/// list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Refused;
    type Future = Ready<Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_query(request).map(Self))
    }
}

/// A form: the body of `application/x-www-form-urlencoded`, or the query of a GET. Feature `serde_path_to_error`.
///
/// A field that is missing or of the wrong type is `VALIDATION_ERROR` with its name. A body of another media type or one that is
/// too large has its code of [`SystemError`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if matches!(*request.method(), Method::GET | Method::HEAD) {
            let read = read_query(request).map(Self);
            return Box::pin(ready(read));
        }
        if media_type_of(request) != "application/x-www-form-urlencoded" {
            let cause = "the body is not said to be a form";
            return refuse(Refused::caused(SystemError::MediaUnsupported, cause));
        }
        let body = body(request, payload);
        Box::pin(async move {
            let body = body.await?;
            let text = core::str::from_utf8(&body)
                .map_err(|error| Refused::caused(SystemError::BodyMalformed, error))?;
            let value = read_pairs::<T>(text).map_err(Refused::new)?;
            keep_pairs::<T>(&body);
            Ok(Self(value))
        })
    }
}

/// The parameters of the path: a struct by their names, a tuple in their order, or the only one. Feature
/// `serde_path_to_error`.
///
/// A parameter of the wrong type is `VALIDATION_ERROR` and has its name. A type that does not fit the route is a mistake of the
/// service: the internal code, and the log has the reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Path<T> {
    type Error = Refused;
    type Future = Ready<Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let params = request.match_info().iter();
        let params: Vec<_> =
            params.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        ready(match read_params(&params) {
            Ok(value) => Ok(Self(value)),
            Err(Some(error)) => Err(Refused::new(error)),
            Err(None) => {
                let cause = "the type of `Path` does not fit the parameters of the route";
                Err(Refused::caused(SystemError::Internal, cause))
            }
        })
    }
}

/// The error of the extractors, as what a handler returns.
impl ResponseError for Refused {
    fn status_code(&self) -> actix_web::http::StatusCode {
        convert::status(self.response().status())
    }

    fn error_response(&self) -> HttpResponse {
        convert::response(self.response())
    }
}

fn refuse<T>(refused: Refused) -> Extracting<T>
where
    T: 'static,
{
    Box::pin(ready(Err(refused)))
}

fn read_query<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, Refused> {
    let query = request.query_string();
    let value = read_pairs::<T>(query).map_err(|error| Refused::new(error.at(Location::Query)))?;
    keep_pairs::<T>(query.as_bytes());
    Ok(value)
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
