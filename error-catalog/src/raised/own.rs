//! A catalogued error behind a pointer that can still be looked at as any of what it is.

use core::error::Error;

use crate::Catalogued;

/// What every catalogued error is that owns all it holds. To go from one trait object to another by itself is
/// possible since Rust 1.86, which is newer than what we ask for.
pub(crate) trait Own: Catalogued + Send + Sync {
    fn as_error(&self) -> &(dyn Error + 'static);
}

impl<E: Catalogued + Send + Sync + 'static> Own for E {
    fn as_error(&self) -> &(dyn Error + 'static) {
        self
    }
}
