// Rules: retry-custom, value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", status = 503, log_level = "ERROR")]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", message = "システムエラーが発生しました", retry(max = "x", base = "fast", factr = 2))]
    ProviderDown,
    #[catalog(code = "AUTH_PROVIDER_SLOW", message = "システムエラーが発生しました", retry = retry(max = 3, base = "2s"))]
    ProviderSlow,
}

fn main() {}
