// Rules: code-duplicate, code-first-use

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "ユーザーが見つかりません")]
    Unknown,
    #[catalog(code = "USER_NOT_FOUND", message = "このユーザーは削除されました")]
    Deleted,
    #[catalog(code = "USER_NOT_FOUND", message = "このユーザーは非公開です")]
    Hidden,
}

fn main() {}
