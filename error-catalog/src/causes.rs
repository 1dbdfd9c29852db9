//! The chain of causes of an error. `Error::source` is user code and may panic.

use core::error::Error;

use crate::panics;

/// A longer chain of causes is looked at in part: one that ends in itself has no end.
pub(crate) const MOST_LINKS: usize = 32;

/// An error and its causes, the outermost first. What panics while it is asked for its cause has none.
pub(crate) fn links<'e>(
    outermost: &'e (dyn Error + 'static),
) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    core::iter::successors(Some(outermost), |&error| {
        panics::catch(|| error.source()).ok().flatten()
    })
    .take(MOST_LINKS)
}
