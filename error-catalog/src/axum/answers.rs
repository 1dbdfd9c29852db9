//! What a handler returns, as axum's response.

use axum_core::response::{IntoResponse, Response};

use crate::registry::CodeSet;
use crate::{Envelope, Failure};

/// Complete without the layer, which adds the trace id and the client's language to the body.
impl<C: CodeSet> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        self.into_response_of()
    }
}

/// Complete without the layer. A trace id, a locale or a dialect that was set by hand is kept.
impl IntoResponse for Envelope<'_> {
    fn into_response(self) -> Response {
        self.into_response_of()
    }
}

/// Implements axum's `IntoResponse` for an enum with `#[catalog(into_response)]`. The derive calls it, because the orphan
/// rule allows the impl only in the crate of the enum.
#[doc(hidden)]
#[macro_export]
macro_rules! __answer_in_axum {
    ({ $($generics:tt)* } $error:ty, { $($clause:tt)* }) => {
        #[automatically_derived]
        impl $($generics)* $crate::axum::private::IntoResponse for $error $($clause)* {
            fn into_response(self) -> $crate::axum::private::Response {
                $crate::axum::private::respond(&self)
            }
        }
    };
}

/// For generated code only.
#[allow(missing_docs, reason = "not a part of the API")]
pub mod private {
    pub use axum_core::response::{IntoResponse, Response};

    use crate::{Catalogued, Envelope};

    /// The response of an enum, with a snapshot of the error attached for the layer.
    pub fn respond<E: Catalogued>(error: &E) -> Response {
        IntoResponse::into_response(Envelope::new(error))
    }
}
