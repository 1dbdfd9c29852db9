//! Every message in every language of the service.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::locales::Codes, locales("ja", "en", "zh-TW"))]
pub enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message("en" = "no user {name}", "ja" = "ユーザー {name} が見つかりません", "zh-TW" = "找不到使用者 {name}")
    )]
    NotFound {
        #[detail]
        name: String,
    },
}

catalog! {
    #[registry(locales("ja", "en"))]
    pub struct Codes { UserError }
}

#[test]
fn runs() {
    let error = UserError::NotFound { name: "田中".to_owned() };
    assert_eq!(error.user_message(), "ユーザー 田中 が見つかりません");
    assert_eq!(error.user_message_in("en"), "no user 田中");
    assert_eq!(error.user_message_in("zh-TW"), "找不到使用者 田中");
    assert_eq!(Codes::ALL.len(), 1);
}
