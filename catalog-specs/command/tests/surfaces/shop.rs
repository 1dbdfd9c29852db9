//! A registry whose codes have a page or a way to authenticate of their own, or those of all codes. The test compiles it,
//! and the command reads it as source.

use error_catalog::ErrorCatalog;

/// Access to the shop.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = Codes)]
pub(crate) enum ShopError {
    /// Its own page and its own way to authenticate.
    #[catalog(
        code = "SHOP_KEY_NEEDED",
        status = 401,
        log_level = "INFO",
        message = "A key is needed",
        doc_url = "https://keys.example.com/{slug}",
        ext(www_authenticate = "Basic realm=\"shop\"")
    )]
    KeyNeeded,

    /// What the registry says, and `Bearer`.
    #[catalog(code = "SHOP_TOKEN_OLD", status = 401, log_level = "INFO", message = "Sign in again")]
    TokenOld,

    /// Its own page, and no way to authenticate.
    #[catalog(
        code = "SHOP_CART_EMPTY",
        status = 400,
        log_level = "INFO",
        message = "The cart is empty",
        doc_url = "https://carts.example.com/empty"
    )]
    CartEmpty,
}

error_catalog::catalog! {
    /// Every code of the shop.
    #[registry(dialect = problem, docs = "https://docs.example.com/{code}")]
    pub(crate) struct Codes { ShopError }
}
