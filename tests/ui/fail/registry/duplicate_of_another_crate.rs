// Rule: registry-duplicate

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BILLING", registry = crate::Codes)]
pub enum PaymentError {
    #[catalog(code = "BILLING_CARD_DECLINED", status = 402, log_level = INFO, message = "the card was declined")]
    Declined,
}

catalog! {
    pub struct Codes { PaymentError, ..billing::Codes }
}

fn main() {
    // What is duplicate is still there: no second error.
    let _ = PaymentError::Declined.code();
    let _ = Codes::BILLING_CARD_DECLINED;
}
