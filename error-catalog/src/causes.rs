//! The chain of causes of an error. `Error::source` is user code and may panic.

use core::error::Error;
use core::fmt;

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

/// The text of a cause for the log. That of a database server without its details, which hold the values of the row.
pub(crate) struct LoggedCause<'e>(pub(crate) &'e (dyn Error + 'static));

impl fmt::Display for LoggedCause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "tokio-postgres")]
        if let Some(error) = self.0.downcast_ref::<tokio_postgres::error::DbError>() {
            return write!(f, "{}: {}", error.severity(), error.message());
        }
        fmt::Display::fmt(self.0, f)
    }
}
