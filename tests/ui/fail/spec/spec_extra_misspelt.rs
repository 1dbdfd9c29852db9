// Rule: spec-extra

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "specs/auth.json")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIERD", status = 401, log_level = "INFO", message = "your session has expired")]
    TokenExpired,

    #[catalog(
        code = "AUTH_RATE_LIMITED",
        status = 429,
        log_level = "WARN",
        message = "please try again later ({limit} times at most)",
        retry_after = 60,
        severity = "CRITICAL",
        owner = "identity team"
    )]
    RateLimited {
        #[detail]
        limit: u32,
        #[detail]
        window: Option<String>,
    },
}

fn main() {}
