//! An error of any registry, or of none, on its way out of a service.

use core::error::Error;
use core::fmt;

use crate::{Catalogued, Entry, Fields, Settings};

/// The error itself, but for the settings: dialect, locales and texts are those of the service, as with a
/// [`Failure`](crate::Failure). What an extractor refuses knows no registry, and leaves like everything else.
pub(crate) struct Adopted<'e> {
    error: &'e (dyn Catalogued + Send + Sync),
    settings: &'static Settings,
}

impl<'e> Adopted<'e> {
    pub(crate) fn new(
        error: &'e (dyn Catalogued + Send + Sync),
        settings: &'static Settings,
    ) -> Self {
        Self { error, settings }
    }
}

impl Catalogued for Adopted<'_> {
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
        self.settings
    }

    fn catalog_trace_id(&self) -> Option<&str> {
        self.error.catalog_trace_id()
    }
}

impl Error for Adopted<'_> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

impl fmt::Display for Adopted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.error, f)
    }
}

impl fmt::Debug for Adopted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.error, f)
    }
}
