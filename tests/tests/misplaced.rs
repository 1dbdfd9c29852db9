//! Each key at each place where it does not belong: the message names the place where it does.

use catalog_specs::keys::{Key, Target};
use catalog_specs::rules::BrokenRule;
use catalog_specs_syntax::catalog::CatalogInput;
use catalog_specs_syntax::diag::{self, Diag};
use catalog_specs_syntax::item;
use proc_macro2::Span;

const TARGETS: &[Target] = &[
    Target::Registry,
    Target::Set,
    Target::Enum,
    Target::Variant,
    Target::Struct,
    Target::Rest,
    Target::Field,
];

/// The words in parentheses, each with a value, and how they are written where they belong.
const ARGUMENTS: &[(&str, &str)] = &[
    ("data_class = \"pii\"", "#[detail(data_class = \"pii\")]"),
    ("data_class = \"P II\"", "#[detail(data_class = \"p_ii\")]"),
    ("data_class", "#[detail(data_class = \"pii\")]"),
    ("flatten", "#[detail(flatten)]"),
    ("detail", "#[detail]"),
    ("detail(\"利用者\")", "#[detail(\"利用者\")]"),
    ("detail = \"user\"", "#[detail(\"user\")]"),
    ("context", "#[context]"),
    ("context(data_class = \"pii\")", "#[context(data_class = \"pii\")]"),
    ("secret", "#[secret]"),
    ("source", "#[source]"),
    ("from", "#[from]"),
    ("mask_5xx = \"AUTH_DOWN\"", "transparent(mask_5xx = \"AUTH_DOWN\")"),
    ("max = 5", "retry(max = 5, base = \"1s\")"),
    ("base = \"2s\"", "retry(max = 3, base = \"2s\")"),
    ("factor = 4", "retry(max = 3, base = \"1s\", factor = 4)"),
    ("idempotent", "retry(max = 3, base = \"1s\", idempotent)"),
    ("threshold = 9", "alert(threshold = 9)"),
    ("window = \"9m\"", "alert(threshold = 50, window = \"9m\")"),
    ("page", "alert(threshold = 50, page)"),
    ("until = \"3.0\"", "deprecated(since = \"...\", until = \"3.0\")"),
    ("replaced_by(\"AUTH_NEW\")", "deprecated(since = \"...\", replaced_by(\"AUTH_NEW\"))"),
    ("Display", "manual(Display)"),
    ("From", "manual(From)"),
];

const BASICS: &str = "code = \"AUTH_GONE\", status = 404, log_level = \"INFO\", message = \"gone\"";

/// The problems of an argument in the attribute of a target.
fn problems(argument: &str, target: Target) -> Vec<BrokenRule<Span>> {
    let source = match target {
        Target::Registry => format!("#[registry({argument})] pub struct Codes {{ E }}"),
        Target::Set => {
            format!(
                "pub struct Codes {{ E }} #[registry({argument})] pub struct Few of Codes {{ E }}"
            )
        }
        Target::Enum => {
            format!("#[catalog(domain = \"AUTH\", {argument})] enum E {{ #[catalog({BASICS})] A }}")
        }
        Target::Variant => {
            format!("#[catalog(domain = \"AUTH\")] enum E {{ #[catalog({BASICS}, {argument})] A }}")
        }
        Target::Struct => {
            format!("#[catalog(domain = \"AUTH\", {BASICS}, {argument})] struct E;")
        }
        Target::Rest => {
            format!("#[catalog(domain = \"AUTH\", rest({BASICS}, {argument}))] enum E {{ A }}")
        }
        Target::Field => format!(
            "#[catalog(domain = \"AUTH\")] enum E {{ #[catalog({BASICS})] A {{ #[catalog({argument})] a: u8 }} }}"
        ),
    };
    problems_of(&source, matches!(target, Target::Registry | Target::Set))
}

fn problems_of(source: &str, is_catalog: bool) -> Vec<BrokenRule<Span>> {
    let mut diag = Diag::new();
    if is_catalog {
        syn::parse_str::<CatalogInput>(source).unwrap().check(&mut diag);
    } else {
        let input = syn::parse_str(source).unwrap();
        let _ = item::read(&input, &mut diag);
    }
    diag::sorted(diag)
}

#[test]
fn each_key_names_its_place_at_each_wrong_one() {
    let mut tried = 0;
    for key in Key::ALL {
        let row = key.row();
        for target in TARGETS.iter().filter(|target| !row.scope.targets().contains(target)) {
            // The attribute of a field with that name has its own test.
            let is_role = key.name() == "retry_after" && !row.example.contains('=');
            if is_role {
                continue;
            }
            let problems = problems(row.example, *target);
            let wanted = format!(
                "`{}` belongs on {}, not on {}",
                key.name(),
                row.scope.noun(),
                target.noun()
            );
            let is_named = problems.iter().any(|problem| problem.message == wanted);
            assert!(is_named, "{} on {target:?}: {:?}", row.example, texts(&problems));
            assert_eq!(problems.len(), 1, "{} on {target:?}: {:?}", row.example, texts(&problems));
            tried += 1;
        }
    }
    assert!(tried > 100, "only {tried} were tried");
}

#[test]
fn each_word_in_parentheses_names_its_place_at_each_wrong_one() {
    for (argument, cure) in ARGUMENTS {
        for target in TARGETS {
            let problems = problems(argument, *target);
            let [problem] = problems.as_slice() else {
                panic!("{argument} on {target:?}: {:?}", texts(&problems));
            };
            let text = problem.text();
            assert!(text.contains(&format!("`{cure}`")), "{argument} on {target:?}: {text}");
            assert!(!text.contains("`ext("), "{argument} on {target:?}: {text}");
        }
    }
}

/// `#[detail(status = 404)]`: `detail` would otherwise say which arguments it takes.
#[test]
fn each_key_in_the_attribute_of_a_field_names_its_place() {
    // These are meant for the class of data, or are attributes of fields.
    let others = [Key::Class, Key::RetryAfter];
    for key in Key::ALL.iter().filter(|key| !others.contains(key)) {
        let row = key.row();
        for attribute in ["detail", "context"] {
            let source = format!(
                "#[catalog(domain = \"AUTH\")] enum E {{ #[catalog({BASICS})] A {{ #[{attribute}({})] a: u8 }} }}",
                row.example
            );
            let problems = problems_of(&source, false);
            let wanted = format!("`{}` belongs on {}, not on a field", row.name, row.scope.noun());
            let [problem] = problems.as_slice() else { panic!("{source}: {:?}", texts(&problems)) };
            assert_eq!(problem.message, wanted, "{source}");
        }
    }
}

fn texts(problems: &[BrokenRule<Span>]) -> Vec<String> {
    problems.iter().map(BrokenRule::text).collect()
}
