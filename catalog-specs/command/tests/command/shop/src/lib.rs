//! A shop.
pub mod auth;
pub mod user;

error_catalog::catalog! {
    /// Every code of the shop.
    #[registry(locales("ja", "en"), docs = "https://docs.example.com/errors/{code}")]
    pub struct Codes { auth::AuthError, user::UserError }
    retired { "AUTH_PASSWORD_OLD" => "2.0: use AUTH_INVALID_CREDENTIALS" }
}
