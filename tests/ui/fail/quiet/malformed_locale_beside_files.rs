// Rule: locale-form

use error_catalog::{SystemError, catalog};

catalog! {
    #[registry(locales("en", "zh_TW"), messages = "messages/sound")]
    pub struct Codes { SystemError }
}

fn main() {}
