//! A listed error behind a shared pointer of any type, as frameworks keep the errors that they take in.

use core::any::Any;
use core::error::Error;
use core::fmt;
use std::sync::Arc;

use super::FailureKind;
use super::link::Link;
use crate::Catalogued;
use crate::registry::{CastAny, CodeSet, Registry as _, cast_of_any};

/// A value that a [`CastAny`] looks at as an error.
struct Carried {
    value: Arc<dyn Any + Send + Sync>,
    cast: CastAny,
}

impl Carried {
    fn error(&self) -> Option<&dyn Catalogued> {
        (self.cast)(&*self.value)
    }
}

/// The failure of a value that is an error of an enum of the registry.
pub(crate) fn carried<C: CodeSet>(value: &Arc<dyn Any + Send + Sync>) -> Option<FailureKind> {
    let cast = cast_of_any(C::Root::LISTS, &**value)?;
    let carried = Carried { value: Arc::clone(value), cast };
    let link = Link { depth: 0, cast: |error| error.downcast_ref::<Carried>()?.error() };
    Some(FailureKind::Chained(Box::new(carried), link))
}

impl Error for Carried {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error().and_then(Error::source)
    }
}

impl fmt::Display for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error().map_or(Ok(()), |error| fmt::Display::fmt(error, f))
    }
}

impl fmt::Debug for Carried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error().map_or(Ok(()), |error| fmt::Debug::fmt(error, f))
    }
}
