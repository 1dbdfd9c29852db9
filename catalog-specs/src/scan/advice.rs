//! Help texts for codes that only the compiled registry has.

/// The crate whose built-in enums are known without their source.
pub(super) const FACADE: &str = "error_catalog";

/// The help for codes that cannot be read from the source.
pub(super) const COMPILED: &str =
    "use `Codes::outputs()` in a test: the compiled registry has these codes";

/// The same with the name of the registry.
pub(super) fn use_compiled(registry: &str) -> String {
    COMPILED.replace("Codes", registry)
}
