//! Two registries, and the paths that lead to their enums.

pub mod auth;
pub mod user;

pub use auth::login::LoginError as SignInError;
use error_catalog::SystemError;

pub mod shop {
    use super::{auth, user::*};

    error_catalog::catalog! {
        /// Every code of the shop.
        #[registry(dialect = problem, locales("ja"), service = "shop.example.com")]
        pub struct ShopCodes {
            crate::SignInError,
            auth::AuthError,
            self::inner::CartError,
            UserError,
            super::SystemError,
        }
        retired { "SHOP_CART_LOST" => "2.0: carts are kept" }
    }

    pub mod inner {
        #[derive(Debug, error_catalog::ErrorCatalog)]
        #[catalog(domain = "CART", registry = super::ShopCodes)]
        pub enum CartError {
            #[catalog(code = "CART_IS_EMPTY", status = 422, log_level = INFO, message = "カートは空です")]
            Empty,
        }
    }
}

pub mod back_office {
    error_catalog::catalog! {
        pub struct OfficeCodes { crate::user::UserError }
    }
}
