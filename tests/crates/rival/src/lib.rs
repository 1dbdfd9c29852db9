//! A crate that uses a code of billing for another error.

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    /// Every code of the rival.
    pub struct Codes { RivalError }
}

/// Being paid elsewhere.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BILLING", registry = Codes)]
pub enum RivalError {
    /// The same code, another meaning.
    #[catalog(code = "BILLING_BANK_DOWN", status = 500, log_level = ERROR, message = "bank down")]
    BankDown,
}
