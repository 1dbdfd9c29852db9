// Rule: registry-repeated

use error_catalog::catalog;

catalog! {
    pub struct Codes { ..billing::Codes, ..billing::Codes }
}

fn main() {}
