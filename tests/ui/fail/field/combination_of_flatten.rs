// Rule: combination

use std::collections::BTreeMap;

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_FORM_BROKEN", status = 400, log_level = "INFO", message = "the input is not valid")]
    FormBroken {
        #[detail("fields", flatten)]
        fields: BTreeMap<String, String>,
    },
    #[catalog(code = "USER_AGE_WRONG", status = 400, log_level = "INFO", message = "the age is not valid")]
    AgeWrong {
        #[detail(display, flatten)]
        age: u8,
    },
}

fn main() {}
// Mistakes: 2
