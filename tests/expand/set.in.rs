/// What signing up can answer.
#[registry(crate = renamed)]
pub struct SignUp of crate::Codes {
    auth::AuthError,
    #[cfg(feature = "store")] StoreError<u8>,
    UserError::{EmailExists, #[cfg(feature = "store")] NotFound},
    ..billing::Charge,
}
