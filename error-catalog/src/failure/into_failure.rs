//! What `?` converts into a failure. One trait for everything, so that rustc names what the registry lacks; with several
//! candidate impls it would only say that none fits.

use super::{Caused, Failure};
use crate::failure_inner::FailureKind;
use crate::{ErrorCatalog, Includes, Registry};

/// What `?` converts into a [`Failure`] of a registry that [includes](crate::Includes) it: a catalogued error, alone or
/// with its cause, an error of checked input, or a [`Remote`](crate::Remote) error.
///
/// Only this crate implements it: derive [`ErrorCatalog`] on an error of yours, and use [`OrFail`](crate::OrFail) for any other
/// error.
pub trait IntoFailure {
    /// The registry or enum that `C` has to include.
    type Home;

    /// A second one that `C` has to include.
    type AlsoNeeds;

    #[doc(hidden)]
    #[cfg_attr(feature = "location", track_caller)]
    fn into_failure<C: Registry>(self, seal: Seal) -> Failure<C>;
}

/// Seals [`IntoFailure`]: other crates cannot name it, and so cannot write the method.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Seal;

impl<E: ErrorCatalog + Send + Sync + 'static> IntoFailure for E {
    type Home = E::Home;
    type AlsoNeeds = E::Home;

    #[cfg_attr(feature = "location", track_caller)]
    fn into_failure<C: Registry>(self, _: Seal) -> Failure<C> {
        Failure::hold(FailureKind::Own(Box::new(self), None))
    }
}

impl<E: ErrorCatalog + Send + Sync + 'static> IntoFailure for Caused<E> {
    type Home = E::Home;
    type AlsoNeeds = E::Home;

    #[cfg_attr(feature = "location", track_caller)]
    fn into_failure<C: Registry>(self, _: Seal) -> Failure<C> {
        Failure::hold(FailureKind::Own(Box::new(self.error), self.cause))
    }
}

/// Every enum that the registry includes, its own and those of the registries it includes, and what
/// [turns into one](IntoFailure).
impl<C, E> From<E> for Failure<C>
where
    C: Registry + Includes<E::Home> + Includes<E::AlsoNeeds>,
    E: IntoFailure,
{
    #[cfg_attr(feature = "location", track_caller)]
    fn from(error: E) -> Self {
        error.into_failure(Seal)
    }
}
