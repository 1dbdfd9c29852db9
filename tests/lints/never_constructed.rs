// The code of the derive constructs no variant and reads no private field, so that rustc still reports
// the errors that no code raises.
#![deny(dead_code)]

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    struct Codes { CartError, CartFull }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes, into_response)]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 409, log_level = INFO, message = "カートが空です")]
    Empty,
    #[catalog(code = "CART_ITEM_GONE", status = 410, log_level = INFO, message = "{item} は販売終了です")]
    ItemGone {
        #[detail]
        item: String,
    },
    #[catalog(code = "CART_STORE_DOWN", status = 503, log_level = ERROR, message = "システムエラーが発生しました")]
    StoreDown {
        shard: u8,
        #[source]
        cause: std::io::Error,
    },
    #[catalog(same_as = Empty)]
    Cleared,
    #[catalog(transparent)]
    Full(CartFull),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
#[catalog(code = "CART_FULL", status = 409, log_level = INFO, message = "カートがいっぱいです")]
struct CartFull;

fn main() {
    let down = CartError::StoreDown { shard: 3, cause: std::io::ErrorKind::TimedOut.into() };
    println!("{} {}", down.code(), Codes::CART_EMPTY);
}
