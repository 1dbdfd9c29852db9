// Rule: repeated-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", categories("NOT", "NOT"))]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no user {id}",
        deprecated(since = "1.0", since = "2.0")
    )]
    NotFound {
        #[detail(display, display)]
        id: u64,
    },
    #[catalog(code = "USER_NOT_READ", status = 500, log_level = "ERROR", message = "please try again later")]
    NotRead,
    #[catalog(transparent(mask_5xx = "USER_NOT_READ", mask_5xx = "USER_NOT_THERE"))]
    Inner(Missing),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "MISSING", code = "MISSING_ALL", status = 404, log_level = "INFO", message = "nothing is there")]
struct Missing;

fn main() {}
// Mistakes: 4
