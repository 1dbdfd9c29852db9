// Rule: spec-differs

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "specs/auth.json")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 403, log_level = "WARN", message = "signed out", title = "Expired")]
    TokenExpired,

    #[catalog(
        code = "AUTH_RATE_LIMITED",
        status = 429,
        log_level = "WARN",
        message = "please try again later ({limit} times at most)",
        retry(max = 3, base = "1s"),
        retry_after = 30,
        formerly("AUTH_TOO_FAST")
    )]
    RateLimited {
        #[detail]
        limit: u32,
        #[detail]
        window: Option<String>,
    },
}

fn main() {}
// Mistakes: 9
