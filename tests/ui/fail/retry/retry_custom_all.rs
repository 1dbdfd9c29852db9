// Rules: retry-custom, value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", status = 503, log_level = "ERROR")]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", message = "something went wrong", retry(max = "x", base = "fast", factr = 2))]
    ProviderDown,
    #[catalog(code = "AUTH_PROVIDER_SLOW", message = "something went wrong", retry = retry(max = 3, base = "2s"))]
    ProviderSlow,
}

fn main() {}
// Mistakes: 4
