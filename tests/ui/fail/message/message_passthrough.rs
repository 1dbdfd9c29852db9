// Rule: message-passthrough
// The example of `cargo error-catalog explain message-passthrough`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_INPUT_INVALID",
        status = 400,
        log_level = "INFO",
        message = "{reason}"
    )]
    InputInvalid {
        #[detail]
        reason: String,
    },
}

fn main() {}
