// Rule: locales-undeclared

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message("ja" = "ユーザーが見つかりません", "en" = "no such user"))]
    NotFound,
    #[catalog(code = "USER_NAME_TAKEN", status = 409, log_level = "INFO", message("ja" = "この名前は使われています", "en" = "this name is taken"))]
    NameTaken,
}

fn main() {}
