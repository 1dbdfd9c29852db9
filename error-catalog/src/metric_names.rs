//! The names of the metrics of this process.

use core::fmt;
use std::sync::OnceLock;

use catalog_specs_core::metric::{Metric, Names};

/// The names in use: those that were set, or the default from the first count on.
static NAMES: OnceLock<Names> = OnceLock::new();

/// The names that were set.
static SET: OnceLock<Names> = OnceLock::new();

pub(crate) fn name(metric: Metric) -> &'static str {
    NAMES.get_or_init(Names::default).get(metric)
}

pub(crate) fn set(names: Names) -> Result<(), NamesInUse> {
    if *NAMES.get_or_init(|| names.clone()) != names {
        return Err(NamesInUse);
    }
    // The same again changes nothing.
    let _ = SET.set(names);
    Ok(())
}

/// The names that the service has set, if it has.
#[cfg(feature = "documents")]
pub(crate) fn that_were_set() -> Option<&'static Names> {
    SET.get()
}

/// Other names are in use: they were set before, or something was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamesInUse;

impl fmt::Display for NamesInUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the metrics have other names already: set them before anything is counted")
    }
}

impl core::error::Error for NamesInUse {}
