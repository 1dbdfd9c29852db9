// Rules: value-kind, unknown-key

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, CartError, PageError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = "Codes")]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry(Codes))]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "PAGE", regstry = crate::Codes)]
pub enum PageError {
    #[catalog(code = "PAGE_GONE", status = 410, log_level = "INFO", message = "this page is gone")]
    Gone,
}

fn main() {
    println!("{} {} {}", Codes::USER_NOT_FOUND, Codes::CART_EMPTY, Codes::PAGE_GONE);
}
// Mistakes: 3
