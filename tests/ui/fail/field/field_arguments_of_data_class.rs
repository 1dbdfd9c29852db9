// Rule: field-arguments

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, message = "no user {name}")]
    NotFound {
        #[detail(class = "pii")]
        name: String,
        #[context(data_class = "Personal data")]
        email: String,
        #[context(data_class = 5)]
        note: String,
    },
}

fn main() {}
// Mistakes: 3
