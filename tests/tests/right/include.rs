//! A registry takes in another with all that belongs to it.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, catalog};

pub mod billing {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "BILLING", registry = Codes)]
    pub enum BillingError {
        #[catalog(
            code = "BILLING_CARD_REFUSED",
            status = 402,
            log_level = "INFO",
            message = "the card cannot be used"
        )]
        CardRefused,
    }

    catalog! {
        /// Every code of the bills.
        pub struct Codes { BillingError }
        retired { "BILLING_CARD_STOLEN" => "1.4: use BILLING_CARD_REFUSED" }
    }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::include::Codes)]
pub enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
}

catalog! {
    /// Every code.
    pub struct Codes {
        /// Who signs in.
        AuthError,
        /// Who pays.
        ..billing::Codes,
    }
    sets {
        /// What a payment can answer.
        elsewhere::Payment,
    }

    /// What signing in can answer.
    pub struct SignIn of Codes {
        AuthError::{
            /// The usual one.
            TokenExpired,
        },
        /// Who pays.
        ..billing::Codes,
    }
}

mod elsewhere {
    error_catalog::catalog! { pub struct Payment of super::Codes { ..super::billing::Codes } }
}

#[test]
fn runs() {
    assert_eq!(Codes::ALL.len(), 2);
    assert!(AuthError::TokenExpired.is(Codes::AUTH_TOKEN_EXPIRED));
    assert!(Codes::get("BILLING_CARD_REFUSED").is_some());
    assert!(billing::BillingError::CardRefused.is(billing::Codes::BILLING_CARD_REFUSED));
}
