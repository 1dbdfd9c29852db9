// Rustc: requests are answered for a registry that has no code for unexpected failures

use error_catalog::edge::Edge;
use error_catalog::{ErrorCatalog, Failure, OrFail as _, catalog};

catalog! {
    pub struct Codes { CartError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = INFO, message = "The cart is empty")]
    Empty,
}

fn layer() -> Edge<Codes> {
    Edge::new()
}

fn unexpected() -> Result<String, Failure<Codes>> {
    Ok(std::fs::read_to_string("settings.toml").or_internal()?)
}

fn by_hand() -> Failure<Codes> {
    Failure::internal("no settings")
}

fn main() {
    let _ = (layer, unexpected, by_hand, CartError::Empty);
}
// Mistakes: 3
