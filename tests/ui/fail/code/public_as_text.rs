// Rule: public-as-text

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, message = "there is no user {name}")]
    NotFound {
        #[detail]
        name: String,
    },
    #[catalog(code = "USER_HIDDEN_BY_OWNER", status = 403, public_as = "USER_NOT_FOUND")]
    Hidden,
}

fn main() {}
