//! Accounts and what can go wrong with them.

mod accounts;
mod errors;
mod status;

pub use accounts::{ADMINISTRATOR, Accounts, NewUser, Role, User};
pub use errors::UserError;
pub use status::Status;
