// Rule: placeholder-spec

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "there is no user {name:zz}", display = "no user {name:.*} {name:.2f}")]
    NotFound {
        #[detail]
        name: String,
    },
    #[catalog(code = "USER_LOCKED", message = "please wait {minutes}, {minutes:.1f} minutes", display = "{minutes:>08.2} {minutes:#x?}")]
    Locked {
        #[detail]
        minutes: f32,
    },
}

fn main() {}
// Mistakes: 4
