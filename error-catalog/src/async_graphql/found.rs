//! Finds the failure in an error of async-graphql, which keeps the error of a resolver as a value of any type.

use core::any::Any;
use std::sync::Arc;

use async_graphql::ServerError;

use crate::failure::Unexpected;
use crate::registry::CodeSet;
use crate::{Failure, Includes, Registry};

/// The shared value that an error was made of.
type Source = Arc<dyn Any + Send + Sync>;

/// Finds a failure in the source of an error, with the address that clones of it share.
pub(super) type Finder<C> = fn(&Source) -> Option<(Failure<C>, *const ())>;

/// What an error stands for.
pub(super) enum Found<C: Registry> {
    /// A failure of a resolver, and the address of what it was made of. An error without a source has none: what is made of it here
    /// is freed before the next error, which may get its address.
    Failure(Failure<C>, Option<*const ()>),
    /// An error that GraphQL made of the query.
    Refusal(Failure<C>),
}

impl<C: Registry> Found<C> {
    pub(super) fn failure(&self) -> &Failure<C> {
        match self {
            Self::Failure(failure, _) | Self::Refusal(failure) => failure,
        }
    }

    pub(super) fn address(&self) -> Option<*const ()> {
        match self {
            Self::Failure(_, address) => *address,
            Self::Refusal(_) => None,
        }
    }
}

/// The finder of the failures of a registry or a set that `C` includes.
pub(super) fn finder<C: Registry + Includes<N::Root>, N: CodeSet>(
    source: &Source,
) -> Option<(Failure<C>, *const ())> {
    let failure = failure_in::<N>(source)?;
    let address = failure.address();
    Some((failure.widen(), address))
}

/// A failure, or one that a loader shares.
fn failure_in<N: CodeSet>(source: &Source) -> Option<Failure<N>> {
    let shared = || source.downcast_ref::<Arc<Failure<N>>>().map(|shared| &**shared);
    source.downcast_ref::<Failure<N>>().or_else(shared).cloned()
}

/// The failure that an error was made of; `None` if the error has no source.
pub(super) fn find<C: Registry>(error: &ServerError, finders: &[Finder<C>]) -> Option<Found<C>> {
    let source = error.source.as_ref()?;
    if let Some(failure) = failure_in::<C>(source) {
        let address = failure.address();
        return Some(Found::Failure(failure, Some(address)));
    }
    if let Some((failure, address)) = finders.iter().find_map(|find| find(source)) {
        return Some(Found::Failure(failure, Some(address)));
    }
    let address = Arc::as_ptr(source).cast();
    let failure = Failure::carried(source).unwrap_or_else(|| unexpected(error, source));
    Some(Found::Failure(failure, Some(address)))
}

/// The failure of an error without a code. Its type is not known, so that the log has its text alone.
fn unexpected<C: Registry>(error: &ServerError, source: &Source) -> Failure<C> {
    let text = match source.downcast_ref::<Unexpected>() {
        Some(unexpected) => unexpected.to_string(),
        None => error.message.clone(),
    };
    Failure::unexpected(text)
}

/// The source of an error with the field that it comes from, such as `Query.cart`.
pub(super) struct Located {
    field: String,
    source: Option<Source>,
}

impl Located {
    /// Notes the field of an error, unless one is noted.
    pub(super) fn locate(mut error: ServerError, parent: &str, name: &str) -> ServerError {
        if error.source::<Self>().is_none() {
            let (field, source) = (format!("{parent}.{name}"), error.source.take());
            error.source = Some(Arc::new(Self { field, source }));
        }
        error
    }

    /// Takes the field out of an error, which has its own source again.
    pub(super) fn take(error: &mut ServerError) -> Option<String> {
        let located = error.source::<Self>()?;
        let (field, source) = (located.field.clone(), located.source.clone());
        error.source = source;
        Some(field)
    }
}
