//! Input that keeps the rules of its type.

use core::future::Future;
use core::marker::PhantomData;

use axum_core::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use super::form::{self, Form};
use super::json::{self, Json};
use super::path::{self, Path};
use super::query::{self, Query};
use crate::validation::checked::{self, Rules};
use crate::validation::refused::Refused;
use crate::validation::taken::{Taken, Text};

/// Input that keeps the rules of its type. Feature `serde_path_to_error` with `validator` or `garde`.
///
/// `Valid<T>` reads a body of JSON as [`Json`] does; `Valid<Query<T>>`, `Valid<Path<T>>` and `Valid<Form<T>>` read the other
/// parts. All fields that break a rule are reported at once, by the names that the client knows. The rules are those of
/// `#[derive(validator::Validate)]` or of `#[derive(garde::Validate)]`, whichever the type has.
///
/// It is the last argument of its handler. Beside a body, take [`Query`] and check it by hand: `page.validate()?`.
///
/// ```
/// # #[cfg(feature = "validator")] {
/// use error_catalog::axum::Valid;
///
/// struct NewUser { name: String }
///
/// impl validator::Validate for NewUser {
///     // Derived as a rule.
///     fn validate(&self) -> Result<(), validator::ValidationErrors> { Ok(()) }
/// }
///
/// async fn create(Valid(user): Valid<NewUser>) -> String {
///     user.name
/// }
/// # let _ = create;
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Valid<T>(pub T);

/// An extractor whose value can be checked.
#[doc(hidden)]
pub trait Checked: Sized {
    /// What it extracts.
    type Value: DeserializeOwned + Send;

    /// Takes its part of a request.
    fn take(request: Request) -> impl Future<Output = Taken<Self::Value>> + Send;

    /// The extractor with its value.
    fn with(value: Self::Value) -> Self;
}

impl<T: DeserializeOwned + Send> Checked for Json<T> {
    type Value = T;

    fn take(request: Request) -> impl Future<Output = Taken<T>> + Send {
        json::take(request)
    }

    fn with(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned + Send> Checked for Query<T> {
    type Value = T;

    async fn take(request: Request) -> Taken<T> {
        query::take(request.uri().query().unwrap_or_default())
    }

    fn with(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned + Send> Checked for Path<T> {
    type Value = T;

    async fn take(request: Request) -> Taken<T> {
        path::take(&mut request.into_parts().0).await
    }

    fn with(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned + Send> Checked for Form<T> {
    type Value = T;

    async fn take(request: Request) -> Taken<T> {
        let (value, text, location) = form::read::<T>(request).await?;
        Ok((value, Text::of_form(text.into_bytes(), location)))
    }

    fn with(value: T) -> Self {
        Self(value)
    }
}

/// Marks a body of JSON. The library whose rules the type has is inferred.
#[doc(hidden)]
#[derive(Debug)]
pub struct OfBody<By>(PhantomData<By>);

/// Marks another extractor.
#[doc(hidden)]
#[derive(Debug)]
pub struct Inside<By>(PhantomData<By>);

impl<S: Sync, T: Rules<By> + Send, By> FromRequest<S, OfBody<By>> for Valid<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        check::<Json<T>, By>(request).await.map(Self)
    }
}

impl<S: Sync, X: Checked, By> FromRequest<S, Inside<By>> for Valid<X>
where
    X::Value: Rules<By>,
{
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        check::<X, By>(request).await.map(|value| Self(X::with(value)))
    }
}

async fn check<X: Checked, By>(request: Request) -> Result<X::Value, Refused>
where
    X::Value: Rules<By>,
{
    let (value, text) = X::take(request).await?;
    checked::check(value, text)
}
