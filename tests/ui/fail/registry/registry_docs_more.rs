// Rules: registry-docs, empty-value

use error_catalog::catalog;

catalog! {
    #[registry(docs = "https://docs.example.com/errors/", service = "")]
    pub struct Codes {}
}

fn main() {}
// Mistakes: 2
