// Rule: field-roles

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NAME_UNREADABLE", status = 400, log_level = "INFO", message = "the name cannot be read")]
    NameUnreadable {
        #[source]
        #[detail]
        cause: std::string::FromUtf8Error,
    },
}

fn main() {}
