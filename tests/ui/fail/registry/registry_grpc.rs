// Rule: registry-grpc
// The example of `cargo error-catalog explain registry-grpc`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(
        code = "USER_NAME_TAKEN",
        status = 409,
        log_level = "INFO",
        message = "this name is taken"
    )]
    NameTaken,
}

catalog! {
    #[registry(require(grpc))]
    pub struct Codes { UserError }
}

fn main() {}
