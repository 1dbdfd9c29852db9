// Rule: missing-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", log_level = "ERROR", message = "システムエラーが発生しました")]
    ProviderDown,
    #[catalog(code = "AUTH_PROVIDER_SLOW", status = 504, message = "システムエラーが発生しました")]
    ProviderSlow,
}

fn main() {}
