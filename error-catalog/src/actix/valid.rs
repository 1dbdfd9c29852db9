//! Input that keeps the rules of its type.

use core::future::{Future, Ready, ready};
use core::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::extract::{Form, Json, Path, Query};
use super::read;
#[cfg(feature = "garde")]
use crate::validation::checked::ByGarde;
#[cfg(feature = "validator")]
use crate::validation::checked::ByValidator;
use crate::validation::checked::{Rules, check};
use crate::validation::params_by_name;
use crate::validation::refused::Refused;
use crate::validation::taken::{Taken, Text};

/// Input that keeps the rules of `#[derive(validator::Validate)]`. Features `serde_path_to_error` and `validator`.
///
/// `Valid<T>` reads a body of JSON as [`Json`] does; `Valid<Query<T>>`, `Valid<Path<T>>` and `Valid<Form<T>>` read the other
/// parts. All fields that break a rule are reported at once, by the names that the client knows.
///
/// Rules of `garde` have an extractor of their own, `Garde`: actix does not infer the library.
///
/// ```
/// use error_catalog::actix::{Query, Valid};
///
/// # struct NewUser { name: String }
/// # struct Page { number: u32 }
/// # impl validator::Validate for NewUser {
/// #     fn validate(&self) -> Result<(), validator::ValidationErrors> { Ok(()) }
/// # }
/// # impl validator::Validate for Page {
/// #     fn validate(&self) -> Result<(), validator::ValidationErrors> { Ok(()) }
/// # }
/// # impl<'de> serde::Deserialize<'de> for NewUser {
/// #     fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> { Ok(NewUser { name: String::new() }) }
/// # }
/// # impl<'de> serde::Deserialize<'de> for Page {
/// #     fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> { Ok(Page { number: 1 }) }
/// # }
/// // `NewUser` and `Page` derive `serde::Deserialize` and `validator::Validate`.
/// async fn create(Valid(user): Valid<NewUser>, Valid(Query(page)): Valid<Query<Page>>) -> String {
///     format!("{} on page {}", user.name, page.number)
/// }
/// # let _ = actix_web::web::post().to(create);
/// ```
#[cfg(feature = "validator")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Valid<T>(pub T);

/// Input that keeps the rules of `#[derive(garde::Validate)]`, read as `Valid` reads it. Features `serde_path_to_error` and
/// `garde`.
#[cfg(feature = "garde")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Garde<T>(pub T);

/// What is read and checked: an extractor, or a type whose JSON is the body.
#[doc(hidden)]
pub trait Input: Sized + 'static {
    /// What has the rules.
    type Value: DeserializeOwned + 'static;

    /// The future of what is read.
    type Reading: Future<Output = Taken<Self::Value>> + 'static;

    /// Takes its part of a request.
    fn take(request: &HttpRequest, payload: &mut Payload) -> Self::Reading;

    /// The input with its value.
    fn with(value: Self::Value) -> Self;
}

type Reading<T> = Pin<Box<dyn Future<Output = Taken<T>>>>;

impl<T: DeserializeOwned + 'static> Input for T {
    type Value = T;
    type Reading = Reading<T>;

    fn take(request: &HttpRequest, payload: &mut Payload) -> Self::Reading {
        Json::take(request, payload)
    }

    fn with(value: T) -> Self {
        value
    }
}

impl<T: DeserializeOwned + 'static> Input for Json<T> {
    type Value = T;
    type Reading = Reading<T>;

    fn take(request: &HttpRequest, payload: &mut Payload) -> Self::Reading {
        let reading = read::json(request, payload);
        Box::pin(async move {
            let (value, body) = reading.await?;
            Ok((value, Text::Json(body.into())))
        })
    }

    fn with(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned + 'static> Input for Form<T> {
    type Value = T;
    type Reading = Reading<T>;

    fn take(request: &HttpRequest, payload: &mut Payload) -> Self::Reading {
        let reading = read::form(request, payload);
        Box::pin(async move {
            let (value, text, location) = reading.await?;
            Ok((value, Text::of_form(text.into(), location)))
        })
    }

    fn with(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned + 'static> Input for Query<T> {
    type Value = T;
    type Reading = Ready<Taken<T>>;

    fn take(request: &HttpRequest, _: &mut Payload) -> Self::Reading {
        let query = request.query_string();
        ready(read::query(query).map(|value| (value, Text::Query(query.into()))))
    }

    fn with(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned + 'static> Input for Path<T> {
    type Value = T;
    type Reading = Ready<Taken<T>>;

    fn take(request: &HttpRequest, _: &mut Payload) -> Self::Reading {
        let read = read::path(request);
        ready(read.map(|(value, params)| (value, Text::Params(params_by_name(&params)))))
    }

    fn with(value: T) -> Self {
        Self(value)
    }
}

#[cfg(feature = "validator")]
impl<X: Input> FromRequest for Valid<X>
where
    X::Value: Rules<ByValidator>,
{
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let reading = X::take(request, payload);
        Box::pin(async move { read_checked::<X, ByValidator>(reading).await.map(Self) })
    }
}

#[cfg(feature = "garde")]
impl<X: Input> FromRequest for Garde<X>
where
    X::Value: Rules<ByGarde>,
{
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let reading = X::take(request, payload);
        Box::pin(async move { read_checked::<X, ByGarde>(reading).await.map(Self) })
    }
}

async fn read_checked<X: Input, By>(reading: X::Reading) -> Result<X, Refused>
where
    X::Value: Rules<By>,
{
    let (value, text) = reading.await?;
    check(value, text).map(X::with)
}
