// Rule: combination

use std::collections::BTreeMap;

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_FORM_BROKEN", status = 400, log_level = "INFO", message = "入力内容に誤りがあります")]
    FormBroken {
        #[detail("fields", flatten)]
        fields: BTreeMap<String, String>,
    },
    #[catalog(code = "USER_AGE_WRONG", status = 400, log_level = "INFO", message = "年齢が正しくありません")]
    AgeWrong {
        #[detail(display, flatten)]
        age: u8,
    },
}

fn main() {}
