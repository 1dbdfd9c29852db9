//! Where among the causes of an error a catalogued one stands.

use core::error::Error;

use crate::Catalogued;
use crate::causes::links;
use crate::registry::Cast;

/// Where in a chain a catalogued error stands, and how to look at it as one.
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
