//! A registry that answers no requests needs no code for unexpected failures; one that does lists `SystemError`, lists it under
//! another name, includes it with another registry, or names another code.

use error_catalog::edge::Edge;
use error_catalog::{ErrorCatalog, Failure, OrFail as _, SystemError as BuiltIn, catalog};

catalog! {
    pub struct Codes { CartError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = INFO, message = "The cart is empty")]
    Empty,
}

catalog! {
    pub struct Renamed { BuiltIn }
}

catalog! {
    pub struct TakenIn { ..Renamed }
}

catalog! {
    #[registry(internal = "SHOP_BROKEN")]
    pub struct Own { ShopError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHOP", registry = Own)]
enum ShopError {
    #[catalog(code = "SHOP_BROKEN", status = 500, log_level = ERROR, message = "The shop is closed")]
    Broken,
}

fn unexpected() -> Result<String, Failure<Own>> {
    Ok(std::fs::read_to_string("/no/such/file").or_internal()?)
}

#[test]
fn runs() {
    assert_eq!(CartError::Empty.code(), Codes::CART_EMPTY);
    let _ = (Edge::<Renamed>::new(), Edge::<TakenIn>::new(), Edge::<Own>::new());
    assert!(unexpected().unwrap_err().is(Own::SHOP_BROKEN));
    assert!(Failure::<Own>::from(ShopError::Broken).is(Own::SHOP_BROKEN));
}
