//! An enum's texts in files, and what is still said in the source.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "AUTH",
    locales("en", "ja"),
    messages = "ui/messages/sound",
    status = 401,
    log_level = "INFO"
)]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED")]
    TokenExpired,
    #[catalog(code = "AUTH_USER_BLOCKED")]
    UserBlocked {
        #[detail]
        name: String,
    },
    #[catalog(code = "AUTH_ROLE_MISSING", message("ja" = "権限がありません", "en" = "no such role"))]
    RoleMissing,
    #[catalog(code = "AUTH_KEY_LOST", public_as = "AUTH_TOKEN_EXPIRED")]
    KeyLost,
}

#[test]
fn runs() {
    let blocked = AuthError::UserBlocked { name: "田中".to_owned() };
    assert_eq!(blocked.to_string(), "田中 is blocked");
    assert_eq!(blocked.user_message_in("ja"), "田中は停止中です");
    assert_eq!(AuthError::RoleMissing.user_message_in("ja-JP"), "権限がありません");
    assert_eq!(AuthError::KeyLost.user_message(), "the session has expired");
    assert_eq!(AuthError::TokenExpired.user_message(), "the session has expired");
}
