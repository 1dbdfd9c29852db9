//! What `?` converts into a failure. One trait for everything, so that rustc names what the registry lacks; with several
//! candidate impls it would only say that none fits.

use super::{Caused, Failure};
use crate::failure_inner::{FailureKind, Unexpected};
use crate::registry::{CodeSet, HasInternalCode, Listing, Lists, Part, Raises, Whole};
use crate::rows::has_unknown_code;
use crate::{ErrorCatalog, Registry};

/// Declares the traits of what `?` converts. rustc reports the one or the other, in the same words.
macro_rules! converted_by_question_mark {
    ($($item:item)+) => { $(
        #[diagnostic::on_unimplemented(
            message = "`{Self}` does not become a `Failure`",
            label = "not a catalogued error: write `.or_internal()?` to send the internal code, `.or_fail(UserError::NotFound)?` to send another, or `.widen()?` for a `Failure` of a smaller registry",
            note = "derive `ErrorCatalog` for an error of yours; to add a text for the log, write `.or_internal_with(|| \"...\")?`"
        )]
        $item
    )+ };
}

converted_by_question_mark! {
    /// What `?` converts into a [`Failure`] of a registry that [includes](crate::Includes) it: every catalogued error, alone or
    /// with its cause, the errors of checking and reading input, and a [`Remote`](crate::Remote) error. An [`Unexpected`] becomes one of every
    /// registry that [has a code](HasInternalCode) for it.
    ///
    /// Only this crate implements it: derive [`ErrorCatalog`] on an error of yours, and use [`OrFail`](crate::OrFail) for any other
    /// error.
    pub trait IntoFailure {
        #[doc(hidden)]
        #[cfg_attr(feature = "location", track_caller)]
        fn into_failure<C: CodeSet>(self, seal: Seal) -> Failure<C>;
    }

    /// What a registry has to include.
    pub trait HasHome: IntoFailure + 'static {
        /// The registry or enum that `C` has to include.
        type Home;

        /// A second one that `C` has to include.
        type AlsoNeeds;

        /// What a set has to list.
        type Raised: ?Sized;

        /// Whether it may have the code of an inner error, which a set need not list.
        #[doc(hidden)]
        const HAS_INNER: bool = false;
    }
}

/// That the registry takes an error in. Of an error that it has to include, rustc names what it lacks.
#[diagnostic::on_unimplemented(
    message = "the registry `{Self}` has no code for unexpected failures",
    // For `?`, rustc shows no notes.
    label = "`{Self}` has no code for unexpected failures: add `error_catalog::SystemError` to its `catalog!`, or name a listed code with a status from 500 by `#[registry(internal = \"DOMAIN_INTERNAL_ERROR\")]` above its `struct`"
)]
pub trait Accepts<E, Kind> {
    /// Whether the code of an error is listed for certain. If not, it is looked for.
    #[doc(hidden)]
    fn is_listed(_: &E) -> bool {
        true
    }

    #[doc(hidden)]
    fn accept(seal: Seal);
}

impl<C, E> Accepts<E, Whole> for C
where
    C: Registry + Lists<E::Home> + Lists<E::AlsoNeeds>,
    E: HasHome,
{
    fn accept(_: Seal) {}
}

impl<C, E> Accepts<E, Part> for C
where
    C: Raises<E::Raised>,
    E: HasHome,
{
    fn is_listed(error: &E) -> bool {
        !E::HAS_INNER
            && match <C as Raises<E::Raised>>::LISTING {
                Listing::Whole => true,
                Listing::Some(lists) => lists(error),
            }
    }

    fn accept(_: Seal) {}
}

impl<C: HasInternalCode> Accepts<Unexpected, Whole> for C {
    fn accept(_: Seal) {}
}

impl<C: CodeSet> Accepts<Unexpected, Part> for C
where
    C::Root: HasInternalCode,
{
    fn accept(_: Seal) {}
}

/// Seals [`IntoFailure`] and [`Accepts`]: other crates cannot name it, and so cannot write their methods.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Seal;

#[diagnostic::do_not_recommend]
impl<E: ErrorCatalog + Send + Sync + 'static> HasHome for E {
    type Home = E::Home;
    type AlsoNeeds = E::Home;
    type Raised = E::Itself;
    const HAS_INNER: bool = has_unknown_code(E::INNER);
}

#[diagnostic::do_not_recommend]
impl<E: ErrorCatalog + Send + Sync + 'static> HasHome for Caused<E> {
    type Home = E::Home;
    type AlsoNeeds = E::Home;
    type Raised = E::Itself;
    const HAS_INNER: bool = has_unknown_code(E::INNER);
}

#[diagnostic::do_not_recommend]
impl<E: ErrorCatalog + Send + Sync + 'static> IntoFailure for E {
    #[cfg_attr(feature = "location", track_caller)]
    fn into_failure<C: CodeSet>(self, _: Seal) -> Failure<C> {
        Failure::hold(FailureKind::Own(Box::new(self), None))
    }
}

#[diagnostic::do_not_recommend]
impl<E: ErrorCatalog + Send + Sync + 'static> IntoFailure for Caused<E> {
    #[cfg_attr(feature = "location", track_caller)]
    fn into_failure<C: CodeSet>(self, _: Seal) -> Failure<C> {
        Failure::hold(FailureKind::Own(Box::new(self.error), self.cause))
    }
}

impl IntoFailure for Unexpected {
    #[cfg_attr(feature = "location", track_caller)]
    fn into_failure<C: CodeSet>(self, _: Seal) -> Failure<C> {
        Failure::hold(FailureKind::Unexpected(self))
    }
}

/// Every enum that the registry includes, its own and those of the registries it includes, and what
/// [turns into one](IntoFailure).
impl<C, E> From<E> for Failure<C>
where
    C: CodeSet + Accepts<E, C::Kind>,
    E: IntoFailure,
{
    #[cfg_attr(feature = "location", track_caller)]
    fn from(error: E) -> Self {
        let is_listed = <C as Accepts<E, C::Kind>>::is_listed(&error);
        let failure: Self = error.into_failure(Seal);
        if is_listed { failure } else { failure.or_undeclared() }
    }
}
