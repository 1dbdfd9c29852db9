// Rules: unknown-word, locale-unknown

use error_catalog::ErrorCatalog;

/// The list is misspelt: every message has the other locale.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("en", "jap"), status = 404, log_level = "INFO")]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message("en" = "no such user", "ja" = "そのような利用者はいません"))]
    NotFound,
    #[catalog(code = "USER_GONE", message("en" = "this account is closed", "ja" = "退会済みです"))]
    Gone,
}

/// In a single message either of the two may be.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", locales("en", "fr"), status = 400, log_level = "INFO")]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", message("en" = "the cart is empty", "de" = "Der Warenkorb ist leer"))]
    Empty,
}

fn main() {}
// Mistakes: 2
