//! An enum that says what its spec says, and may say more to developers.

#![no_implicit_prelude]

use ::error_catalog::ErrorCatalog;

/// Sign-in.
#[derive(::core::fmt::Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "ui/specs/auth.json")]
enum AuthError {
    /// The token is too old.
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "your session has expired",
        class = "auth",
        display = "token of {user} expired"
    )]
    TokenExpired {
        #[context]
        user: ::std::string::String,
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
        limit: u32,
        #[detail]
        window: ::core::option::Option<::std::string::String>,
    },
}

#[test]
fn runs() {
    ::std::assert_eq!(AuthError::ENTRIES.len(), 2);
}
