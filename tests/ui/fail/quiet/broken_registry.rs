// Rule: malformed

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    pub enum Codes {
        AuthError, UserError, ReservationError, BillingError, MailError,
        ReviewError, SearchError, SessionError, StaffError, StoreError,
    }
}

macro_rules! errors {
    ($($Error:ident $domain:literal $code:literal,)+) => { $(
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = $domain, registry = crate::Codes)]
        enum $Error {
            #[catalog(code = $code, status = 404, log_level = "INFO", message = "not found")]
            NotFound,
        }
    )+ };
}

errors! {
    AuthError "AUTH" "AUTH_NOT_FOUND",
    UserError "USER" "USER_NOT_FOUND",
    ReservationError "RESERVATION" "RESERVATION_NOT_FOUND",
    BillingError "BILLING" "BILLING_NOT_FOUND",
    MailError "MAIL" "MAIL_NOT_FOUND",
    ReviewError "REVIEW" "REVIEW_NOT_FOUND",
    SearchError "SEARCH" "SEARCH_NOT_FOUND",
    SessionError "SESSION" "SESSION_NOT_FOUND",
    StaffError "STAFF" "STAFF_NOT_FOUND",
    StoreError "STORE" "STORE_NOT_FOUND",
}

fn main() {
    assert!(AuthError::NotFound.is(Codes::AUTH_NOT_FOUND));
    println!("{} {}", Codes::ALL.len(), StoreError::NotFound.envelope().to_json());
}
