// Rustc: only the derive and the crate itself implement these traits

use error_catalog::dialect::Settings;
use error_catalog::failure::{Accepts, HasHome, IntoFailure, Part, Takes};
use error_catalog::fields::Fields;
use error_catalog::sets::Raises;
use error_catalog::{Catalogued, Entry, ErrorCatalog, Registry, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
enum CartError {
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "BANK", registry = Codes)]
enum BankError {
    #[catalog(code = "BANK_IS_DOWN", status = 503, log_level = "ERROR", message = "later")]
    Down,
}

catalog! {
    pub struct Codes { CartError, BankError }

    pub struct Small of Codes { CartError }

    pub struct Large of Codes { CartError, BankError }
}

#[derive(Debug)]
struct ByHand;

impl std::fmt::Display for ByHand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("by hand")
    }
}

impl std::error::Error for ByHand {}

impl Catalogued for ByHand {
    fn catalog_row(&self) -> &'static Entry {
        Codes::ALL[0]
    }

    fn catalog_fields(&self, _: &mut dyn Fields) {}

    fn catalog_settings(&self) -> &'static Settings {
        Codes::settings()
    }
}

struct Plain;
struct Other;

impl Accepts<Other, ()> for Codes {}

impl IntoFailure for Plain {}

impl HasHome for Plain {
    type Home = Codes;
    type AlsoNeeds = Codes;
    type Raised = CartError;
}

impl Raises<BankError> for Small {}

impl Takes<Large, Part> for Small {}

fn main() {}
// Mistakes: 5
