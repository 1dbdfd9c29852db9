//! A catalogued error among the causes of another error.

use core::error::Error;
use std::sync::Arc;

use super::Raised;
use crate::causes::links;
use crate::registry::{Cast, cast_of};
use crate::{Catalogued, Registry};

/// Where in a chain a catalogued error stands, and how to look at it as one.
#[derive(Clone, Copy)]
pub(crate) struct Link {
    depth: usize,
    cast: Cast,
}

impl Link {
    /// The error at the link.
    pub(super) fn error<'e>(
        self,
        outermost: &'e (dyn Error + 'static),
    ) -> Option<&'e (dyn Error + 'static)> {
        links(outermost).nth(self.depth)
    }

    /// The catalogued error at the link.
    pub(super) fn catalogued<'e>(
        self,
        outermost: &'e (dyn Error + 'static),
    ) -> Option<&'e dyn Catalogued> {
        self.error(outermost).and_then(self.cast)
    }
}

/// The first link that is an error of a registry.
pub(crate) fn find<C: Registry>(outermost: &(dyn Error + 'static)) -> Option<Link> {
    links(outermost).enumerate().find_map(|(depth, error)| {
        let raised: Cast = as_raised::<C>;
        let cast = raised(error).map(|_| raised).or_else(|| cast_of(C::LISTS, error))?;
        Some(Link { depth, cast })
    })
}

/// A failure that went through an interface without catalogues is still one.
fn as_raised<'e, C: Registry>(error: &'e (dyn Error + 'static)) -> Option<&'e dyn Catalogued> {
    let raised = error.downcast_ref::<Arc<Raised>>().filter(|raised| raised.is_of(C::settings()));
    raised.map(|raised| -> &dyn Catalogued { &**raised })
}
