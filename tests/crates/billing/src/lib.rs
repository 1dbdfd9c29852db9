//! A library with a registry that other crates include.

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    /// Every code of billing.
    #[registry(internal = "BILLING_BANK_DOWN")]
    pub struct Codes { BillingError, Refused<u32> }
    retired { "BILLING_CARD_LOCKED" => "1.4: use BILLING_CARD_DECLINED" }
}

/// Paying and being paid.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BILLING", registry = Codes)]
pub enum BillingError {
    /// The bank says no.
    #[catalog(
        code = "BILLING_CARD_DECLINED",
        status = 402,
        log_level = INFO,
        message = "カードが拒否されました",
        formerly("BILLING_CARD_REFUSED")
    )]
    CardDeclined,

    /// The bank does not answer.
    #[catalog(
        code = "BILLING_BANK_DOWN",
        status = 503,
        log_level = ERROR,
        message = "銀行に接続できません",
        retry_after = 30
    )]
    BankDown,
}

/// A type-generic error, listed by its instantiation.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BILLING", registry = Codes)]
pub enum Refused<T: std::fmt::Debug> {
    /// More than the limit.
    #[catalog(code = "BILLING_LIMIT_EXCEEDED", status = 403, log_level = INFO, message = "上限{limit}を超えています")]
    Limit {
        /// The limit.
        #[detail]
        limit: T,
    },
}
