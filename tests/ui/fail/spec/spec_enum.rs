// Rule: spec-enum

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BILLING", spec = "specs/service.json")]
enum BillingError {
    #[catalog(code = "BILLING_CARD_DECLINED", status = 402, log_level = "INFO", message = "the card cannot be used")]
    CardDeclined,
}

fn main() {}
