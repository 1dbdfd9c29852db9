//! Conditions of `#[cfg(…)]`: read, written, and asked whether they can hold together.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use proc_macro2::TokenStream;
use syn::Meta;

use crate::syntax::{args, written};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// `all(…)`.
    All(Vec<Self>),
    /// `any(…)`.
    Any(Vec<Self>),
    /// `not(…)`.
    Not(Box<Self>),
    /// `true` or `false`.
    Constant(bool),
    /// `unix` or `feature = "x"`.
    Leaf(String),
}

/// Options that exclude each other by their nature: of the values of one, one is set.
const ONE_OF: &[&str] = &[
    "target_arch",
    "target_endian",
    "target_env",
    "target_os",
    "target_pointer_width",
    "target_vendor",
    "panic",
];

/// Where conditions are asked about by trying, this many options are tried in every way.
const TRIED: usize = 10;

impl Condition {
    /// Reads what stands in `cfg(…)`; what is no condition holds by its own name.
    pub(crate) fn read(tokens: &TokenStream) -> Self {
        match tokens.to_string().as_str() {
            "true" => return Self::Constant(true),
            "false" => return Self::Constant(false),
            _ => {}
        }
        let Ok(Meta::List(list)) = syn::parse2::<Meta>(tokens.clone()) else {
            return Self::Leaf(written(tokens));
        };
        let parts = || -> Vec<Self> {
            let pieces = args::split(list.tokens.clone()).into_iter();
            pieces.map(|piece| Self::read(&piece.into_iter().collect())).collect()
        };
        match list.path.get_ident().map(ToString::to_string).as_deref() {
            Some("all") => Self::All(parts()),
            Some("any") => Self::Any(parts()),
            Some("not") => match parts().into_iter().next() {
                Some(part) => Self::Not(Box::new(part)),
                None => Self::Leaf(written(tokens)),
            },
            _ => Self::Leaf(format!("{}({})", written(&list.path), written(&list.tokens))),
        }
    }

    /// Reads a condition from its text.
    pub(crate) fn parse(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Leaf(text.to_owned()), |tokens| Self::read(&tokens))
    }

    /// Every option it asks about.
    pub(crate) fn leaves(&self, leaves: &mut BTreeSet<String>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.leaves(leaves);
                }
            }
            Self::Not(part) => part.leaves(leaves),
            Self::Constant(_) => {}
            Self::Leaf(name) => {
                leaves.insert(name.clone());
            }
        }
    }

    /// Whether it holds where these options are set.
    pub(crate) fn holds(&self, set: &BTreeSet<String>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(set)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(set)),
            Self::Not(part) => !part.holds(set),
            Self::Constant(value) => *value,
            Self::Leaf(name) => set.contains(name),
        }
    }

    /// Whether it holds in tests only, which are no part of a catalogue.
    pub(crate) fn is_test_only(&self) -> bool {
        self.known(&|name| (name == "test").then_some(false)) == Some(false)
    }

    /// What is known of it from what is known of its options.
    fn known(&self, of: &impl Fn(&str) -> Option<bool>) -> Option<bool> {
        let all = |parts: &[Self], deciding: bool| {
            let known: Vec<_> = parts.iter().map(|part| part.known(of)).collect();
            if known.contains(&Some(deciding)) {
                return Some(deciding);
            }
            known.iter().all(Option::is_some).then_some(!deciding)
        };
        match self {
            Self::All(parts) => all(parts, false),
            Self::Any(parts) => all(parts, true),
            Self::Not(part) => part.known(of).map(|known| !known),
            Self::Constant(value) => Some(*value),
            Self::Leaf(name) => of(name),
        }
    }
}

/// As one writes it.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, parts) = match self {
            Self::All(parts) => ("all", parts.as_slice()),
            Self::Any(parts) => ("any", parts.as_slice()),
            Self::Not(part) => ("not", std::slice::from_ref(&**part)),
            Self::Constant(value) => return write!(f, "{value}"),
            Self::Leaf(name) => return f.write_str(name),
        };
        let parts: Vec<_> = parts.iter().map(ToString::to_string).collect();
        write!(f, "{word}({})", parts.join(", "))
    }
}

/// The ways to compile that show all that conditions can bring: all options at once, none, and each
/// alone. What can never be set together is not.
pub(crate) fn worlds(leaves: &BTreeSet<String>) -> Vec<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for leaf in leaves.iter().filter(|leaf| *leaf != "test") {
        all.insert(leaf.clone());
        if !is_possible(&all) {
            all.remove(leaf);
        }
    }
    let mut worlds = vec![all];
    let alone = leaves.iter().filter(|leaf| *leaf != "test");
    for world in std::iter::once(BTreeSet::new()).chain(alone.map(|leaf| [leaf.clone()].into())) {
        if !worlds.contains(&world) {
            worlds.push(world);
        }
    }
    worlds
}

/// Whether two lists of conditions can hold at once.
pub(crate) fn can_meet(one: &[String], other: &[String]) -> bool {
    if one.is_empty() || other.is_empty() {
        return true;
    }
    let conditions: Vec<_> = one.iter().chain(other).map(|text| Condition::parse(text)).collect();
    let mut leaves = BTreeSet::new();
    for condition in &conditions {
        condition.leaves(&mut leaves);
    }
    if leaves.len() > TRIED {
        return true;
    }
    (0..1_u32 << leaves.len()).any(|choice| {
        let set = leaves.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
        let set = set.map(|(_, leaf)| leaf.clone()).collect();
        is_possible(&set) && conditions.iter().all(|condition| condition.holds(&set))
    })
}

/// Both lists of conditions, each condition once.
pub(crate) fn joined(one: &[String], other: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for condition in one.iter().chain(other) {
        if !all.contains(condition) {
            all.push(condition.clone());
        }
    }
    all
}

/// The condition that one or the other list of conditions holds; empty where that is always.
pub(crate) fn either(one: &[String], other: &[String]) -> Vec<String> {
    if one.is_empty() || other.is_empty() {
        return Vec::new();
    }
    if one == other {
        return one.to_vec();
    }
    let (one, other) = (all(one), all(other));
    let is_negation =
        |part: &Condition, of: &Condition| *part == Condition::Not(Box::new(of.clone()));
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

fn is_possible(set: &BTreeSet<String>) -> bool {
    let mut values: BTreeMap<&str, usize> = BTreeMap::new();
    for name in set {
        let key = match name.as_str() {
            "unix" | "windows" => "family",
            name => name.split(" =").next().unwrap_or(name),
        };
        if key == "family" || ONE_OF.contains(&key) {
            *values.entry(key).or_default() += 1;
        }
    }
    values.values().all(|count| *count == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn conditions_are_written_as_one_writes_them() {
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
    fn what_is_for_tests_only_is_known() {
        for text in ["test", "all(test, unix)", "any(test, false)", "not(not(test))"] {
            assert!(Condition::parse(text).is_test_only(), "{text}");
        }
        for text in ["not(test)", "any(test, unix)", "unix", "all()", "feature = \"test\""] {
            assert!(!Condition::parse(text).is_test_only(), "{text}");
        }
    }

    #[test]
    fn what_excludes_each_other_never_meets() {
        let meet = |one: &str, other: &str| can_meet(&texts(&[one]), &texts(&[other]));
        assert!(!meet("unix", "windows"));
        assert!(!meet("unix", "not(unix)"));
        assert!(!meet("target_os = \"linux\"", "target_os = \"macos\""));
        assert!(!meet("all(a, b)", "not(any(a, c))"));
        assert!(meet("feature = \"a\"", "feature = \"b\""));
        assert!(meet("unix", "target_os = \"linux\""));
        assert!(can_meet(&[], &texts(&["unix"])));
    }

    #[test]
    fn either_of_two_is_one_condition() {
        assert_eq!(either(&texts(&["unix"]), &texts(&["windows"])), ["any(unix, windows)"]);
        assert_eq!(either(&texts(&["a", "b"]), &texts(&["c"])), ["any(all(a, b), c)"]);
        assert_eq!(either(&texts(&["any(a, b)"]), &texts(&["c"])), ["any(a, b, c)"]);
        assert!(either(&texts(&["a"]), &texts(&["not(a)"])).is_empty());
        assert!(either(&texts(&["a"]), &[]).is_empty());
    }

    #[test]
    fn few_worlds_show_everything() {
        let leaves = texts(&["unix", "windows", "test", "feature = \"a\""]).into_iter().collect();
        let worlds = worlds(&leaves);
        assert!(worlds[0].contains("unix") && worlds[0].contains("feature = \"a\""));
        assert!(!worlds.iter().any(|world| world.contains("test")));
        assert!(worlds.iter().any(|world| world.contains("windows")));
        assert!(worlds.iter().any(BTreeSet::is_empty));
    }
}
