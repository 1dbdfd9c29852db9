// Rules: value-kind, malformed

use error_catalog::{ErrorCatalog, JsonBody, SystemError, catalog};

// What the registry lacks, and what the enum lacks of it, follows from the mistakes below.
catalog! {
    #[registry(locales("en", "ja"))]
    pub struct Codes { CartError, SystemError, "ValidationError" }

    pub struct Buy of Codes { CartError::{Empty}, ..JsonBody }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes, locales = "en" "ja")]
pub enum CartError {
    #[catalog(
        code = 7,
        status = 400,
        log_level = "INFO",
        message("en" = "the cart is empty", "ja" = "カートは空です")
    )]
    Empty,
    #[catalog(
        code = "CART_OLD",
        status = 410,
        log_level = "INFO",
        display = "an old cart",
        public_as = "CART_EMPTY"
    )]
    Old,
    #[catalog(
        code = "CART_LOST",
        status = 404,
        log_level = "INFO",
        message("en" = "no such cart", "ja" = "カートがありません"),
        deprecated(since = "2.0", replaced_by("CART_EMPTY"))
    )]
    Lost,
}

fn main() {}
// Mistakes: 3
