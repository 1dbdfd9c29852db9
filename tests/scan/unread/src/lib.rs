//! What cannot be read is reported, each part once.

use error_catalog::{ErrorCatalog, catalog};

macro_rules! refusals {
    ($name:ident) => {
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "MADE")]
        pub enum $name {
            #[catalog(code = "MADE_BY_MACRO", status = 403, log_level = INFO, message = "x")]
            Refused,
        }
    };
}

refusals!(MadeError);

passed_through! {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "PASSED")]
    pub enum PassedError {
        #[catalog(code = "PASSED_THROUGH_MACRO", status = 403, log_level = INFO, message = "x")]
        Refused,
    }
}

fn local() {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "LOCAL")]
    enum LocalError {
        #[catalog(code = "LOCAL_TO_FUNCTION", status = 403, log_level = INFO, message = "x")]
        Refused,
    }
}

cfg_if! {
    if #[cfg(unix)] {
        mod unix;
    }
}

#[cfg(feature = "generated")]
mod generated;

include!(concat!(env!("OUT_DIR"), "/codes.rs"));

#[cfg(test)]
mod tests {
    #[test]
    fn for_tests_only() {
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "TEST")]
        enum TestError {}
    }
}

catalog! {
    pub struct Codes { MadeError, billing::BillingError, ..billing::Codes }
}
