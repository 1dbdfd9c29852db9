//! Every argument has an effect or is refused: each key and role is put wherever it may be written, and either the
//! expansion is another one or a mistake is reported.

use catalog_specs_core::keys::Key;
use catalog_specs_syntax::diag::{self, Diag};
use catalog_specs_syntax::item;
use catalog_specs_syntax::registry::RegistryItem;
use syn::DeriveInput;

use super::{catalog_item, registry};

/// Where arguments are put: `@e` on the enum or the struct, `@v` on a variant, `@f` on a field, `@r` in `rest(...)`.
pub(super) const ITEMS: &[(&str, &str)] = &[
    (
        "unit",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 503, log_level = "ERROR", message = "x", @v)] A }"#,
    ),
    (
        "client",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 404, log_level = "INFO", message = "x", @v)] A }"#,
    ),
    (
        "two",
        r#"#[catalog(domain = "AUTH", status = 404, log_level = "INFO", @e)] enum E { #[catalog(code = "AUTH_A_B", message = "x", @v)] A, #[catalog(code = "AUTH_B_B", message = "y", status = 409)] B }"#,
    ),
    (
        "fields",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 429, log_level = "INFO", message = "x", @v)] A { @f a: Duration, b: u8 }, #[catalog(code = "AUTH_B_B", status = 429, log_level = "INFO", message = "x")] B(@f u8) }"#,
    ),
    (
        "source",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 500, log_level = "ERROR", message = "x", @v)] A { @f #[source] a: Cause } }"#,
    ),
    (
        "from",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 500, log_level = "ERROR", message = "x", @v)] A(@f #[from] Cause) }"#,
    ),
    (
        "secret",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 500, log_level = "ERROR", message = "x", @v)] A(@f #[secret] Secret<u8>) }"#,
    ),
    (
        "detail",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 404, log_level = "INFO", message = "x {a}", @v)] A { @f #[detail] a: u8 } }"#,
    ),
    (
        "same_as",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 404, log_level = "INFO", message = "x")] A, #[catalog(same_as = A, @v)] B(@f u8) }"#,
    ),
    (
        "transparent",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(transparent, @v)] A(@f Inner) }"#,
    ),
    (
        "transparent_from",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(transparent, @v)] A(@f #[from] Inner) }"#,
    ),
    (
        "rest",
        r#"#[catalog(domain = "AUTH", rest(code = "AUTH_REST", status = 500, log_level = "ERROR", message = "x", @r), @e)] enum E { A(@f u8), B }"#,
    ),
    (
        "masked",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 404, log_level = "INFO", message = "x", public_as = "AUTH_B_B", @v)] A(@f u8), #[catalog(code = "AUTH_B_B", status = 404, log_level = "INFO", message = "y")] B }"#,
    ),
    (
        "thiserror",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[error("x")] #[catalog(code = "AUTH_A_B", status = 404, log_level = "INFO", message = "x", @v)] A { @f a: u8 } }"#,
    ),
    (
        "generic",
        r#"#[catalog(domain = "AUTH", @e)] enum E<'a, T: Send> { #[catalog(code = "AUTH_A_B", status = 404, log_level = "INFO", message = "x", @v)] A { @f a: &'a T } }"#,
    ),
    ("empty", r#"#[catalog(domain = "AUTH", @e)] enum E {}"#),
    (
        "struct",
        r#"#[catalog(domain = "AUTH", code = "AUTH_A_B", status = 404, log_level = "INFO", message = "x", @e)] struct E { @f a: u8 }"#,
    ),
    ("struct_transparent", r#"#[catalog(domain = "AUTH", transparent, @e)] struct E(@f Inner);"#),
    (
        "locales",
        r#"#[catalog(domain = "AUTH", locales("en", "ja"), @e)] enum E { #[catalog(code = "AUTH_A_B", status = 404, log_level = "INFO", message("en" = "x", "ja" = "y"), @v)] A { @f a: u8 } }"#,
    ),
    (
        "display",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 404, log_level = "INFO", message = display, display = "y", @v)] A { @f a: u8 } }"#,
    ),
    (
        "overridden",
        r#"#[catalog(domain = "AUTH", @e)] enum E { #[catalog(code = "AUTH_A_B", status = 503, log_level = "ERROR", message = "x", retry = "never", severity = "WARNING", owner = "a", @v)] A }"#,
    ),
];

pub(super) const REGISTRY: &str = "#[registry(@e)] pub struct Codes { Error, ..other::Codes }";

/// Values of a key that differ from what is derived.
fn arguments(key: Key) -> Vec<String> {
    let name = key.name();
    let own: &[&str] = match name {
        "domain" => &["domain = \"USER\""],
        "registry" => &["registry = crate::Codes"],
        "categories" => &["categories(\"A\", \"B\", \"REST\")", "categories(\"C\")"],
        "spec" | "messages" => &[],
        "manual" => {
            &["manual(Display)", "manual(Error)", "manual(From)", "manual(Display, Error, From)"]
        }
        "into_response" => &["into_response", "into_response(http)"],
        "rest" => {
            &["rest(code = \"AUTH_R\", status = 500, log_level = \"ERROR\", message = \"r\")"]
        }
        "same_as" => &["same_as = A", "same_as = B"],
        "transparent" => &["transparent", "transparent(mask_5xx = \"AUTH_X\")"],
        "dialect" => &["dialect = problem", "dialect = crate::MINE"],
        "locales" => &["locales(\"ja\")", "locales(\"en\", \"ja\")", "locales(\"en\")"],
        "internal" | "not_found" => &["= \"AUTH_X\""],
        "crate" => &["crate = other"],
        "code" => &["code = \"AUTH_NEW\""],
        "status" => &["status = 504", "status = 410"],
        "log_level" => &["log_level = \"WARN\"", "log_level = \"DEBUG\""],
        "message" => &["message = \"new\"", "message = display", "message(\"en\" = \"new\")"],
        "class" => &["class = \"network\"", "class = \"business\""],
        "grpc" => &["grpc = \"ABORTED\""],
        "retry" => &[
            "retry = \"network\"",
            "retry = \"never\"",
            "retry(max = 9, base = \"1s\")",
            "retry(max = 9, base = \"1s\", idempotent)",
        ],
        "retry_after" => &["retry_after = 7"],
        "severity" => &["severity = \"CRITICAL\""],
        "incident" => &["incident = \"P2\""],
        "public_as" => &["public_as = \"AUTH_B_B\"", "public_as = \"AUTH_X\""],
        "formerly" => &["formerly(\"AUTH_OLD\")"],
        "deprecated" => {
            &["deprecated(since = \"2.0\")", "deprecated(since = \"2.0\", until = \"3.0\")"]
        }
        "doc_url" | "runbook" => &["= \"https://x.y/z\""],
        "docs" | "problem_type" => &["= \"https://x.y/{code}\""],
        "require" => &["require(grpc)"],
        "ext" => &["ext(a = \"b\")", "ext(www_authenticate = \"Basic\")"],
        "allow" => &["allow(code)", "allow(level)", "allow(placeholder)", "allow(retry)"],
        _ => &["= \"new\""],
    };
    own.iter()
        .map(|own| if own.starts_with('=') { format!("{name} {own}") } else { (*own).to_owned() })
        .collect()
}

const ROLES: &[&str] = &[
    "#[detail]",
    "#[detail(\"n\")]",
    "#[detail(display)]",
    "#[detail(flatten)]",
    "#[context]",
    "#[context(\"n\")]",
    "#[context(display)]",
    "#[secret]",
    "#[source]",
    "#[from]",
    "#[retry_after]",
    "#[source(x)]",
    "#[from(x)]",
    "#[secret(x)]",
    "#[retry_after(x)]",
    "#[detail(x)]",
    "#[context(flatten)]",
    "#[catalog(detail)]",
    "#[catalog(status = 404)]",
];

/// What comes of an item: its expansion, or that it is refused.
pub(super) fn expansion(source: &str) -> Option<String> {
    let input: DeriveInput =
        syn::parse_str(source).unwrap_or_else(|error| panic!("{error}: {source}"));
    let mut diag = Diag::new();
    let item = item::read(&input, &mut diag)?;
    diag::finish(diag).ok().map(|()| catalog_item(&item).to_string())
}

pub(super) fn expansion_of_registry(source: &str) -> Option<String> {
    let mut item: RegistryItem = syn::parse_str(source).ok()?;
    let mut diag = Diag::new();
    item.check(&mut diag);
    diag::finish(diag).ok().map(|()| registry(&item, std::iter::empty()).to_string())
}

pub(super) fn without(source: &str) -> String {
    ["@e", "@v", "@f", "@r"].iter().fold(source.to_owned(), |source, mark| source.replace(mark, ""))
}

/// A source with one more argument at a mark.
pub(super) fn with(source: &str, mark: &str, argument: &str) -> Option<String> {
    source.contains(mark).then(|| without(&source.replacen(mark, argument, 1)))
}

#[test]
fn no_argument_is_without_effect() {
    let mut silent = Vec::new();
    for (name, source) in ITEMS {
        let before = expansion(&without(source)).unwrap_or_else(|| panic!("{name} is refused"));
        let keys = Key::ALL.iter().flat_map(|key| arguments(*key));
        let marks =
            ["@e", "@v", "@r"].iter().flat_map(|mark| keys.clone().map(move |key| (*mark, key)));
        let roles = ROLES.iter().map(|role| ("@f", (*role).to_owned()));
        for (mark, argument) in marks.chain(roles) {
            let Some(source) = with(source, mark, &argument) else { continue };
            if expansion(&source).is_some_and(|after| after == before) && !is_meant(&argument) {
                silent.push(format!("{name}: {mark} {argument}"));
            }
        }
    }
    let before = expansion_of_registry(&without(REGISTRY)).unwrap();
    for argument in Key::ALL.iter().flat_map(|key| arguments(*key)) {
        let source = with(REGISTRY, "@e", &argument).unwrap();
        if expansion_of_registry(&source).is_some_and(|after| after == before) {
            silent.push(format!("registry: {argument}"));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// What restricts the item and so changes nothing that is right.
pub(super) fn is_meant(argument: &str) -> bool {
    argument.starts_with("categories(")
}
