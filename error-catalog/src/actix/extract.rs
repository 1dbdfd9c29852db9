//! Extractors that read a part of the request and answer with the catalogue's codes.

use core::future::{Future, Ready, ready};
use core::pin::Pin;

use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, ResponseError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{convert, read};
use crate::validation::refused::Refused;
use crate::validation::{keep_input, keep_pairs};

type Extracting<T> = Pin<Box<dyn Future<Output = Result<T, Refused>>>>;

/// A body of JSON. Feature `serde_path_to_error`.
///
/// A field that is missing or of the wrong type is a `VALIDATION_ERROR` with its path. A body that is not JSON, not
/// `application/json` or too large has its code of [`SystemError`](crate::SystemError). `web::PayloadConfig` sets the limit.
///
/// As a response it sends its value as JSON.
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
        let reading = read::json::<T>(request, payload);
        Box::pin(async move {
            let (value, body) = reading.await?;
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
            Err(error) => HttpResponse::from_error(Refused::unexpected(error)),
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
        let query = request.query_string();
        ready(read::query::<T>(query).map(|value| {
            keep_pairs::<T>(query.as_bytes());
            Self(value)
        }))
    }
}

/// A form: the body of `application/x-www-form-urlencoded`, or the query of a GET. Feature `serde_path_to_error`.
///
/// A field that is missing or of the wrong type is `VALIDATION_ERROR` with its name. A body of another media type or one that is
/// too large has its code of [`SystemError`](crate::SystemError).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Refused;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let reading = read::form::<T>(request, payload);
        Box::pin(async move {
            let (value, text, _) = reading.await?;
            keep_pairs::<T>(&text);
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
        ready(read::path(request).map(|(value, _)| Self(value)))
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
