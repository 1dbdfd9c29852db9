//! A catalogued error behind a pointer that can be upcast to `dyn Error`.

use core::error::Error;

use crate::Catalogued;

/// Every owned catalogued error. Upcasting a trait object is possible since Rust 1.86, which is newer than our MSRV.
pub(crate) trait AsDynError: Catalogued + Send + Sync {
    fn as_error(&self) -> &(dyn Error + 'static);
}

impl<E: Catalogued + Send + Sync + 'static> AsDynError for E {
    fn as_error(&self) -> &(dyn Error + 'static) {
        self
    }
}
