//! Something that no catalogue declares.

use core::error::Error;
use core::fmt;
use std::borrow::Cow;

/// Something that no catalogue declares, with what was being done. It becomes a [`Failure`](crate::Failure) of any
/// registry by `?`.
pub struct Unexpected {
    cause: Box<dyn Error + Send + Sync>,
    doing: Option<Cow<'static, str>>,
}

impl Unexpected {
    /// Something unexpected, by its cause.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: cause.into(), doing: None }
    }

    /// Says what was being done.
    #[must_use]
    pub fn doing(mut self, doing: impl Into<Cow<'static, str>>) -> Self {
        self.doing = Some(doing.into());
        self
    }

    pub(super) fn cause(&self) -> &(dyn Error + 'static) {
        &*self.cause
    }

    /// What stands behind it: the text already says the cause itself.
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
        f.debug_struct("Unexpected")
            .field("doing", &self.doing)
            .field("cause", &self.cause)
            .finish()
    }
}
