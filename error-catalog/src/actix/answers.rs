//! What a handler returns, as an answer of actix.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};

use super::{convert, response};
use crate::{Envelope, Failure, Registry};

/// `Result<_, Failure<Codes>>` is what a handler returns.
impl<C: Registry> ResponseError for Failure<C> {
    fn status_code(&self) -> StatusCode {
        convert::status(self.envelope().status())
    }

    fn error_response(&self) -> HttpResponse {
        response(self.envelope().into_response())
    }
}

impl<C: Registry> Responder for Failure<C> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::from_error(self)
    }
}

impl Responder for Envelope<'_> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        response(self.into_response())
    }
}
