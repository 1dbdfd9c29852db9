//! The first words of lines that are not about a code.

/// Stands for the settings of the registry, in place of a code.
pub const REGISTRY: &str = "registry";
pub(super) const RETIRED: &str = "retired";
pub(super) const ACCEPTED: &str = "accepted";
pub(super) const SECTIONS: &[&str] = &[REGISTRY, RETIRED, ACCEPTED];
