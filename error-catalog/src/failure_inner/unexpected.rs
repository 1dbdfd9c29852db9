//! An error that no catalogue declares.

use core::error::Error;
use core::fmt;
use std::borrow::Cow;

use crate::line::displayed;

/// An error that no catalogue declares, with what was being done. `?` converts it into a [`Failure`](crate::Failure) of any
/// registry.
pub struct Unexpected {
    cause: Box<dyn Error + Send + Sync>,
    doing: Option<Cow<'static, str>>,
}

impl Unexpected {
    /// An unexpected error.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: cause.into(), doing: None }
    }

    /// Adds what was being done.
    #[must_use]
    pub fn doing(mut self, doing: impl Into<Cow<'static, str>>) -> Self {
        self.doing = Some(doing.into());
        self
    }

    pub(super) fn cause(&self) -> &(dyn Error + 'static) {
        &*self.cause
    }

    /// Its cause: the text includes the error itself.
    pub(super) fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.source()
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(doing) = &self.doing {
            write!(f, "{doing}: ")?;
        }
        self.cause.fmt(f)
    }
}

impl fmt::Debug for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let doing = self.doing.as_deref().map(|doing| displayed(&doing));
        let cause = displayed(&format_args!("{:?}", self.cause));
        f.debug_struct("Unexpected")
            .field("doing", &doing)
            .field("cause", &format_args!("{cause}"))
            .finish()
    }
}
