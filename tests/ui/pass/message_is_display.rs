//! One text for developers and users.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = display, display = "ユーザー {0} が見つかりません")]
    NotFound(#[detail("user")] u64),
}

fn main() {
    assert_eq!(UserError::NotFound(7).to_string(), "ユーザー 7 が見つかりません");
    assert_eq!(UserError::NotFound(7).user_message(), "ユーザー 7 が見つかりません");
}
