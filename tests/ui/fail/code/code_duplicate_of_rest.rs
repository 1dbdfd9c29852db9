// Rules: code-duplicate, code-first-use

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "AUTH",
    rest(code = "AUTH_ERROR", status = 401, log_level = "INFO", message = "もう一度ログインしてください")
)]
enum AuthError {
    #[catalog(code = "AUTH_ERROR", status = 403, log_level = "WARN", message = "この操作を行う権限がありません")]
    Denied,
    Expired,
}

fn main() {}
