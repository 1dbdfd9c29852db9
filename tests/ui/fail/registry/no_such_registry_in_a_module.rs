// Rustc: the registry that a module names is in scope, once and without a proposal of another type

mod user {
    use error_catalog::ErrorCatalog;

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "USER", registry = Codes)]
    pub enum UserError {
        #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
        NotFound,
        #[catalog(code = "USER_CLOSED", status = 409, log_level = "INFO", message = "this account is closed")]
        Closed,
    }
}

error_catalog::catalog! { pub struct Codes { user::UserError } }

fn main() {}
