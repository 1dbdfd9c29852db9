// Rule: unknown-key

use error_catalog::catalog;

catalog! {
    #[registry(dialct = problem, locale("ja"))]
    pub struct Codes {}
}

fn main() {}
// Mistakes: 2
