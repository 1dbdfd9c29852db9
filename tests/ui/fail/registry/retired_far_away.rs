// Rule: registry-retired

use error_catalog::{ErrorCatalog, catalog};

mod cards {
    error_catalog::catalog! {
        pub struct Codes {}
        retired { "CARD_LOCKED_OUT" => "1.4: use CARD_DECLINED" }
    }
}

mod billing {
    error_catalog::catalog! {
        pub struct Codes { ..super::cards::Codes }
    }
}

mod shop {
    error_catalog::catalog! {
        pub struct Codes { ..super::billing::Codes }
    }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CARD", registry = crate::Codes)]
pub enum CardError {
    #[catalog(code = "CARD_LOCKED_OUT", status = 402, log_level = INFO, message = "the card was declined")]
    Locked,
}

catalog! {
    pub struct Codes { CardError, ..shop::Codes }
}

fn main() {}
