//! A random argument that is well-formed changes what an item declares, or is refused: random values of every key and
//! random arguments of every field attribute, wherever they may be written.

use catalog_specs_core::keys::{Key, Kind};
use catalog_specs_core::rules;
use catalog_specs_syntax::diag::{self, Diag};
use catalog_specs_syntax::item;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use syn::DeriveInput;

use super::effects::{ITEMS, REGISTRY, expansion, expansion_of_registry, is_meant, with, without};

/// How many arguments are tried. `EFFECTS=1000000` tries more, and others with `EFFECTS_SEED`.
const DEFAULT_COUNT: usize = 1_000;

const TEXTS: &[&str] = &[
    "",
    " ",
    "\u{3000}",
    "x",
    "new text",
    "{a}",
    "{missing}",
    "{a:?}",
    "{{a}}",
    "{",
    "日本 {a}",
    "Ông {0}",
    "a\nb",
    "a\u{202e}b",
    "\u{1b}[31m",
    "AUTH_NEW",
    "AUTH_A_B",
    "AUTH_B_B",
    "AUTH_",
    "auth.new",
    "USER_X",
    "en",
    "ja",
    "zh-TW",
    "eng",
    "https://x.y/z",
    "https://x.y/{code}",
    "https://x.y/{slug}",
    "ftp://x",
    "http://",
    "x.y",
    "1.2",
    "2.0",
    "60",
    "1s",
    "500ms",
    "PT5S",
    "0",
    "WARN",
    "never",
    "transient",
    "NOT_FOUND",
];

const WORDS: &[&str] = &[
    "display",
    "Display",
    "Error",
    "From",
    "A",
    "B",
    "Self",
    "crate::Codes",
    "problem",
    "http",
    "grpc",
    "details",
    "since",
    "until",
    "max",
    "base",
    "factor",
    "idempotent",
    "mask_5xx",
    "replaced_by",
    "level",
    "code",
    "a",
    "true",
    "false",
    "flatten",
];

fn literal() -> BoxedStrategy<String> {
    prop_oneof![
        6 => select(TEXTS).prop_map(|text| format!("{text:?}")),
        1 => any::<String>().prop_map(|text| format!("{text:?}")),
        2 => (0_u32..700).prop_map(|number| number.to_string()),
        1 => select(&["1u8", "1.5", "-1", "b\"x\"", "'c'", "true", "false", "18446744073709551616"][..])
            .prop_map(ToOwned::to_owned),
    ]
    .boxed()
}

/// A word, a literal or a pair.
fn part() -> BoxedStrategy<String> {
    let word = || select(WORDS).prop_map(ToOwned::to_owned);
    let name = prop_oneof![word(), select(TEXTS).prop_map(|text| format!("{text:?}"))];
    prop_oneof![
        word(),
        literal(),
        (name, literal()).prop_map(|(name, value)| format!("{name} = {value}")),
        (word(), literal()).prop_map(|(word, value)| format!("{word}({value})")),
    ]
    .boxed()
}

fn list() -> BoxedStrategy<String> {
    prop::collection::vec(part(), 0..4).prop_map(|parts| parts.join(", ")).boxed()
}

/// A key with a value of its kind, or with any other.
fn argument(key: Key) -> BoxedStrategy<String> {
    let row = key.row();
    let name = row.name;
    let words: Vec<String> = match row.kind {
        Kind::Word(vocabulary) => vocabulary.words.iter().map(|word| format!("{word:?}")).collect(),
        Kind::Rules => rules::allow_words().into_iter().map(ToOwned::to_owned).collect(),
        _ => WORDS.iter().map(|word| (*word).to_owned()).collect(),
    };
    let word = || select(words.clone());
    prop_oneof![
        4 => word().prop_map(move |word| format!("{name} = {word}")),
        3 => word().prop_map(move |word| format!("{name}({word})")),
        4 => literal().prop_map(move |value| format!("{name} = {value}")),
        3 => list().prop_map(move |list| format!("{name}({list})")),
        1 => Just(name.to_owned()),
        1 => Just(row.example.to_owned()),
    ]
    .boxed()
}

/// A field attribute with random arguments.
fn role() -> BoxedStrategy<String> {
    let name = select(&["detail", "context", "secret", "source", "from", "retry_after"][..]);
    let list = prop_oneof![
        2 => list(),
        1 => select(&["display", "flatten", "\"n\"", "\"n\", display", "display, flatten", "display, display", "\"n\", \"m\"", "\"\"",
            "\"a\""][..])
            .prop_map(ToOwned::to_owned),
    ];
    let form = prop_oneof![
        2 => Just(String::new()),
        6 => list.prop_map(|list| format!("({list})")),
        2 => literal().prop_map(|value| format!(" = {value}")),
    ];
    (name, form).prop_map(|(name, form)| format!("#[{name}{form}]")).boxed()
}

/// The entries of an item that is not refused: a value that is written and equal to the derived one is among them.
fn entries(source: &str) -> Option<String> {
    let input: DeriveInput = syn::parse_str(source).ok()?;
    let mut diag = Diag::new();
    let item = item::read(&input, &mut diag)?;
    diag::finish(diag).ok()?;
    let entries: Vec<_> = item.entries().map(|own| &own.entry).collect();
    Some(format!("{entries:?}"))
}

/// What is refused or has its effect elsewhere: a spec is read by the derive, and thiserror has its own attributes.
fn is_of_others(name: &str, argument: &str) -> bool {
    let attributes = ["#[source", "#[from"];
    argument.starts_with("spec")
        || (name == "thiserror" && attributes.iter().any(|start| argument.starts_with(start)))
}

/// What an item without the argument declares.
struct Before {
    expansion: String,
    entries: String,
}

struct Tried {
    runner: TestRunner,
    silent: Vec<String>,
}

impl Tried {
    fn pick<T: std::fmt::Debug>(&mut self, strategy: &impl Strategy<Value = T>) -> T {
        strategy.new_tree(&mut self.runner).unwrap().current()
    }

    /// Whether a source that has one more argument is refused, or says something else.
    fn try_item(&mut self, place: &str, before: &Before, source: &str, argument: &str) {
        let parses = syn::parse_str::<DeriveInput>(source).is_ok();
        if !parses || is_meant(argument) {
            return;
        }
        let is_silent = expansion(source).is_some_and(|after| after == before.expansion)
            && entries(source).is_some_and(|after| after == before.entries);
        if is_silent {
            self.silent.push(format!("{place} {argument}"));
        }
    }

    /// The same argument twice is refused, in one attribute and in two.
    fn try_twice(&mut self, name: &str, source: &str, mark: &str, argument: &str) {
        let again = format!("{argument}, {argument}");
        let apart = format!("{argument})] #[catalog({argument}");
        let forms =
            if mark == "@f" { vec![format!("{argument} {argument}")] } else { vec![again, apart] };
        for twice in forms {
            let Some(source) = with(source, mark, &twice) else { continue };
            let parses = syn::parse_str::<DeriveInput>(&source).is_ok();
            if parses && expansion(&source).is_some() {
                self.silent.push(format!("{name}: {mark} twice {twice}"));
            }
        }
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_random_argument_is_without_effect() {
    let mut seed = [7; 32];
    seed[0] = u8::try_from(number("EFFECTS_SEED").unwrap_or(7) % 256).unwrap();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
    let mut tried = Tried { runner, silent: Vec::new() };
    let count = number("EFFECTS").map_or(DEFAULT_COUNT, |count| usize::try_from(count).unwrap());
    let registry = expansion_of_registry(&without(REGISTRY)).unwrap();
    let before: Vec<_> = ITEMS
        .iter()
        .map(|(_, source)| {
            let plain = without(source);
            Before { expansion: expansion(&plain).unwrap(), entries: entries(&plain).unwrap() }
        })
        .collect();
    for _ in 0..count {
        let at = tried.pick(&(0..ITEMS.len()));
        let ((name, source), before) = (ITEMS[at], &before[at]);
        let key = tried.pick(&select(Key::ALL));
        let argument = tried.pick(&argument(key));
        let mark = tried.pick(&select(&["@e", "@v", "@r"][..]));
        let changed = with(source, mark, &argument).filter(|_| !is_of_others(name, &argument));
        if let Some(changed) = changed {
            tried.try_item(&format!("{name}: {mark}"), before, &changed, &argument);
            tried.try_twice(name, source, mark, &argument);
        }
        let changed = with(REGISTRY, "@e", &argument).unwrap();
        if expansion_of_registry(&changed).is_some_and(|after| after == registry) {
            tried.silent.push(format!("registry: {argument}"));
        }
        let role = tried.pick(&role());
        if is_of_others(name, &role) {
            continue;
        }
        if let Some(changed) = with(source, "@f", &role) {
            tried.try_item(&format!("{name}: @f"), before, &changed, &role);
            tried.try_twice(name, source, "@f", &role);
        }
        // On a variant or on the item a field attribute has no meaning.
        for mark in ["@v)]", "@e)]"].into_iter().filter(|mark| source.contains(mark)) {
            let changed = source.replacen(mark, &format!(")] {role}"), 1);
            tried.try_item(&format!("{name}: {mark}"), before, &without(&changed), &role);
        }
    }
    tried.silent.sort();
    tried.silent.dedup();
    assert!(tried.silent.is_empty(), "{}", tried.silent.join("\n"));
}
