//! Golden expansions, one for each generated thing, in `tests/expand`; and that what is written
//! depends on what is read alone.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use catalog_specs_syntax::catalog::CatalogInput;
use catalog_specs_syntax::diag::{self, Diag};
use catalog_specs_syntax::item::{self, CatalogItem};
use catalog_specs_syntax::registry::RegistryItem;
use proc_macro2::TokenStream;
use syn::DeriveInput;

use super::bounds::Header;
use super::{broken, catalog_item, constants, display, entries, registry, sets, traits};

/// Expands an item, or a part of it.
fn expanded(source: &str, part: fn(&CatalogItem<'_>) -> TokenStream) -> String {
    let input: DeriveInput = syn::parse_str(source).unwrap();
    let mut diag = Diag::new();
    let item = item::read(&input, &mut diag).unwrap();
    diag::finish(diag).unwrap();
    part(&item).to_string()
}

fn expanded_registry(source: &str) -> String {
    let mut item: RegistryItem = syn::parse_str(source).unwrap();
    let mut diag = Diag::new();
    item.check(&mut diag);
    diag::finish(diag).unwrap();
    registry(&item, std::iter::empty()).to_string()
}

/// Compares an expansion, laid out by rustfmt, with the golden one. `BLESS=1` writes it.
fn golden(name: &str, expand: impl Fn(&str) -> String) {
    let path = |end: &str| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../tests/expand/{name}.{end}.rs"))
    };
    let found = formatted(&expand(&fs::read_to_string(path("in")).unwrap()));
    if env::var_os("BLESS").is_some() {
        fs::write(path("out"), found).unwrap();
        return;
    }
    let wanted = fs::read_to_string(path("out")).unwrap_or_default();
    assert_eq!(
        found, wanted,
        "tests/expand/{name}.out.rs is another expansion; if this one is right, run \
         `BLESS=1 cargo test -p error-catalog-derive` and read the difference"
    );
}

fn formatted(tokens: &str) -> String {
    let cargo = env::var_os("CARGO").map(PathBuf::from).unwrap_or_default();
    let beside = cargo.with_file_name("rustfmt");
    let rustfmt = if beside.exists() { beside } else { PathBuf::from("rustfmt") };
    let mut child = Command::new(rustfmt)
        .args(["--edition", "2024", "--config", "max_width=100,use_small_heuristics=Max"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(tokens.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "rustfmt does not read the expansion:\n{tokens}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_whole_enum() {
    golden("enum", |source| expanded(source, catalog_item));
}

#[test]
fn entries_and_values() {
    golden("entries", |source| expanded(source, entries::expand));
}

#[test]
fn fields_shown_to_their_roles() {
    golden("fields", |source| {
        expanded(source, |item| traits::catalogued(item, &Header::for_item(item)))
    });
}

#[test]
fn causes() {
    golden("causes", |source| {
        expanded(source, |item| {
            let header = Header::for_item(item);
            [traits::error(item, &header), traits::from(item, &header)].into_iter().collect()
        })
    });
}

#[test]
fn transparent_variants() {
    golden("transparent", |source| {
        expanded(source, |item| {
            let header = Header::for_item(item);
            let expand = [display::expand, traits::error, traits::catalogued];
            expand.iter().map(|expand| expand(item, &header)).collect()
        })
    });
}

#[test]
fn bounds_of_a_generic_enum() {
    golden("generic", |source| {
        expanded(source, |item| {
            let header = Header::for_item(item);
            [display::expand(item, &header), traits::error_catalog(item, &header)]
                .into_iter()
                .collect()
        })
    });
}

#[test]
fn constants_of_a_registry() {
    golden("constants", |source| expanded(source, constants::expand));
}

#[test]
fn a_whole_registry() {
    golden("registry", expanded_registry);
}

#[test]
fn a_whole_set() {
    golden("set", |source| {
        let mut input: CatalogInput = syn::parse_str(source).unwrap();
        let mut diag = Diag::new();
        input.check(&mut diag);
        diag::finish(diag).unwrap();
        sets(&input).to_string()
    });
}

/// A large enum with everything that could be kept in an order of chance.
fn large() -> String {
    let mut source = String::from(
        "#[catalog(domain = \"LARGE\", registry = Codes, locales(\"ja\", \"en\", \"vi\"),
                   categories(\"ONE\", \"TWO\", \"THREE\"))]
         enum Large<'a, T, const N: usize> {",
    );
    for at in 0..300 {
        let category = ["ONE", "TWO", "THREE"][at % 3];
        let _ = write!(
            source,
            "/// Variant {at}.
             #[catalog(code = \"LARGE_{category}_{at}\", status = 429, log_level = INFO, class = rate_limit,
                       message(\"en\" = \"{{a}} {{b:>3}}\", \"vi\" = \"{{b:>3}} {{a}}\", \"ja\" = \"{{a}} {{b:>3}}\"),
                       display = \"{{a}} {{b:?}} {{c}}\", retry = transient, formerly(\"OLD_{at}\", \"OLDER_{at}\"),
                       ext(z = \"1\", y = \"2\", x = \"3\"))]
             Variant{at} {{
                 #[detail] a: &'a str, #[detail] b: T, #[context] c: [u8; N], #[detail(flatten)] d: Map,
                 #[retry_after] e: Duration, #[source] f: Cause<T>,
             }},"
        );
    }
    source.push('}');
    source
}

#[test]
fn the_same_input_gives_the_same_tokens() {
    let source = large();
    let first = expanded(&source, catalog_item);
    assert!(first.len() > 300 * 100);
    assert_eq!(first, expanded(&source, catalog_item));

    let source = "#[registry(locales(\"ja\", \"en\"), docs = \"https://d/{code}\", service = \"s\", internal = \"A_B\")]
        pub struct Codes { a::A, b::B<u8>, ..c::Codes, ..d::Codes } retired { \"X_Y\" => \"gone\", \"Z_Y\" => \"gone\" }";
    assert_eq!(expanded_registry(source), expanded_registry(source));
}

#[test]
fn a_broken_is_declared_if_its_name_can_be() {
    let expanded = |name: &str| {
        let source = format!("pub struct {name} {{ a b }}");
        broken(source.parse().unwrap())
    };
    assert!(expanded("Codes").to_string().contains("pub struct Codes"));
    assert!(expanded("r#type").to_string().contains("pub struct r#type"));
    // The mistake that `self` is no name is reported once.
    for keyword in ["self", "Self", "fn", "_"] {
        assert!(expanded(keyword).is_empty(), "{keyword}");
    }
}

#[test]
fn a_broken_finds_the_facade_where_its_attribute_says() {
    let found = |source: &str| broken(source.parse().unwrap()).to_string();
    let registry =
        found("#[registry(locales(\"en\"), crate = ec::errors)] pub struct Codes(AuthError);");
    assert!(registry.contains("use ec :: errors as _catalog"), "{registry}");
    let set = found("/// Some.\n#[registry(crate = ec)] struct SignUp of Codes { a b }");
    assert!(set.contains("use ec as _catalog"), "{set}");
    assert!(!(registry + &set).contains("error_catalog"));
    // What cannot be read says nothing.
    let other =
        found("#[registry] #[registry(crate)] #[other(crate = ec)] struct Codes(AuthError);");
    assert!(other.contains("use :: error_catalog as _catalog"), "{other}");
}
