//! One failed request.

use http::StatusCode;

use super::Exchange;
use crate::mask::{DEFAULT_MASK, Mask};
use crate::{Catalogued, Entry};

/// One failed request, for the log and the metrics. Clients see nothing of it.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Occurrence<'o> {
    /// What went wrong, with its causes and context.
    pub error: &'o (dyn Catalogued + Send + Sync),
    /// The request.
    pub exchange: &'o Exchange,
    /// The status that was sent.
    pub status: StatusCode,
    mask: &'o Mask,
}

impl<'o> Occurrence<'o> {
    /// A failed request, for the test of an observer.
    pub fn new(
        error: &'o (dyn Catalogued + Send + Sync),
        exchange: &'o Exchange,
        status: StatusCode,
    ) -> Self {
        Self { error, exchange, status, mask: &DEFAULT_MASK }
    }

    /// The same, reported by a layer with this mask.
    pub(super) fn masked_by(self, mask: &'o Mask) -> Self {
        #[cfg(feature = "testing")]
        crate::produced::note_causes(self.exchange.trace_id().as_str(), self.error);
        Self { mask, ..self }
    }

    /// What the layer masks in all that it writes. The fields of an occurrence are as they came: an observer that writes
    /// masks them by this.
    pub fn mask(&self) -> &'o Mask {
        self.mask
    }

    /// The entry of the error: the true one, whatever was sent.
    pub fn entry(&self) -> &'static Entry {
        self.error.catalog_row()
    }
}
