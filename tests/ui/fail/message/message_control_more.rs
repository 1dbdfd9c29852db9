// Rule: message-control

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "no such user\u{202e}txt.exe")]
    NotFound,
    #[catalog(code = "USER_LOCKED", message = "\x1b[31mlocked", display = "\x1b[31mlocked")]
    Locked,
    #[catalog(code = "USER_GONE", message = "dele\0ted")]
    Gone,
    #[catalog(code = "USER_MOVED", message = "引っ越しました\n👩\u{200d}🚀\tمی\u{200c}خواهم")]
    Moved,
}

fn main() {}
// Mistakes: 3
