//! The constraints of a database, as the migrations of a package have them, and those that codes declare.
//!
//! 1. `folder` finds the files, and `statements` cuts their SQL.
//! 2. `reader` applies each statement to a [`Schema`]: constraints that are added, renamed and dropped. `partitions` have
//!    those of their table. A statement that it does not know adds none.
//! 3. `compare` looks each declared name up.
//!
//! It is not a full parser of SQL: it reads the statements of `PostgreSQL` and `SQLite` that name constraints, and skips the rest.

mod compare;
mod cursor;
mod definitions;
mod folder;
mod partitions;
mod reader;
mod schema;
mod statements;

pub use compare::{Comparison, compare};
pub use schema::{Constraint, Schema};
