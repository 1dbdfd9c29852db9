// Rule: missing-attribute

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
    Store(#[from] std::io::Error),
}

fn load() -> Result<String, UserError> {
    Ok(std::fs::read_to_string("users.json")?)
}

fn main() {
    if let Err(error) = load() {
        println!("{error} {:?}", std::error::Error::source(&error));
    }
}
