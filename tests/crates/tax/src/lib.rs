//! A crate that takes in the registry of another.

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    /// Every code of tax, with those of billing.
    pub struct Codes { TaxError, ..billing::Codes }
}

/// What the state wants.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "TAX", registry = Codes)]
pub enum TaxError {
    /// The rate of a country is not known.
    #[catalog(code = "TAX_RATE_UNKNOWN", status = 422, log_level = WARN, message = "税率が不明です")]
    RateUnknown,
}
