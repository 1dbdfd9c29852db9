// Rule: registry-foreign

use error_catalog::{ErrorCatalog, catalog};

mod billing {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "BILLING", registry = Codes)]
    pub enum BillingError {
        #[catalog(code = "BILLING_CARD_REFUSED", status = 402, log_level = "INFO", message = "the card cannot be used")]
        CardRefused,
    }

    catalog! {
        pub struct Codes { BillingError }
    }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

catalog! {
    pub struct Codes { AuthError, billing::BillingError }
}

fn main() {}
