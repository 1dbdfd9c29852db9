// Rules: repeated-key, combination

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", code = "USER_STORE_DOWN", status = 500, log_level = "ERROR", message = "something went wrong")]
struct StoreDown {
    #[source]
    #[source]
    cause: std::io::Error,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", status = 500, log_level = "ERROR")]
enum CartError {
    #[catalog(code = "CART_READ_FAILED", message = "something went wrong")]
    Read(
        #[from]
        #[source]
        std::io::Error,
    ),
    #[catalog(code = "CART_ID_WRONG", status = 404, log_level = "INFO", message = "there is no cart")]
    Id {
        #[detail]
        #[detail("cart")]
        id: u64,
    },
}

fn main() {}
// Mistakes: 3
