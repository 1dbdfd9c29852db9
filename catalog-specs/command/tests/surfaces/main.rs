//! The page of a code and its `WWW-Authenticate` are the same on the wire, in examples, in `OpenAPI`, on the site, in
//! Markdown and in `explain`.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "all of this is a test")]

mod shop;

use std::fs;
use std::process::Command;

use catalog_specs::model::Catalog;
use catalog_specs::render::example::Examples;
use catalog_specs::render::{self, Dialect};
use error_catalog::dialect::Google;
use error_catalog::{Catalogued, Envelope};
use serde_json::Value;
use shop::{Codes, ShopError};

/// What one surface shows for each code, in the order of the codes. Markdown shows no headers.
type Said = [Option<String>; 3];

const CODES: [&str; 3] = ["SHOP_CART_EMPTY", "SHOP_KEY_NEEDED", "SHOP_TOKEN_OLD"];

#[test]
fn the_page_is_the_same_everywhere() {
    let expected = [
        "https://carts.example.com/empty",
        "https://keys.example.com/shop-key-needed",
        "https://docs.example.com/SHOP_TOKEN_OLD",
    ];
    let expected = expected.map(|page| Some(page.to_owned()));
    let catalog = Codes::spec();
    let openapi = openapi(&catalog);
    let schema = |code| &openapi["components"]["schemas"][code];
    let surfaces: [(&str, Said); 9] = [
        ("wire, problem", ERRORS.map(|error| text(&wire(&Envelope::from_dyn(error))["type"]))),
        (
            "wire, google",
            ERRORS.map(|error| google_help(&wire(&Envelope::from_dyn(error).dialect(&Google)))),
        ),
        (
            "example, problem",
            CODES.map(|code| text(&example(&catalog, code, Dialect::Problem)["type"])),
        ),
        (
            "example, google",
            CODES.map(|code| google_help(&example(&catalog, code, Dialect::Google))),
        ),
        ("openapi, type", CODES.map(|code| text(&schema(code)["properties"]["type"]["const"]))),
        ("openapi, docs", CODES.map(|code| text(&schema(code)["externalDocs"]["url"]))),
        (
            "site",
            CODES.map(|code| between(&site(&catalog, code), "<dt>Page</dt><dd><a href=\"", "\"")),
        ),
        ("markdown", CODES.map(|code| between(&markdown(&catalog, code), "- Page: ", "\n"))),
        ("explain", CODES.map(|code| between(&explain(code), "\n  Page ", "\n"))),
    ];
    for (surface, said) in surfaces {
        assert_eq!(said, expected, "{surface}");
    }
}

#[test]
fn the_challenge_is_the_same_everywhere() {
    let expected = [None, Some("Basic realm=\"shop\"".to_owned()), Some("Bearer".to_owned())];
    let catalog = Codes::spec();
    let examples = Examples::new(&catalog);
    let header = |code| {
        let (group, entry) = catalog.get(code).unwrap();
        let headers = examples.example(group, entry, None).headers(Dialect::Problem);
        let header = headers.into_iter().find(|(name, _)| *name == "www-authenticate");
        header.map(|(_, value)| value)
    };
    let openapi = openapi(&catalog);
    let challenges = &openapi["components"]["headers"]["WWW-Authenticate"]["examples"];
    let line = "www-authenticate: ";
    let surfaces: [(&str, Said); 5] = [
        ("wire", ERRORS.map(challenge)),
        ("example", CODES.map(header)),
        ("openapi", CODES.map(|code| text(&challenges[code]["value"]))),
        (
            "site",
            CODES.map(|code| {
                between(&site(&catalog, code), line, "\n").map(|said| said.replace("&quot;", "\""))
            }),
        ),
        ("explain", CODES.map(|code| between(&explain(code), line, "\n"))),
    ];
    for (surface, said) in surfaces {
        assert_eq!(said, expected, "{surface}");
    }
    // Markdown has no headers: it shows what was declared.
    let declared = CODES.map(|code| between(&markdown(&catalog, code), "authenticate: ", "\n"));
    assert_eq!(declared, [None, expected[1].clone(), None]);
}

const ERRORS: [&dyn Catalogued; 3] =
    [&ShopError::CartEmpty, &ShopError::KeyNeeded, &ShopError::TokenOld];

fn wire(envelope: &Envelope<'_>) -> Value {
    serde_json::from_str(&envelope.to_json()).unwrap()
}

fn challenge(error: &dyn Catalogued) -> Option<String> {
    let response = Envelope::from_dyn(error).into_response();
    let value = response.headers().get("www-authenticate")?;
    Some(value.to_str().unwrap().to_owned())
}

fn google_help(body: &Value) -> Option<String> {
    let details = body["error"]["details"].as_array()?;
    let help = details.iter().find(|detail| detail.get("links").is_some())?;
    text(&help["links"][0]["url"])
}

fn example(catalog: &Catalog, code: &str, dialect: Dialect) -> Value {
    let (group, entry) = catalog.get(code).unwrap();
    let body = Examples::new(catalog).example(group, entry, None).body(dialect);
    serde_json::from_str(&body.compact()).unwrap()
}

fn openapi(catalog: &Catalog) -> Value {
    serde_json::from_str(&render::openapi(catalog)).unwrap()
}

/// The part of the site that is about a code.
fn site(catalog: &Catalog, code: &str) -> String {
    let (_, page) = &render::html(catalog)[0];
    between(page, &format!("<div class=\"body\" id=\"{code}\">"), "</details>").unwrap()
}

fn markdown(catalog: &Catalog, code: &str) -> String {
    between(&render::markdown(catalog), &format!("<a id=\"{code}\">"), "\n### ").unwrap()
}

/// The output of `explain` for a code, in a package that has the source of this registry.
fn explain(code: &str) -> String {
    let package = tempfile::tempdir().unwrap();
    let manifest = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::write(package.path().join("Cargo.toml"), manifest).unwrap();
    fs::create_dir(package.path().join("src")).unwrap();
    fs::write(package.path().join("src/lib.rs"), include_str!("shop.rs")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-error-catalog"));
    command.current_dir(package.path()).args(["explain", code]).env("NO_COLOR", "1");
    let output = command.env_remove("CLICOLOR_FORCE").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn between(document: &str, start: &str, end: &str) -> Option<String> {
    let (_, rest) = document.split_once(start)?;
    let found = rest.split_once(end).map_or(rest, |(found, _)| found);
    Some(found.trim().to_owned())
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(ToOwned::to_owned)
}
