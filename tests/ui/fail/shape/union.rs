// Rule: union

use error_catalog::ErrorCatalog;

#[derive(ErrorCatalog)]
#[catalog(domain = "AUTH")]
union AuthError {
    expired: u32,
    locked: u32,
}

fn main() {}
