// Rule: placeholder-spec

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "there is no user of {r#type}")]
    NotFound {
        #[detail("kind")]
        r#type: String,
    },
    #[catalog(code = "USER_LOCKED", message = display, display = "a user of {r#type} is locked")]
    Locked {
        #[detail("kind")]
        r#type: String,
    },
}

fn main() {}
// Mistakes: 2
