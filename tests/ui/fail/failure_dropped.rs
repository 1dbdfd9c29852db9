// Rustc: a failure that is made and not returned would be lost

#![deny(unused_must_use)]

use error_catalog::{Failure, SystemError, catalog};

catalog! {
    pub struct Codes { SystemError }
}

fn load() -> Result<String, Failure<Codes>> {
    let Ok(text) = std::fs::read_to_string("settings.toml") else {
        Failure::<Codes>::internal("no settings");
        return Ok(String::new());
    };
    Ok(text)
}

fn main() {
    let _ = load();
}
