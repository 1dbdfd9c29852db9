// Rustc: what a set lists is of another registry, or of none

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }
    sets { Bought }

    pub struct SignUp of Codes { shop::ShopError, ..shop::Buy }
}

catalog! {
    pub struct Bought of shop::Codes { shop::ShopError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

pub mod shop {
    use error_catalog::{ErrorCatalog, SystemError, catalog};

    catalog! {
        pub struct Codes { ShopError, SystemError }

        pub struct Buy of Codes { ShopError }
    }

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "SHOP", registry = Codes)]
    pub enum ShopError {
        #[catalog(code = "SHOP_SOLD_OUT", status = 409, log_level = INFO, message = "Sold out")]
        SoldOut,
    }
}

fn main() {}
// Mistakes: 3
