// Rustc: the inner error of a transparent variant that has no code is one error

use error_catalog::ErrorCatalog;

#[derive(Debug)]
struct Plain;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART")]
enum CartError {
    #[catalog(transparent)]
    Plain(Plain),
    #[catalog(transparent)]
    Text(#[from] String),
}

fn main() {}
// Mistakes: 2
