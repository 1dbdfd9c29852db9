// Rustc: an error without the trait that `manual(...)` names is one error

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", manual(Display))]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", manual(Error))]
enum ShopError {
    #[catalog(code = "SHOP_CLOSED", status = 400, log_level = "INFO", message = "the shop is closed")]
    Closed,
}

fn main() {}
// Mistakes: 2
