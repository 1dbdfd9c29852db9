//! The example of the design, as an application would write it.

mod listing;
mod snapshot;

use error_catalog::{Catalogued, ErrorCatalog, Level, Secret};

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct UserId(u64);

impl std::fmt::Display for UserId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "user-{}", self.0)
    }
}

/// Sign-in and sessions.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
pub enum AuthError {
    /// The e-mail address or the password did not match an account.
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = "INFO",
        message = "メールアドレスまたはパスワードが正しくありません"
    )]
    InvalidCredentials,

    #[catalog(
        code = "AUTH_INSUFFICIENT_PERMISSIONS",
        status = 403,
        log_level = "WARN",
        message = "この操作を行う権限がありません",
        display = "{user} may not {action}"
    )]
    InsufficientPermissions {
        #[context]
        user: UserId,
        #[detail]
        action: String,
    },

    #[catalog(
        code = "AUTH_PROVIDER_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "システムエラーが発生しました",
        display = "identity provider {host} timed out",
        retry = "transient",
        retry_after = 60,
        severity = "CRITICAL"
    )]
    ProviderDown {
        #[context]
        host: String,
        #[secret]
        token: Secret<String>,
        #[source]
        cause: std::io::Error,
    },

    #[catalog(transparent)]
    Session(#[from] SessionError),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SESSION", registry = Codes)]
pub enum SessionError {
    #[catalog(
        code = "SESSION_GONE",
        status = GONE,
        log_level = INFO,
        message = "session {0} is gone after {1:>3} minutes"
    )]
    Gone(#[detail("session")] u32, #[detail("minutes")] u32),
}

error_catalog::catalog! {
    /// Every code.
    pub struct Codes { AuthError, SessionError }
    retired { "USER_LOCKED" => "2.0: use AUTH_ACCOUNT_LOCKED" }
}

#[test]
fn the_example_of_the_design_works() {
    let error = AuthError::InvalidCredentials;
    assert_eq!(error.code(), "AUTH_INVALID_CREDENTIALS");
    assert_eq!(error.status(), http::StatusCode::UNAUTHORIZED);
    assert_eq!(error.log_level(), Level::Info);
    assert_eq!(error.to_string(), "メールアドレスまたはパスワードが正しくありません");
    assert!(error.is(Codes::AUTH_INVALID_CREDENTIALS));
    assert!(matches!(error.code(), Codes::AUTH_INVALID_CREDENTIALS));
    assert_eq!(Codes::ALL.len(), 4);
    assert_eq!(Codes::get("SESSION_GONE").unwrap().status(), 410);
    assert!(Codes::get("NOPE_NOPE").is_none());

    let denied = AuthError::InsufficientPermissions { user: UserId(7), action: "delete".into() };
    assert_eq!(denied.to_string(), "user-7 may not delete");
    assert_eq!(
        denied.envelope().trace_id("t1").to_json(),
        r#"{"error":{"code":"AUTH_INSUFFICIENT_PERMISSIONS","message":"この操作を行う権限がありません","details":{"action":"delete"},"trace_id":"t1"}}"#
    );
}

#[test]
fn both_traits_can_be_in_scope() {
    let error: Box<dyn Catalogued + Send + Sync> =
        Box::new(AuthError::Session(SessionError::Gone(3, 20)));
    assert_eq!(error.code(), "SESSION_GONE");
    assert_eq!(error.user_message(), "session 3 is gone after  20 minutes");
}
