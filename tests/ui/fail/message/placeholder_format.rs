// Rule: placeholder-spec

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "ユーザー {name:zz} が見つかりません", display = "no user {name:.*} {name:.2f}")]
    NotFound {
        #[detail]
        name: String,
    },
    #[catalog(code = "USER_LOCKED", message = "あと {minutes}、{minutes:.1f} 分お待ちください", display = "{minutes:>08.2} {minutes:#x?}")]
    Locked {
        #[detail]
        minutes: f32,
    },
}

fn main() {}
