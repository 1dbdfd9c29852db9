// Rustc: for each error that `?` converts, rustc names the enum that the registry does not list

use error_catalog::validation::from_json;
use error_catalog::{ErrorCatalog, Failure, OrFail as _, SystemError, ValidationError, catalog};

catalog! {
    pub struct Codes { CartError }
}

catalog! {
    pub struct System { SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = INFO, message = "the cart is empty")]
    Empty,
}

fn by_hand() -> Result<(), Failure<Codes>> {
    Err(ValidationError::new().field("email", "is missing"))?;
    Ok(())
}

fn input() -> Result<u32, Failure<System>> {
    Ok(from_json(b"7")?)
}

fn caused() -> Result<u32, Failure<Codes>> {
    Ok(None.or_fail(SystemError::RouteNotFound)?)
}

fn main() {
    let _ = (by_hand(), input(), caused());
}
// Mistakes: 3
