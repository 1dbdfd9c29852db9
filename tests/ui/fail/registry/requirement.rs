// Rule: unknown-word

use error_catalog::catalog;

catalog! {
    #[registry(require(gprc))]
    pub struct Codes {}
}

fn main() {}
