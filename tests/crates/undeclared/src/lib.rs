//! An endpoint that raises a code which its set does not list, for each framework.

#[cfg(feature = "testing")]
mod panicking;

use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};

#[cfg(feature = "testing")]
pub use panicking::panics_while;

catalog! {
    pub struct Codes { UserError, SystemError }

    /// What signing up can answer.
    pub struct SignUp of Codes { UserError::{NameTaken} }
}

/// Accounts.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(
        code = "USER_NAME_TAKEN",
        status = 409,
        log_level = "INFO",
        message = "{name} is taken"
    )]
    NameTaken {
        #[detail]
        name: String,
    },
    #[catalog(
        code = "USER_TABLE_LOCKED",
        status = 423,
        log_level = "WARN",
        message = "Shard {shard} is locked",
        display = "table {table} is locked"
    )]
    TableLocked {
        #[detail]
        shard: u32,
        #[context]
        table: String,
    },
}

/// Signs up. The set of the endpoint lists the code of "ann" and not that of another name.
pub fn sign_up(name: &str) -> Result<String, Failure<SignUp>> {
    match name {
        "ann" => Err(UserError::NameTaken { name: name.to_owned() })?,
        _ => Err(UserError::TableLocked { shard: 7, table: "users-7".to_owned() })?,
    }
}

/// The text of the panic that fails the test.
pub const PANIC: &str = "`SignUp` does not list `USER_TABLE_LOCKED`";

/// The text for the log.
pub const LOGGED: &str =
    "undeclared: `SignUp` does not list USER_TABLE_LOCKED: table users-7 is locked";

/// The context for the log.
pub const CONTEXT: &str = r#"{"undeclared":"USER_TABLE_LOCKED","set":"SignUp","table":"users-7"}"#;

/// Fails if a client can see anything of the code, of its status or of its texts.
pub fn assert_hidden(sent: &str) {
    for hidden in ["TABLE_LOCKED", "423", "Shard", "users-7", "SignUp", "undeclared"] {
        assert!(!sent.contains(hidden), "`{hidden}` is in {sent}");
    }
}
