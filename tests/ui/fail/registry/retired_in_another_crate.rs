// Rule: registry-retired

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BILLING", registry = crate::Codes)]
pub enum PaymentError {
    #[catalog(code = "BILLING_CARD_LOCKED", status = 402, log_level = INFO, message = "the card was declined")]
    Locked,
}

catalog! {
    pub struct Codes { PaymentError, ..billing::Codes }
}

fn main() {}
