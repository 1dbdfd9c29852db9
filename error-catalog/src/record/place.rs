//! Places in source files without the folders of the machine that built the program.

use core::fmt;
use core::panic::Location;

/// A place as a record has it: `src/main.rs:4:5`.
pub(super) struct RaisedAt(pub(super) &'static Location<'static>);

impl fmt::Display for RaisedAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(place) = self;
        write!(f, "{}:{}:{}", within_crate(place.file()), place.line(), place.column())
    }
}

/// A stack, one line a function and one line a file, which is named from its crate on.
#[cfg(feature = "report")]
pub(super) fn strip(trace: &str) -> String {
    let mut stripped = String::new();
    for line in trace.lines() {
        match line.trim_start().strip_prefix("at ") {
            Some(place) => {
                stripped.push_str("  at ");
                stripped.push_str(within_crate(place));
            }
            None => stripped.push_str(line.trim()),
        }
        stripped.push('\n');
    }
    stripped
}

/// `axum-0.8.1/src/routing.rs:7` of `/home/…/registry/src/index-…/axum-0.8.1/src/routing.rs:7`: the folder around the last `src`.
pub(super) fn within_crate(place: &str) -> &str {
    let place = place.strip_prefix("./").unwrap_or(place);
    let mut start = 0;
    let mut before = 0;
    for (at, folder) in place.split(['/', '\\']).scan(0, |at, folder| {
        let start = *at;
        *at += folder.len() + 1;
        Some((start, folder))
    }) {
        if matches!(folder, "src" | "tests" | "examples" | "benches") {
            start = before;
        }
        before = at;
    }
    match (start, place.starts_with(['/', '\\']) || place.contains(":\\")) {
        // No folder of a crate: the file alone.
        (0, true) => place.rsplit(['/', '\\']).next().unwrap_or_default(),
        _ => place.get(start..).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_from_its_crate_on() {
        for (place, expected) in [
            ("./src/main.rs:4:5", "src/main.rs:4:5"),
            ("src/main.rs:4:5", "src/main.rs:4:5"),
            ("/home/alice/shop/src/db/pool.rs:4:5", "shop/src/db/pool.rs:4:5"),
            (
                "/rustc/59807616e/library/core/src/ops/function.rs:250:5",
                "core/src/ops/function.rs:250:5",
            ),
            (
                "/root/.cargo/registry/src/index.crates.io-1949cf8c/axum-0.8.1/src/serve.rs:7:1",
                "axum-0.8.1/src/serve.rs:7:1",
            ),
            (r"C:\Users\alice\shop\src\main.rs:4:5", r"shop\src\main.rs:4:5"),
            ("/home/alice/build.rs:1:1", "build.rs:1:1"),
        ] {
            assert_eq!(within_crate(place), expected);
        }
    }
}
