// Rule: malformed

use error_catalog::catalog;

catalog! {
    #[registry]
    pub struct Codes {}
}

fn main() {}
