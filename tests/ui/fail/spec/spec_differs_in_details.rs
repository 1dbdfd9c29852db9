// Rule: spec-differs

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "specs/auth.json")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "認証の有効期限が切れています")]
    TokenExpired {
        #[detail]
        account: String,
    },

    #[catalog(
        code = "AUTH_RATE_LIMITED",
        status = 429,
        log_level = "WARN",
        message = "しばらくしてから再度お試しください（{limit}回まで）",
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
