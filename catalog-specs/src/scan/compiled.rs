//! What only the compiled registry knows.

/// The crate whose enums a registry can list without their source.
pub(super) const FACADE: &str = "error_catalog";

/// Where to look for what cannot be read from the source.
pub(super) const COMPILED: &str =
    "use `Codes::outputs()` in a test: the compiled registry knows these codes";

/// The same, where the registry's name is known.
pub(super) fn use_compiled(registry: &str) -> String {
    COMPILED.replace("Codes", registry)
}
