// Rule: spec-differs

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "specs/auth.json")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "your session has expired")]
    TokenExpired {
        #[detail]
        account: String,
    },

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
        limit: u64,
        #[detail]
        widnow: Option<String>,
    },
}

fn main() {}
// Mistakes: 3
