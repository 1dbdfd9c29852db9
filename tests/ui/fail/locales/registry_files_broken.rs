// Rules: messages-file, message-empty, placeholder-spec

use error_catalog::{SystemError, catalog};

catalog! {
    #[registry(locales("en", "zh-TW"), messages = "messages/foreign_broken")]
    pub struct Codes { SystemError }
}

fn main() {}
// Mistakes: 3
