//! The registry.

use super::declare::changes;
use super::rule::Surface::{Rust, Text, Wire};
use super::rule::Verdict::{Break, Risk, Safe};
use super::rule::{ChangeRule, Mirror};

changes! {
    "the registry" {
        REGISTRY_RENAMED = "registry-renamed" at "registry":
            "the registry was `{old}` and is `{new}`",
            on [Wire Safe, Rust Break],
            why "code that names it no longer compiles",
            after "cargo-semver-checks struct_missing",
            undo "name it `{old}` again, or add `pub type {old} = {new};`",
            mirror "registry-renamed";
        REGISTRY_NAMED = "registry-named" at "registry":
            "the codes belong to the registry `{new}`",
            on [Rust Safe],
            why "nothing named a registry before",
            after "our own",
            mirror "registry-unnamed";
        REGISTRY_UNNAMED = "registry-unnamed" at "registry":
            "the codes no longer belong to the registry `{old}`",
            on [Rust Break],
            why "code that names it no longer compiles",
            after "cargo-semver-checks struct_missing",
            undo "restore `catalog! { pub struct {old} { ... } }`",
            mirror "registry-named";
        DEFAULT_LOCALE_CHANGED = "default-locale-changed" at "locales":
            "the default locale of the service was `{old}` and is `{new}`",
            on [Text Risk],
            why "clients that request no language get another one",
            after "RFC 9110 content negotiation",
            mirror "default-locale-changed";
        SERVICE_LOCALE_ADDED = "service-locale-added" at "locales":
            "the service now supports `{subject}`",
            on [Text Safe],
            why "more users read it in their own language",
            after "RFC 9110 content negotiation",
            mirror "service-locale-removed";
        SERVICE_LOCALE_REMOVED = "service-locale-removed" at "locales":
            "the service no longer supports `{subject}`",
            on [Text Risk],
            why "users of that language get the default one",
            after "MySQL falls back to English; RFC 9110 content negotiation",
            mirror "service-locale-added";
    }
}
