//! Finds options under which conditions hold.

use std::collections::BTreeSet;

use super::condition::Condition;
use super::targets::{Known, is_possible, with_implied};

/// The result of a search.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Search {
    /// Options under which all conditions hold. Options without a value are of no account.
    Found(Known),
    /// No build has such options.
    Impossible,
    /// There are too many combinations to try.
    GaveUp,
}

/// How many combinations are tried.
const MAX_STEPS: usize = 4096;

/// Searches for options under which all conditions hold, where some are known. It sets as many as it can: an item with
/// more features has more details.
pub(super) fn search(conditions: &[Condition], known: &Known) -> Search {
    let mut options = BTreeSet::new();
    for condition in conditions {
        condition.options(&mut options);
    }
    options.retain(|option| !known.contains_key(option));
    // The values of the first options. Without recursion, as a condition may have any number of options.
    let mut chosen: Vec<bool> = Vec::new();
    for _ in 0..MAX_STEPS {
        let mut tried = known.clone();
        tried.extend(options.iter().cloned().zip(chosen.iter().copied()));
        match all_hold(conditions, &tried) {
            Some(true) => return Search::Found(tried),
            None => chosen.push(true),
            Some(false) => {
                while chosen.last() == Some(&false) {
                    chosen.pop();
                }
                match chosen.last_mut() {
                    Some(last) => *last = false,
                    None => return Search::Impossible,
                }
            }
        }
    }
    Search::GaveUp
}

/// Whether all conditions hold; `None` if that depends on more options.
fn all_hold(conditions: &[Condition], known: &Known) -> Option<bool> {
    if !is_possible(known) {
        return Some(false);
    }
    let mut all = Some(true);
    for condition in conditions {
        match condition.evaluate(&|name| known.get(name).copied()) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => all = None,
        }
    }
    all
}

/// Combinations of options under which to read an item.
#[derive(Debug)]
pub(crate) struct Assignments {
    pub sets: Vec<BTreeSet<String>>,
    /// Whether a part of the item may be in none of them.
    pub misses_some: bool,
}

/// Combinations of options that cover an item: all that can be set together, none, each alone, and one for each part of
/// it that is in none of these. A part is given as the conditions that must hold.
pub(crate) fn assignments(
    options: &BTreeSet<String>,
    parts: &BTreeSet<Vec<Condition>>,
) -> Assignments {
    // Codes of tests are not part of a catalogue.
    let no_tests = Known::from([("test".to_owned(), false)]);
    let mut sets = vec![as_many(no_tests.clone(), options)];
    let mut add = |set: BTreeSet<String>| {
        if !sets.contains(&set) {
            sets.push(set);
        }
    };
    add(BTreeSet::new());
    for option in options.iter().filter(|option| *option != "test") {
        let set = with_implied(std::iter::once(option));
        add(options.iter().filter(|option| set.contains(option.as_str())).cloned().collect());
    }
    let mut misses_some = false;
    for part in parts {
        if sets.iter().any(|set| part.iter().all(|condition| condition.holds(set))) {
            continue;
        }
        match search(part, &no_tests) {
            Search::Found(known) => sets.push(as_many(known, options)),
            // It is in no build.
            Search::Impossible => {}
            Search::GaveUp => misses_some = true,
        }
    }
    Assignments { sets, misses_some }
}

/// Sets every option without a value, unless a build cannot have it.
fn as_many(mut known: Known, options: &BTreeSet<String>) -> BTreeSet<String> {
    for option in options {
        if !known.contains_key(option) {
            known.insert(option.clone(), true);
            if !is_possible(&known) {
                known.insert(option.clone(), false);
            }
        }
    }
    known.into_iter().filter(|(_, value)| *value).map(|(option, _)| option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assigned(parts: &[&[&str]]) -> (Vec<BTreeSet<String>>, BTreeSet<Vec<Condition>>, bool) {
        let parts: BTreeSet<Vec<Condition>> = parts
            .iter()
            .map(|part| part.iter().map(|text| Condition::parse(text)).collect())
            .collect();
        let mut options = BTreeSet::new();
        parts.iter().flatten().for_each(|condition| condition.options(&mut options));
        let Assignments { sets, misses_some } = assignments(&options, &parts);
        (sets, parts, misses_some)
    }

    #[test]
    fn few_assignments_cover_everything() {
        let parts: &[&[&str]] = &[&["unix"], &["windows"], &["test"], &["feature = \"a\""]];
        let (sets, ..) = assigned(parts);
        assert!(sets[0].contains("unix") && sets[0].contains("feature = \"a\""));
        assert!(!sets.iter().any(|set| set.contains("test")));
        assert!(sets.iter().any(|set| set.contains("windows")));
        assert!(sets.iter().any(BTreeSet::is_empty));
        assert_eq!(sets.len(), 5, "{sets:?}");
    }

    #[test]
    fn each_part_that_a_build_can_have_is_covered() {
        let many = (0..40).map(|n| format!("f{n}")).collect::<Vec<_>>().join(", ");
        let many = format!("all({many}, not(g))");
        for parts in [
            &[&["unix"][..], &["all(windows, s)"]][..],
            &[&["all(a, c, not(b))"], &["b"]],
            &[&["codes", "unix"], &["codes", "windows"]],
            &[&["any(all(a, not(b)), test)"], &["not(any(a, b))"], &["all(b, not(a), c, d)"]],
            &[&["target_os = \"linux\"", "a"], &["not(unix)", "a"]],
            &[&[&many], &["g"]],
        ] {
            let (sets, parts, misses_some) = assigned(parts);
            assert!(!misses_some);
            for part in &parts {
                let holds = |set: &BTreeSet<String>| part.iter().all(|part| part.holds(set));
                assert!(sets.iter().any(holds), "{part:?} in {sets:?}");
            }
        }
        for impossible in ["all(unix, windows, a)", "all(a, not(a))", "all(test, a)"] {
            let (sets, _, misses_some) = assigned(&[&[impossible]]);
            assert!(!misses_some && sets.len() <= 5, "{sets:?}");
        }
    }

    #[test]
    fn what_takes_too_long_is_reported() {
        let pairs = (0..20).map(|n| format!("any(a{n}, b{n})")).collect::<Vec<_>>().join(", ");
        let (_, _, misses_some) = assigned(&[&[&format!("all({pairs}, z, not(z))")]]);
        assert!(misses_some);
    }
}
