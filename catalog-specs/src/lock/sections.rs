//! The words of a lock file for what is not about a code.

/// The name that stands in reports for the settings of the registry.
pub const REGISTRY: &str = "registry";
pub(super) const RETIRED: &str = "retired";
pub(super) const ACCEPTED: &str = "accepted";
/// What a line of a lock starts with if it is not about a code.
pub(super) const SECTIONS: &[&str] = &[REGISTRY, RETIRED, ACCEPTED];
