// Rule: registry-duplicate

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BILLING", registry = crate::Codes)]
pub enum PaymentError {
    #[catalog(code = "BILLING_CARD_REFUSED", status = 402, log_level = INFO, message = "the card was declined")]
    Refused,
}

catalog! {
    pub struct Codes { PaymentError, ..billing::Codes }
}

fn main() {}
