//! Accounts and what can go wrong with them.

mod accounts;
mod errors;
mod role;
mod status;
mod storable;

pub use accounts::{ADMINISTRATOR, Accounts, NewUser, User};
pub use errors::UserError;
pub use role::Role;
pub use status::Status;
pub use storable::Storable;
