//! What a registry says about all its codes.

use super::Messages;
use crate::dialect::{Dialect, Seed};
use crate::{Catalogued as _, Entry, SystemError};

/// The settings of a registry: what `#[registry(…)]` says, or the defaults.
#[derive(Clone, Copy)]
pub struct Settings {
    /// The shape of the bodies.
    pub dialect: &'static (dyn Dialect + Sync),
    /// The locales of the service, the default first.
    pub locales: &'static [&'static str],
    /// The texts of its message files, for codes whose own declaration lacks them.
    pub messages: &'static [Messages],
    /// The name of the service, the same in every body it sends.
    pub service: Option<&'static str>,
    /// The page about a code, with `{code}` or `{slug}` in the place of the code.
    pub docs: Option<&'static str>,
    /// The `type` of a problem document, with `{code}` or `{slug}`; `docs` where it is absent.
    pub problem_type: Option<&'static str>,
    /// The code of an unexpected failure.
    pub internal: Option<&'static str>,
    /// The code of a route that is not there.
    pub not_found: Option<&'static str>,
    /// Looks a code up.
    pub get: fn(&str) -> Option<&'static Entry>,
}

impl Settings {
    /// What holds where nothing is said.
    pub const fn new(get: fn(&str) -> Option<&'static Entry>) -> Self {
        Self {
            dialect: &Seed,
            locales: &[],
            messages: &[],
            service: None,
            docs: None,
            problem_type: None,
            internal: None,
            not_found: None,
            get,
        }
    }

    /// The code of the unexpected: the registry's, or ours where it names none.
    pub(crate) fn internal_row(&self) -> &'static Entry {
        let named = self.internal.and_then(self.get);
        named.unwrap_or_else(|| SystemError::Internal.catalog_row())
    }
}

impl core::fmt::Debug for Settings {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Settings")
            .field("locales", &self.locales)
            .field("service", &self.service)
            .field("docs", &self.docs)
            .finish_non_exhaustive()
    }
}
