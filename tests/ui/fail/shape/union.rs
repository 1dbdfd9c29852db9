// Rule: union
// The example of `cargo error-catalog explain union`.

use error_catalog::ErrorCatalog;

#[derive(ErrorCatalog)]
#[catalog(domain = "AUTH")]
union AuthError {
    expired: u32,
    locked: u32,
}

fn main() {}
