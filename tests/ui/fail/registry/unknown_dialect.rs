// Rule: unknown-word

use error_catalog::catalog;

catalog! {
    #[registry(dialect = problme)]
    pub struct Codes {}
}

fn main() {}
