// Rustc: a constant of a built-in code comes with a trait, or from `error_catalog::codes`

use error_catalog::{Code, ValidationError, catalog};

catalog! {
    pub struct Codes { ValidationError }
}

const INVALID: Code = Codes::VALIDATION_ERROR;

fn main() {}
