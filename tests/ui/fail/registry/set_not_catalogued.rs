// Rustc: a registry and its sets list a type that no derive has made an error of

use error_catalog::{SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Codes { UserError }

    pub struct Rename of Codes { UserError::NotFound }
}

#[derive(Debug)]
pub enum UserError {
    NotFound,
}

fn main() {
    let _ = UserError::NotFound;
}
