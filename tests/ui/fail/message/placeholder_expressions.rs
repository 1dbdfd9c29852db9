// Rules: placeholder-unknown, placeholder-spec

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "there is no user {self.id}", display = "{\"id\": 7} {id.len()}")]
    NotFound {
        #[detail]
        id: String,
    },
    #[catalog(code = "USER_LOCKED", message = "user {0} is locked")]
    Locked {
        #[detail]
        name: String,
        #[detail]
        until: String,
    },
    #[catalog(code = "USER_GONE", message = "user {} is gone", id)]
    Gone {
        #[detail]
        id: String,
    },
}

fn main() {}
// Mistakes: 5
