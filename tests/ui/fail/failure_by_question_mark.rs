// Rustc: what `?` does not take in, with the way in.

use error_catalog::{ErrorCatalog, Failure, catalog};

catalog! {
    pub struct Codes { CartError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = INFO, message = "the cart is empty")]
    Empty,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STRAY")]
pub enum StrayError {
    #[catalog(code = "STRAY_CAT", status = 400, log_level = INFO, message = "a cat")]
    Cat,
}

fn stray() -> Result<(), Failure<Codes>> {
    Err(StrayError::Cat)?;
    Ok(())
}

fn unexpected() -> Result<String, Failure<Codes>> {
    Ok(std::fs::read_to_string("settings.toml")?)
}

fn narrower() -> Result<(), Failure<Codes>> {
    Ok(bill()?)
}

fn bill() -> Result<(), Failure<billing::Codes>> {
    Ok(())
}

fn main() {
    let _ = (stray(), unexpected(), narrower());
}
// Mistakes: 3
