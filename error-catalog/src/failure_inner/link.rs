//! The position of a catalogued error in a chain of causes.

use core::error::Error;

use crate::Catalogued;
use crate::causes::links;
use crate::registry::Cast;

/// The position of a catalogued error in a chain, and the cast to it.
#[derive(Clone, Copy)]
pub(crate) struct Link {
    pub(super) depth: usize,
    pub(super) cast: Cast,
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
