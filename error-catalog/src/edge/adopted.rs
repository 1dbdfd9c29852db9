//! An error of any registry, or of none, on its way out of the service whose registry is `C`.

use core::error::Error;
use core::fmt;
use core::marker::PhantomData;

use crate::{Catalogued, Entry, Fields, Registry, Settings};

/// The error itself, but for the settings: dialect, locales and texts are those of the service, as with a
/// [`Failure`](crate::Failure). What an extractor refuses knows no registry, and leaves like everything else.
pub(crate) struct Adopted<'e, C> {
    error: &'e (dyn Catalogued + Send + Sync),
    registry: PhantomData<fn() -> C>,
}

impl<'e, C: Registry> Adopted<'e, C> {
    pub(crate) fn new(error: &'e (dyn Catalogued + Send + Sync)) -> Self {
        Self { error, registry: PhantomData }
    }
}

impl<C: Registry> Catalogued for Adopted<'_, C> {
    fn catalog_row(&self) -> &'static Entry {
        self.error.catalog_row()
    }

    fn catalog_public_row(&self) -> &'static Entry {
        self.error.catalog_public_row()
    }

    fn catalog_text_row(&self) -> &'static Entry {
        self.error.catalog_text_row()
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        self.error.catalog_fields(fields);
    }

    fn catalog_settings(&self) -> &'static Settings {
        C::settings()
    }

    fn catalog_trace_id(&self) -> Option<&str> {
        self.error.catalog_trace_id()
    }
}

impl<C: Registry> Error for Adopted<'_, C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

impl<C: Registry> fmt::Display for Adopted<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.error, f)
    }
}

impl<C: Registry> fmt::Debug for Adopted<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.error, f)
    }
}
