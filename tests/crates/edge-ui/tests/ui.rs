//! What the compiler says to what a framework does not take: one error for each mistake.
//!
//! After a change on purpose write the texts anew with `TRYBUILD=overwrite cargo test -p edge-ui`.

use std::fs;
use std::path::Path;

/// The number that a fixture states, or 1.
fn mistakes(source: &str) -> usize {
    let last = source.trim_end().lines().last().unwrap_or_default();
    last.strip_prefix("// Mistakes: ").map_or(1, |number| number.parse().unwrap())
}

#[test]
fn what_a_framework_does_not_take_is_one_error() {
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
    let mut found = 0;
    for framework in ["actix", "axum", "rpc", "tonic"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui").join(framework);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let stderr = fs::read_to_string(path.with_extension("stderr")).unwrap();
            let errors = stderr.lines().filter(|line| line.starts_with("error")).count();
            assert_eq!(errors, mistakes(&fs::read_to_string(&path).unwrap()), "{}", path.display());
            found += 1;
        }
    }
    assert_eq!(found, 7);
}
