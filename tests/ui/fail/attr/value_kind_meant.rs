// Rule: value-kind

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = CART, registry = "crate::Codes", categories(EMPTY), into_response = true)]
enum CartError {
    #[catalog(code = "CART_EMPTY_GONE", status = "410 Gone", log_level = "INFO", message = String::from("the cart is gone"))]
    Gone,
    #[catalog(code = "CART_EMPTY_NOW", status = "conflict", log_level = log::Level::Info, message = "the cart is empty", grpc = 5)]
    Empty,
    #[catalog(code = "CART_EMPTY_LATER", status = 503u16, log_level = "ERROR", message = "please wait", retry_after = 30s, incident = 1)]
    Later,
    #[catalog(
        code = "CART_EMPTY_SLOW",
        status = 503,
        log_level = "ERROR",
        message("please wait for {seconds}", seconds),
        retry(3, "1s"),
        deprecated = "2.0",
        formerly = ["CART_SLOW"],
        ext = { team = "cart" }
    )]
    Slow,
}

catalog! {
    pub struct Codes { CartError }
}

fn main() {}
// Mistakes: 17
