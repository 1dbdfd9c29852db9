// Rule: malformed

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[doc = concat!("There is no ", "user.")]
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound {
        #[doc = concat!("Its ", "number.")]
        #[detail]
        id: u32,
        #[doc = concat!("Documents have no private fields, ", "and so no text of one.")]
        shard: u8,
    },
}

catalog! {
    #[doc = concat!("Every ", "code.")]
    pub struct Codes { UserError }
}

fn main() {}
// Mistakes: 3
