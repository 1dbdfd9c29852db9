//! The words of a lock file for what is not about a code.

/// What settings of the registry are told of as their code.
pub const REGISTRY: &str = "registry";
pub(super) const RETIRED: &str = "retired";
pub(super) const ACCEPTED: &str = "accepted";
/// What a line of a lock starts with if it is not about a code.
pub(super) const SECTIONS: &[&str] = &[REGISTRY, RETIRED, ACCEPTED];
