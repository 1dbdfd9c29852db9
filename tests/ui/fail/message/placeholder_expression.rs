// Rule: placeholder-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "ユーザー {user.name} が見つかりません")]
    NotFound {
        #[detail]
        user: String,
    },
}

fn main() {}
