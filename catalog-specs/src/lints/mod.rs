//! Lints: mistakes in the bodies of functions that the compiler accepts, such as a catalogued error that is discarded.
//!
//! 1. `table` has the lints, and the levels that `error-catalog.toml` gives them.
//! 2. `file` reads one file: `walk` goes through its bodies and asks the file of each lint, `scope` knows what the names in
//!    a body are, `patterns` finds those that a pattern binds, `places` the lines where code begins, `macros` reads code in
//!    macro calls, and `allow` finds the comments that exempt.
//! 3. `check` merges what all files declare (`declared`), and decides which candidates are mistakes.
//!
//! Types are not known, only names. What the names do not show is not reported.

#[cfg(feature = "lints")]
mod allow;
#[cfg(feature = "lints")]
mod check;
#[cfg(feature = "lints")]
mod declared;
#[cfg(feature = "lints")]
mod expressions;
#[cfg(feature = "lints")]
mod file;
#[cfg(feature = "lints")]
mod hand_made_500;
#[cfg(feature = "lints")]
mod logged_and_lost;
#[cfg(feature = "lints")]
mod macros;
#[cfg(feature = "lints")]
mod patterns;
#[cfg(feature = "lints")]
mod places;
#[cfg(feature = "lints")]
mod printed_error;
#[cfg(feature = "lints")]
mod scope;
#[cfg(feature = "lints")]
mod source_in_message;
#[cfg(feature = "lints")]
mod swallowed_result;
mod table;
#[cfg(feature = "lints")]
mod types;
#[cfg(feature = "lints")]
mod unwrap_in_handler;
#[cfg(feature = "lints")]
mod walk;

#[cfg(feature = "lints")]
pub use check::{LintReport, check, check_text};
pub use table::{ALL, Lint, LintLevel, LintLevels, by_id, ids};
