//! What is generated from the table of keys: the members of a code and of a registry in the JSON schema of spec files,
//! and the reference in the documentation of the derive and of `catalog!`. `BLESS=1` writes the files.

use std::fmt::Write as _;
use std::path::Path;

use catalog_specs::keys::{Audience, Key, Kind, Scope};
use catalog_specs::model::DocSection;
use catalog_specs::{Dialect, Json, jsonrpc, rules};
use catalog_specs_syntax::diag::{self, Diag};
use catalog_specs_syntax::item;
use catalog_specs_syntax::registry::RegistryItem;
use error_catalog::{ErrorCatalog as _, SystemError};

/// Holds a file to a text, or writes it.
fn hold(path: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let is_current = std::fs::read_to_string(&path).is_ok_and(|text| text == expected);
    if !is_current && std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, expected).unwrap();
    } else {
        assert!(is_current, "{} is not current: run with BLESS=1", path.display());
    }
}

fn about(key: Key) -> String {
    let row = key.row();
    match row.derived_from {
        "" => row.about.to_owned(),
        source => format!("{} Derived from {source} by default.", row.about),
    }
}

/// The schema of a member of a code or a registry, by the kind of its value.
fn member(key: Key) -> Json {
    let reference = |name: &str| ("$ref", Json::from(format!("#/$defs/{name}")));
    let words = |words: &[&str]| ("enum", Json::list(words.iter().copied()));
    let mut schema = Json::object([("description", Json::from(about(key)))]);
    let members = match key.kind() {
        Kind::Word(vocabulary) => vec![words(vocabulary.words)],
        Kind::Codes | Kind::Names => vec![reference("texts")],
        Kind::Texts => vec![reference("locales")],
        Kind::Dialect => vec![reference("dialect")],
        Kind::Requirements => vec![("type", "boolean".into()), ("default", false.into())],
        Kind::Duration => vec![reference("duration")],
        Kind::Retry => vec![reference("retry")],
        Kind::Alert => vec![reference("alert")],
        Kind::Jsonrpc => vec![
            ("type", "integer".into()),
            ("minimum", i32::MIN.into()),
            ("maximum", i32::MAX.into()),
            (
                "not",
                Json::object([(
                    "anyOf",
                    Json::list(
                        // The middle range and the number before the shared one are of jsonrpsee.
                        [(-32_001, jsonrpc::SHARED), (-32_011, -32_005), (-32_768, -32_100)].map(
                            |(first, last)| {
                                Json::object([
                                    ("minimum", Json::from(first)),
                                    ("maximum", last.into()),
                                ])
                            },
                        ),
                    ),
                )]),
            ),
        ],
        Kind::Deprecated => vec![reference("deprecated")],
        Kind::Pairs => vec![
            ("type", "object".into()),
            ("additionalProperties", Json::object([("type", Json::from("string"))])),
        ],
        Kind::Rules => vec![
            ("type", "array".into()),
            ("minItems", 1u32.into()),
            ("uniqueItems", true.into()),
            ("items", Json::object([words(&rules::allow_words())])),
        ],
        _ => vec![reference("text")],
    };
    for (name, value) in members {
        schema.put(name, value);
    }
    schema
}

/// The members of keys as they stand in the schema.
fn members(keys: impl Iterator<Item = Key>) -> String {
    let members = Json::object(keys.filter_map(|key| Some((key.row().spec?, member(key)))));
    // Without the braces, and as deep as members stand.
    let lines: Vec<_> = members.pretty().lines().map(|line| format!("      {line}")).collect();
    lines[1..lines.len() - 1].join("\n") + ",\n"
}

/// The schema with what stands between two of its members replaced.
fn between(schema: &str, before: &str, after: &str, members: &str) -> String {
    let start = schema.find(before).unwrap();
    let start = start + schema[start..].find("\n        },\n").unwrap() + 12;
    let end = start + schema[start..].find(after).unwrap();
    format!("{}{members}{}", &schema[..start], &schema[end..])
}

#[test]
fn the_schema_has_every_key() {
    let schema = include_str!("../../catalog-specs/schema/catalog.schema.json");
    let of_codes = members(Key::FURTHER.iter().copied());
    let schema = between(schema, "        \"variant\": {", "        \"details\": {", &of_codes);
    let of_registries = members(Key::of_registries());
    let name = "        \"name\": {\n          \"description\": \"The name of the registry";
    let (before, registry) = schema.split_at(schema.find(name).unwrap());
    let description = "        \"description\": {";
    let registry = between(registry, description, "        \"enums\": {", &of_registries);
    hold("catalog-specs/schema/catalog.schema.json", &format!("{before}{registry}"));
}

#[test]
fn the_schema_has_every_section_of_a_doc_comment() {
    let schema = include_str!("../../catalog-specs/schema/catalog.schema.json");
    for section in DocSection::ALL {
        assert!(schema.contains(&format!("\n        \"{}\": {{", section.name())), "{section:?}");
    }
}

#[test]
fn defaults_are_those_that_hold() {
    assert_eq!(Key::Dialect.row().default, Dialect::DEFAULT.as_str());
    for key in Key::of_registries().filter(|key| key.kind() == Kind::Code) {
        let default = key.row().default;
        assert!(SystemError::ENTRIES.iter().any(|entry| entry.code() == default), "{default}");
    }
}

/// What the derive says to a wrong value of a key; `None` where no value of these is refused with a message about the key.
fn error(key: Key) -> Option<String> {
    let row = key.row();
    let name = row.name;
    let wrong = ["= \"?\"", "= 999", "= \"\"", "(2.5)", "= Wrong::Wrong", "(\"\")"];
    wrong.iter().find_map(|value| {
        let given = format!("{name} {value}");
        let basics =
            ["code = \"AUTH_A\"", "status = 404", "log_level = \"INFO\"", "message = \"m\""];
        let others = basics.iter().filter(|basic| basic.split(' ').next() != Some(name));
        let mut variant: Vec<_> = others.map(ToString::to_string).collect();
        let mut item = vec!["domain = \"AUTH\"".to_owned()];
        match row.scope {
            Scope::Item | Scope::Enum if name == "domain" => item = vec![given.clone()],
            Scope::Item | Scope::Enum | Scope::Shared | Scope::Everywhere => {
                item.push(given.clone());
            }
            _ => variant.push(given.clone()),
        }
        let source = format!(
            "#[catalog({})] enum E {{ #[catalog({})] A }}",
            item.join(", "),
            variant.join(", ")
        );
        let mut diag = Diag::new();
        if row.scope == Scope::Registry {
            let source = format!("#[registry({given})] struct Codes {{ AuthError }}");
            syn::parse_str::<RegistryItem>(&source).ok()?.check(&mut diag);
        } else {
            let input = syn::parse_str(&source).ok()?;
            let _ = item::read(&input, &mut diag);
        }
        let problems = diag::sorted(diag);
        let [problem] = &problems[..] else { return None };
        let help = problem.help.replace('\n', " ");
        let help = if help.is_empty() { String::new() } else { format!("; help: {help}") };
        Some(format!("`{given}` does not compile: {}{help}.", problem.message))
    })
}

/// The entry of a key in the reference.
fn entry(key: Key) -> String {
    let row = key.row();
    let words = match key.kind() {
        Kind::Word(vocabulary) => vocabulary.words,
        Kind::Dialect => Dialect::WORDS,
        _ => &[],
    };
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    let words = match words.as_slice() {
        [] => String::new(),
        words => format!(" One of {}.", words.join(", ")),
    };
    let default = match (row.derived_from, row.scope) {
        _ if key == Key::Domain => "required".to_owned(),
        _ if Key::BASIC.contains(&key) && row.scope == Scope::Code => "required".to_owned(),
        _ if Key::BASIC.contains(&key) => "that of the enum, else required".to_owned(),
        ("", Scope::Default) => "that of the enum".to_owned(),
        ("", _) if !row.default.is_empty() => format!("`{}`", row.default),
        ("", _) => "absent".to_owned(),
        (source, Scope::Default) => format!("that of the enum, else derived from {source}"),
        (source, _) => format!("derived from {source}"),
    };
    let audience = match row.audience {
        Audience::Client => "clients",
        Audience::Operator => "operators",
        Audience::Developer => "developers",
    };
    let mut out = format!("## `{}`\n\n{}{words}\n\n", row.name, row.about);
    writeln!(out, "- Example: `{}`", row.example).unwrap();
    writeln!(out, "- Default: {default}").unwrap();
    writeln!(out, "- Seen by: {audience}").unwrap();
    if let Some(error) = error(key) {
        writeln!(out, "- Error: {error}").unwrap();
    }
    out.push('\n');
    out
}

#[test]
fn the_reference_has_every_key() {
    let of_codes = |key: &Key| matches!(key.row().scope, Scope::Variant | Scope::OnlyVariant);
    let entries =
        |keys: &mut dyn Iterator<Item = Key>| keys.map(entry).collect::<Vec<_>>().concat();
    let variant =
        entries(&mut Key::of_codes().chain(Key::ON_ITEMS.iter().copied().filter(of_codes)));
    let is_shared = |key: &Key| matches!(key.row().scope, Scope::Shared | Scope::Everywhere);
    let shared = Key::of_registries().filter(is_shared);
    let item = Key::ON_ITEMS.iter().copied().filter(|key| !of_codes(key));
    let item = entries(&mut item.chain(shared));
    let reference = format!("# Keys of a variant\n\n{variant}# Keys of an enum\n\n{item}");
    hold("error-catalog/src/keys.md", &format!("{}\n", reference.trim_end()));
    let registry = format!("# Keys of a registry\n\n{}", entries(&mut Key::of_registries()));
    hold("error-catalog/src/registry_keys.md", &format!("{}\n", registry.trim_end()));
}

mod service {
    use error_catalog::{ErrorCatalog, catalog};

    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "CLOCK", registry = Codes)]
    pub enum ClockError {
        #[catalog(
            code = "CLOCK_LATE",
            status = 503,
            log_level = "ERROR",
            message = "too late",
            runbook = "https://runbooks.example.com/late"
        )]
        Late,
    }

    catalog! {
        #[registry(docs = "https://docs.example.com/{code}")]
        pub struct Codes { ClockError, error_catalog::SystemError }
    }
}

#[test]
fn operators_see_the_runbook_and_clients_do_not() {
    use catalog_specs::render;
    use error_catalog::ErrorCatalog as _;
    use service::{ClockError, Codes};

    const RUNBOOK: &str = "https://runbooks.example.com/late";
    assert_eq!(ClockError::Late.entry().runbook(), Some(RUNBOOK));
    let catalog = Codes::spec();
    assert_eq!(catalog.get("CLOCK_LATE").unwrap().1.runbook.as_deref(), Some(RUNBOOK));
    let lock = catalog_specs::lock::Lock::from_catalog(&catalog).write();
    assert!(lock.contains(&format!("CLOCK_LATE runbook = \"{RUNBOOK}\"")), "{lock}");
    let for_operators = [render::markdown(&catalog), render::html(&catalog)[0].1.clone()];
    for document in for_operators {
        assert!(document.contains("Runbook") && document.contains(RUNBOOK), "{document}");
    }
    let mut for_clients = vec![
        render::openapi(&catalog),
        render::typescript(&catalog),
        render::python(&catalog),
        render::go(&catalog, "errors.go".as_ref()),
        render::java(&catalog, "Errors.java".as_ref()),
        render::proto(&catalog),
        render::public_markdown(&catalog),
        render::public_html(&catalog)[0].1.clone(),
    ];
    for_clients.push(ClockError::Late.envelope().to_json());
    for document in for_clients {
        assert!(!document.contains(RUNBOOK), "{document}");
    }
}
