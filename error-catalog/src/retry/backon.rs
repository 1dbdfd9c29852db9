//! The adapter for `backon`.

use core::iter;
use core::time::Duration;

use backon::BackoffBuilder;

use super::tries::Tries;
use crate::failure::AsCatalogued;

/// A back-off for `backon` that never ends: [`Tries::adjust`] has the waits, and ends it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Endless;

impl BackoffBuilder for Endless {
    type Backoff = iter::Repeat<Duration>;

    fn build(self) -> Self::Backoff {
        iter::repeat(Duration::ZERO)
    }
}

impl Tries {
    /// The waits for `backon`: `call.retry(Endless).adjust(tries.adjust())`.
    pub fn adjust<E: AsCatalogued>(
        &mut self,
    ) -> impl FnMut(&E, Option<Duration>) -> Option<Duration> {
        |error, _| self.wait(error)
    }
}
