//! The locales that a client can choose from.

use std::sync::Arc;

use crate::Registry;

/// The locales that a registry's codes can answer in: those it declares, the default first, or else those that
/// its enums declare.
pub(super) fn locales_of<C: Registry>() -> Arc<[&'static str]> {
    let declared = C::settings().locales;
    if !declared.is_empty() {
        return Arc::from(declared);
    }
    let mut locales: Vec<&'static str> = Vec::new();
    for locale in C::ALL.iter().flat_map(|entry| entry.locales()) {
        if !locales.contains(locale) {
            locales.push(locale);
        }
    }
    Arc::from(locales)
}
