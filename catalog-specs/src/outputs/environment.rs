//! Reads variables of the environment.

use std::env;

/// Whether a variable is set to something other than no: `0` and `false` are no.
pub(super) fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0" && value != "false")
}
