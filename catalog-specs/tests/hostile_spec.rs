//! A spec from another source cannot put code into what `import` writes.
#![cfg(feature = "scan")]
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use catalog_specs::spec;
use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;

/// A spec with every member, each a text that could be put into Rust.
const SPEC: &str = r#"{
        "$schema": "https://error-catalog.github.io/schema/catalog.schema.json",
        "name": "Codes", "description": "Codes.", "dialect": "problem", "locales": ["en", "ja"],
        "internal": "AUTH_DOWN", "not_found": "AUTH_MISSING", "service": "a.example", "docs": "https://a.example/{code}",
        "retired": {"AUTH_OLD": "gone"},
        "enums": [{
            "domain": "AUTH", "type": "AuthError", "module": "crate::auth", "description": "Sign-in.", "locales": ["en", "ja"],
            "cfg": ["unix"],
            "codes": {
                "AUTH_MISSING": {
                    "variant": "Missing", "status": 404, "log_level": "ERROR", "message": {"en": "No {id}", "ja": "{id} がない"},
                    "display": "no {id}", "allow": ["level"], "class": "not_found", "owner": "team", "title": "Missing", "since": "1.0",
                    "doc_url": "https://a.example", "runbook": "https://a.example", "error_type": "X", "origin": "user",
                    "retry": {"max": 3, "base": "1s"}, "retry_after": 3, "severity": "WARNING", "incident": "P3",
                    "formerly": ["AUTH_GONE"], "ext": {"a": "b", "c d": "e"},
                    "deprecated": {"since": "1.0", "replaced_by": ["AUTH_DOWN"], "until": "2.0"},
                    "description": "A.", "symptoms": "E.", "diagnosis": "F.", "causes": "B.", "solutions": "C.", "prevention": "D.",
                    "cfg": ["feature = \"a\""],
                    "details": [{"name": "id", "field": "id", "type": "String", "doc": "The id."}],
                    "hidden": [{"field": "user", "name": "who", "type": "u64", "roles": ["context"]}]
                },
                "AUTH_DOWN": {"status": 503, "log_level": "ERROR", "message": {"en": "Down", "ja": "停止"}}
            }
        }]
    }"#;

fn spec() -> Value {
    serde_json::from_str(SPEC).unwrap()
}

/// Texts that leave the place they are put in, if it is not checked or escaped.
const HOSTILE: &[&str] = &[
    "pwn!()",
    "\")] fn pwn() {} #[catalog(code = \"",
    ")] fn pwn() {} #[x(",
    "a } fn pwn() {} enum B {",
    "\n}\nfn pwn() {}\n",
    "*/ fn pwn() {} /*",
    "/// \r fn pwn() {}",
    "{PWN(); 1}",
    "[u8; {pwn(); 1}]",
    "r#pwn::<{ pwn() }>",
    "a::b; fn pwn() {}",
    "\u{202e}\u{2066}pwn",
    "\\\"; fn pwn() {} //",
    "\"##; fn pwn() {} //",
    "pwn\u{0}",
    "crate::super::pwn!()",
];

/// The words of the output that are not in a string.
fn words(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => words(group.stream(), found),
            TokenTree::Ident(word) => found.push(word.to_string()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// Calls `visit` with the path of every text and name in a value.
fn texts(value: &Value, path: &mut Vec<String>, visit: &mut dyn FnMut(&[String], bool)) {
    match value {
        Value::String(_) => visit(path, false),
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                path.push(at.to_string());
                texts(value, path, visit);
                path.pop();
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                path.push(name.clone());
                visit(path, true);
                texts(value, path, visit);
                path.pop();
            }
        }
        _ => {}
    }
}

fn replaced(path: &[String], is_name: bool, text: &str) -> Value {
    let mut spec = spec();
    let (member, parents) = path.split_last().unwrap();
    let mut place = &mut spec;
    for step in parents {
        place = match place {
            Value::Array(list) => list.get_mut(step.parse::<usize>().unwrap()).unwrap(),
            other => other.get_mut(step).unwrap(),
        };
    }
    match place {
        Value::Array(list) => {
            *list.get_mut(member.parse::<usize>().unwrap()).unwrap() = text.into();
        }
        Value::Object(members) if is_name => {
            let value = members.remove(member).unwrap();
            members.insert(text.to_owned(), value);
        }
        other => *other.get_mut(member).unwrap() = text.into(),
    }
    spec
}

#[test]
fn the_hostile_spec_is_read_unchanged() {
    let catalog = spec::read(&spec().to_string(), "a.json")
        .unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert!(spec::import(&catalog).contains("#[cfg(feature = \"a\")]"));
}

#[test]
fn no_text_of_a_spec_becomes_code() {
    let mut paths = Vec::new();
    texts(&spec(), &mut Vec::new(), &mut |path, is_name| paths.push((path.to_vec(), is_name)));
    let mut written = 0;
    for (path, is_name) in &paths {
        for hostile in HOSTILE {
            let text = replaced(path, *is_name, hostile).to_string();
            let Ok(catalog) = spec::read(&text, "a.json") else { continue };
            let rust = spec::import(&catalog);
            written += 1;
            let tokens: TokenStream = rust
                .parse()
                .unwrap_or_else(|error| panic!("{path:?} {hostile:?}: {error}\n{rust}"));
            syn::parse2::<syn::File>(tokens.clone())
                .unwrap_or_else(|error| panic!("{path:?} {hostile:?}: {error}\n{rust}"));
            let mut found = Vec::new();
            words(tokens, &mut found);
            assert!(
                !found.iter().any(|word| matches!(word.as_str(), "pwn" | "PWN" | "r#pwn" | "fn")),
                "{path:?} {hostile:?}:\n{rust}"
            );
            assert!(
                !rust.contains('\u{202e}') && !rust.contains('\0'),
                "{path:?} {hostile:?}:\n{rust}"
            );
        }
    }
    assert!(written > 100, "{written}");
}

#[test]
fn keywords_are_written_as_raw_identifiers_or_refused() {
    for keyword in [
        "type", "match", "fn", "gen", "try", "self", "Self", "crate", "super", "_", "macro",
        "async", "1a", "a-b", "é", "ⓐ",
    ] {
        for path in [
            &["name"][..],
            &["enums", "0", "type"],
            &["enums", "0", "codes", "AUTH_MISSING", "variant"],
            &["enums", "0", "codes", "AUTH_MISSING", "hidden", "0", "field"],
        ] {
            let path: Vec<_> = path.iter().map(ToString::to_string).collect();
            let text = replaced(&path, false, keyword).to_string();
            let Ok(catalog) = spec::read(&text, "a.json") else { continue };
            let rust = spec::import(&catalog);
            syn::parse_file(&rust)
                .unwrap_or_else(|error| panic!("{path:?} {keyword}: {error}\n{rust}"));
        }
        let module = replaced(
            &["enums".into(), "0".into(), "module".into()],
            false,
            &format!("crate::{keyword}"),
        );
        if let Ok(catalog) = spec::read(&module.to_string(), "a.json") {
            let rust = spec::import(&catalog);
            syn::parse_file(&rust).unwrap_or_else(|error| panic!("{keyword}: {error}\n{rust}"));
        }
    }
}
