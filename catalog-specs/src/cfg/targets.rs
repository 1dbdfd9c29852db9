//! Which options can be set in one build: what the options of targets imply and exclude.

use std::collections::{BTreeMap, BTreeSet};

/// Options with their values, as far as they are known.
pub(super) type Known = BTreeMap<String, bool>;

/// Options with exactly one value.
const ONE_OF: &[&str] = &[
    "target_abi",
    "target_arch",
    "target_endian",
    "target_env",
    "target_os",
    "target_pointer_width",
    "target_vendor",
    "panic",
];

/// Options that set another one in every target of rustc.
const IMPLIED: &[(&str, &str)] = &[
    ("unix", "target_family = \"unix\""),
    ("target_family = \"unix\"", "unix"),
    ("windows", "target_family = \"windows\""),
    ("target_family = \"windows\"", "windows"),
    ("windows", "target_os = \"windows\""),
    ("target_os = \"windows\"", "windows"),
    ("target_env = \"msvc\"", "windows"),
    ("target_vendor = \"apple\"", "unix"),
    ("target_arch = \"wasm32\"", WASM),
    ("target_arch = \"wasm64\"", WASM),
    ("target_os = \"wasi\"", WASM),
    ("target_os = \"aix\"", "unix"),
    ("target_os = \"android\"", "unix"),
    ("target_os = \"dragonfly\"", "unix"),
    ("target_os = \"emscripten\"", "unix"),
    ("target_os = \"freebsd\"", "unix"),
    ("target_os = \"fuchsia\"", "unix"),
    ("target_os = \"haiku\"", "unix"),
    ("target_os = \"hurd\"", "unix"),
    ("target_os = \"illumos\"", "unix"),
    ("target_os = \"ios\"", "unix"),
    ("target_os = \"linux\"", "unix"),
    ("target_os = \"macos\"", "unix"),
    ("target_os = \"netbsd\"", "unix"),
    ("target_os = \"openbsd\"", "unix"),
    ("target_os = \"redox\"", "unix"),
    ("target_os = \"solaris\"", "unix"),
    ("target_os = \"tvos\"", "unix"),
    ("target_os = \"visionos\"", "unix"),
    ("target_os = \"watchos\"", "unix"),
];

const WASM: &str = "target_family = \"wasm\"";

/// Options that no target of rustc sets together.
const EXCLUSIVE: &[(&str, &str)] = &[
    ("unix", "windows"),
    ("unix", "target_os = \"none\""),
    ("unix", "target_os = \"uefi\""),
    ("unix", "target_os = \"wasi\""),
    ("windows", WASM),
];

/// Whether a build can have these options.
pub(super) fn is_possible(known: &Known) -> bool {
    let set = with_implied(known.iter().filter(|(_, value)| **value).map(|(name, _)| name));
    let keys = set.iter().map(|name| name.split(" =").next().unwrap_or(name));
    let mut keys: Vec<_> = keys.filter(|key| ONE_OF.contains(key)).collect();
    let values = keys.len();
    keys.dedup();
    values == keys.len()
        && set.iter().all(|name| known.get(*name) != Some(&false))
        && !EXCLUSIVE.iter().any(|(one, other)| set.contains(one) && set.contains(other))
}

/// These options and those that they imply.
pub(super) fn with_implied<'n>(names: impl Iterator<Item = &'n String>) -> BTreeSet<&'n str> {
    let mut set: BTreeSet<&str> = names.map(String::as_str).collect();
    let mut new: Vec<_> = set.iter().copied().collect();
    while let Some(name) = new.pop() {
        let implied = IMPLIED.iter().filter(|(from, _)| *from == name).map(|(_, to)| *to);
        new.extend(implied.filter(|to| set.insert(to)));
    }
    set
}
