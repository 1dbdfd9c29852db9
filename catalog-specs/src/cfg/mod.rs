//! Conditions of `#[cfg(…)]`: parse, display, and check whether two can hold together. `search` finds options under
//! which conditions hold, and `targets` knows which options a build can have.

mod condition;
mod search;
mod targets;

pub(crate) use self::condition::Condition;
pub(crate) use self::search::{Assignments, assignments};
use self::search::{Search, search};
use self::targets::Known;

/// Whether two lists of conditions can hold together.
pub(crate) fn can_coexist(one: &[String], other: &[String]) -> bool {
    if one.is_empty() || other.is_empty() {
        return true;
    }
    let conditions: Vec<_> = one.iter().chain(other).map(|text| Condition::parse(text)).collect();
    search(&conditions, &Known::new()) != Search::Impossible
}

/// The union of two lists of conditions.
pub(crate) fn union(one: &[String], other: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for condition in one.iter().chain(other) {
        if !all.contains(condition) {
            all.push(condition.clone());
        }
    }
    all
}

/// The condition that one of two lists holds; empty if it always does.
pub(crate) fn any_of(one: &[String], other: &[String]) -> Vec<String> {
    if one.is_empty() || other.is_empty() {
        return Vec::new();
    }
    if one == other {
        return one.to_vec();
    }
    let (one, other) = (all(one), all(other));
    let is_negation =
        |part: &Condition, other: &Condition| *part == Condition::Not(Box::new(other.clone()));
    if is_negation(&one, &other) || is_negation(&other, &one) {
        return Vec::new();
    }
    let mut parts = match one {
        Condition::Any(parts) => parts,
        one => vec![one],
    };
    if !parts.contains(&other) {
        parts.push(other);
    }
    vec![Condition::Any(parts).to_string()]
}

fn all(texts: &[String]) -> Condition {
    let mut parts: Vec<_> = texts.iter().map(|text| Condition::parse(text)).collect();
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => Condition::All(parts.into_iter().chain(last).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn conditions_are_displayed_as_written() {
        for text in [
            "unix",
            "feature = \"日本\"",
            "all(unix, not(feature = \"x\"), any(a, b))",
            "target(os = \"linux\")",
            "true",
            "not(false)",
        ] {
            assert_eq!(Condition::parse(text).to_string(), text);
        }
        assert_eq!(Condition::parse("all( unix ,  b , )").to_string(), "all(unix, b)");
    }

    #[test]
    fn conditions_of_tests_are_recognized() {
        for text in ["test", "all(test, unix)", "any(test, false)", "not(not(test))"] {
            assert!(Condition::parse(text).is_test_only(), "{text}");
        }
        for text in ["not(test)", "any(test, unix)", "unix", "all()", "feature = \"test\""] {
            assert!(!Condition::parse(text).is_test_only(), "{text}");
        }
    }

    #[test]
    fn exclusive_conditions_cannot_coexist() {
        let meet = |one: &str, other: &str| can_coexist(&texts(&[one]), &texts(&[other]));
        assert!(!meet("unix", "windows"));
        assert!(!meet("unix", "not(unix)"));
        assert!(!meet("target_os = \"linux\"", "target_os = \"macos\""));
        assert!(!meet("all(a, b)", "not(any(a, c))"));
        assert!(meet("feature = \"a\"", "feature = \"b\""));
        assert!(meet("unix", "target_os = \"linux\""));
        for (one, other) in [
            ("unix", "target_os = \"windows\""),
            ("windows", "target_os = \"linux\""),
            ("windows", "not(target_os = \"windows\")"),
            ("target_os = \"windows\"", "not(windows)"),
            ("target_os = \"macos\"", "not(unix)"),
            ("target_family = \"unix\"", "windows"),
            ("target_family = \"unix\"", "not(unix)"),
            ("target_os = \"ios\"", "target_env = \"msvc\""),
            ("target_vendor = \"apple\"", "windows"),
            ("target_arch = \"wasm32\"", "windows"),
            ("target_os = \"none\"", "unix"),
            ("target_pointer_width = \"32\"", "target_pointer_width = \"64\""),
            ("debug_assertions", "not(debug_assertions)"),
        ] {
            assert!(!meet(one, other), "{one} and {other}");
            assert!(!meet(other, one), "{other} and {one}");
        }
        for (one, other) in [
            // Emscripten, and Linux on WebAssembly.
            ("target_family = \"wasm\"", "unix"),
            ("target_os = \"linux\"", "target_arch = \"wasm32\""),
            // Horizon is both, for two of its targets.
            ("target_os = \"horizon\"", "unix"),
            ("target_os = \"horizon\"", "not(unix)"),
            ("target_env = \"gnu\"", "windows"),
            ("not(unix)", "not(windows)"),
            ("target_feature = \"sse2\"", "target_feature = \"avx\""),
        ] {
            assert!(meet(one, other), "{one} and {other}");
        }
        assert!(can_coexist(&[], &texts(&["unix"])));
    }

    #[test]
    fn any_of_two_is_one_condition() {
        assert_eq!(any_of(&texts(&["unix"]), &texts(&["windows"])), ["any(unix, windows)"]);
        assert_eq!(any_of(&texts(&["a", "b"]), &texts(&["c"])), ["any(all(a, b), c)"]);
        assert_eq!(any_of(&texts(&["any(a, b)"]), &texts(&["c"])), ["any(a, b, c)"]);
        assert!(any_of(&texts(&["a"]), &texts(&["not(a)"])).is_empty());
        assert!(any_of(&texts(&["a"]), &[]).is_empty());
    }
}
