//! Databases: a violated constraint as a code of the catalogue, by [`or_db`](OrDb::or_db).
//!
//! A variant names the constraint whose violation it is: `unique`, `foreign_key` or `check`. Every other error of the database is
//! sent as the internal code. Its log record has the class, the origin and the retry advice of the
//! [recognized error](crate::foreign). The text of the driver is written to the log and not sent to the client.
//!
//! ```
//! use error_catalog::database::{BrokenConstraint, DriverError, OrDb as _};
//! use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};
//!
//! catalog! { pub struct Codes { UserError, SystemError } }
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "USER", registry = Codes)]
//! pub enum UserError {
//!     #[catalog(code = "USER_EMAIL_EXISTS", status = 409, log_level = "INFO", message = "This e-mail address has an account",
//!               unique = "users_email_key")]
//!     EmailExists,
//! }
//!
//! # #[derive(Debug)] struct Driver { sqlstate: &'static str, constraint: Option<&'static str> }
//! # impl std::fmt::Display for Driver {
//! #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("key (email)=(a@b.c) exists") }
//! # }
//! # impl std::error::Error for Driver {}
//! # impl DriverError for Driver {
//! #     fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
//! #         BrokenConstraint::from_sqlstate(self.sqlstate, self.constraint?)
//! #     }
//! # }
//! # fn insert(sqlstate: &'static str, constraint: Option<&'static str>) -> Result<(), Driver> { Err(Driver { sqlstate, constraint }) }
//! fn sign_up(sqlstate: &'static str, constraint: Option<&'static str>) -> Result<(), Failure<Codes>> {
//!     insert(sqlstate, constraint).or_db::<UserError>()?;
//!     Ok(())
//! }
//!
//! let failure = sign_up("23505", Some("users_email_key")).unwrap_err();
//! assert_eq!(failure.code(), "USER_EMAIL_EXISTS");
//! let failure = sign_up("23505", Some("users_phone_key")).unwrap_err();
//! assert_eq!(failure.code(), "SYSTEM_INTERNAL_ERROR"); // no variant has this constraint
//! ```
//!
//! # Drivers
//!
//! Feature `sqlx` knows the errors of sqlx 0.8 on `PostgreSQL` and `SQLite`, feature `sqlx-0_9` those of sqlx 0.9, and feature
//! `tokio-postgres` those of that crate. For an error type of your own that holds one, implement [`DriverError`].
//!
//! # Which name is which
//!
//! `PostgreSQL` reports the name of the constraint, or of the unique index. The name in the attribute is compared as
//! `PostgreSQL` keeps it: lower case, unless the schema has it in quotes. `SQLite` reports less:
//!
//! | `SQLite` reports | it is named by |
//! |---|---|
//! | `UNIQUE constraint failed: users.email` | `users.email`, or the name that `PostgreSQL` derives: `users_email_key`, `users_email_idx`, or `users_pkey` of a primary key |
//! | `UNIQUE constraint failed: index 'users_lower_idx'` | the name of the index |
//! | `CHECK constraint failed: users_age_check` | the name, or the condition where the constraint has no name; spaces, comments and the case of words are not compared |
//! | the text of a trigger, `RAISE(ABORT, 'slots_overlap')` | the same text, of any kind |
//! | `FOREIGN KEY constraint failed` | any name, if the enum declares one foreign key; with several the failure is internal |
//!
//! So one name is enough for both databases where the schema has the derived names. Otherwise give both:
//! `unique("one_account_per_address", "users.email")`.
//!
//! Names are unique within a table only, and a trigger may write to another table. `users.users_email_key` is the constraint of
//! that table alone. Only names from the schema are read, and no values of columns.

mod broken;
mod declares;
mod driver;
mod find;
mod or_db;
#[cfg(any(feature = "sqlx", feature = "sqlx-0_9"))]
mod sqlx;
#[cfg(feature = "tokio-postgres")]
mod tokio_postgres;

pub use broken::BrokenConstraint;
pub use catalog_specs_core::constraint::ConstraintKind;
pub use declares::{DeclaresConstraints, NeedsValues, NoValues, ValuesFor};
pub use driver::DriverError;
pub use or_db::{DatabaseFailure, OrDb};
