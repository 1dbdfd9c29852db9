// Rule: value-kind

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", status = 409, log_level = "INFO")]
enum CartError {
    #[catalog(code = "CART_A", message = "Not now", jsonrpc = -32602)]
    Reserved,
    #[catalog(code = "CART_B", message = "Not now", jsonrpc = "-32041")]
    Quoted,
    #[catalog(code = "CART_C", message = "Not now", jsonrpc = -32000)]
    Shared,
    #[catalog(code = "CART_D", message = "Not now", jsonrpc = 3000000000)]
    TooLarge,
    #[catalog(code = "CART_E", message = "Not now", jsonrpc)]
    Alone,
}

fn main() {}
// Mistakes: 5
