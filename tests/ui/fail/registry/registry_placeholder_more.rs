// Rule: registry-placeholder

use error_catalog::catalog;

catalog! {
    #[registry(docs = "https://docs.example.com/errors/{cod}", problem_type = "https://errors.example.com/{variant}")]
    pub struct Codes {}
}

fn main() {}
// Mistakes: 2
