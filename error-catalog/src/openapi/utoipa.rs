//! Failures in the `responses(…)` of utoipa.

use std::collections::BTreeMap;

use crate::Failure;
use crate::registry::CodeSet;

macro_rules! documents_its_responses {
    ($($feature:literal $utoipa:ident;)+) => { $(
        #[cfg(feature = $feature)]
        impl<C: CodeSet> ::$utoipa::IntoResponses for Failure<C> {
            fn responses()
            -> BTreeMap<String, ::$utoipa::openapi::RefOr<::$utoipa::openapi::response::Response>> {
                super::read(&super::text::<C>())
            }
        }
    )+ };
}

documents_its_responses! {
    "utoipa" utoipa;
    "utoipa-5" utoipa5;
}
