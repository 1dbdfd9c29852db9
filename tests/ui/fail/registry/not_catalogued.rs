// Rustc: what is listed is catalogued

use error_catalog::catalog;

#[derive(Debug)]
enum UserError {
    NotFound,
}

catalog! {
    pub struct Codes { UserError }
}

fn main() {}
