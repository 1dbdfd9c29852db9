//! What a handler returns, as a response of actix.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};

use super::{convert, response};
use crate::registry::CodeSet;
use crate::{Envelope, Failure};

/// `Result<_, Failure<Codes>>` is what a handler returns.
impl<C: CodeSet> ResponseError for Failure<C> {
    fn status_code(&self) -> StatusCode {
        convert::status(self.envelope().status())
    }

    fn error_response(&self) -> HttpResponse {
        // With the failure itself: the middleware knows the registry, and not every set of it.
        response(self.shared().into_response())
    }
}

impl<C: CodeSet> Responder for Failure<C> {
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

/// Implements actix's `ResponseError` for an enum with `#[catalog(into_response)]`; the derive calls it.
#[doc(hidden)]
#[macro_export]
macro_rules! __answer_in_actix {
    ({ $($generics:tt)* } $error:ty, { $($clause:tt)* }) => {
        #[automatically_derived]
        impl $($generics)* $crate::actix::private::ResponseError for $error $($clause)* {
            fn status_code(&self) -> $crate::actix::private::StatusCode {
                $crate::actix::private::status(self)
            }

            fn error_response(&self) -> $crate::actix::private::HttpResponse {
                $crate::actix::private::respond(self)
            }
        }
    };
}

/// For generated code only.
#[allow(missing_docs, reason = "not a part of the API")]
pub mod private {
    pub use actix_web::http::StatusCode;
    pub use actix_web::{HttpResponse, ResponseError};

    use super::super::{convert, response};
    use crate::{Catalogued, Envelope};

    pub fn status<E: Catalogued>(error: &E) -> StatusCode {
        convert::status(Envelope::new(error).status())
    }

    /// The response of an enum, with a snapshot of the error attached for the middleware.
    pub fn respond<E: Catalogued>(error: &E) -> HttpResponse {
        response(Envelope::new(error).into_response())
    }
}
