//! The text shows a field that is not sent by itself.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "ユーザー {name} が見つかりません",
        allow(placeholder)
    )]
    NotFound { name: String },
}

fn main() {
    let error = UserError::NotFound { name: "田中".to_owned() };
    assert_eq!(error.user_message(), "ユーザー 田中 が見つかりません");
    assert_eq!(
        error.envelope().to_json(),
        r#"{"error":{"code":"USER_NOT_FOUND","message":"ユーザー 田中 が見つかりません"}}"#
    );
}
