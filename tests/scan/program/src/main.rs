mod errors;

error_catalog::catalog! {
    pub struct Codes { errors::AppError, program::errors::AppError }
}

fn main() {}
