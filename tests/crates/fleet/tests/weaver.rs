//! The codes as semantic conventions, by the JSON schema of Weaver.

use std::fs;
use std::path::Path;

use catalog_specs::model::{Catalog, Deprecated, Retired};
use catalog_specs::operations::Operations;
use fleet::{HOSTILE, catalog, settings, write};
use jsonschema::Validator;
use serde_json::Value;

fn schema() -> Validator {
    let schema: Value =
        serde_json::from_str(include_str!("../schemas/semconv.schema.json")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn read(folder: &Path, name: &str) -> Value {
    let text = fs::read_to_string(folder.join("registry").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[track_caller]
fn must_be_valid(document: &Value) {
    let problems: Vec<_> = schema().iter_errors(document).map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

/// A catalogue with codes in each stage of their life.
fn aged() -> Catalog {
    let mut catalog = catalog();
    let codes = &mut catalog.groups[0].entries;
    codes[0].formerly = vec!["DB_POOL_FULL".into()];
    let deprecated = |replaced_by: &[&str], until: Option<&str>| Deprecated {
        since: HOSTILE.into(),
        replaced_by: replaced_by.iter().map(ToString::to_string).collect(),
        until: until.map(Into::into),
    };
    codes[1].deprecated = Some(deprecated(&["DB_POOL_EXHAUSTED"], None));
    codes[2].deprecated =
        Some(deprecated(&["DB_POOL_EXHAUSTED", "DB_QUERY_TIMEOUT"], Some(HOSTILE)));
    catalog.retired = vec![Retired { code: "DB_LOCKED".into(), reason: HOSTILE.into() }];
    catalog
}

#[test]
fn the_schema_of_weaver_takes_the_codes() {
    for (catalog, operations) in [(aged(), settings()), (Catalog::default(), Operations::default())]
    {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &catalog, &operations);
        must_be_valid(&read(folder.path(), "error-codes.yaml"));
    }
}

#[test]
fn the_schema_of_weaver_refuses_a_broken_document() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &aged(), &settings());
    let mut document = read(folder.path(), "error-codes.yaml");
    let member = &mut document["groups"][0]["attributes"][0]["type"]["members"][0];
    member["stability"] = "certain".into();
    assert!(!schema().is_valid(&document));
}

#[test]
fn a_member_tells_the_stage_of_its_code() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &aged(), &settings());
    let document = read(folder.path(), "error-codes.yaml");
    let attribute = &document["groups"][0]["attributes"][0];
    assert_eq!(attribute["id"], "error.type");
    let members = attribute["type"]["members"].as_array().unwrap();
    let member = |code: &str| members.iter().find(|member| member["value"] == code).unwrap();
    let count = aged().entries().count();
    assert_eq!(members.len(), count + 2, "the former name and the retired code are there too");
    let pool = member("DB_POOL_EXHAUSTED");
    assert_eq!((&pool["id"], &pool["deprecated"]), (&"db_pool_exhausted".into(), &Value::Null));
    assert_eq!(pool["brief"], HOSTILE);
    assert_eq!(pool["annotations"]["error_catalog"]["severity"], "CRITICAL");
    for (code, reason, renamed_to) in [
        ("DB_QUERY_TIMEOUT", "renamed", Value::from("DB_POOL_EXHAUSTED")),
        ("DB_DISK_FULL", "uncategorized", Value::Null),
        ("DB_POOL_FULL", "renamed", "DB_POOL_EXHAUSTED".into()),
        ("DB_LOCKED", "obsoleted", Value::Null),
    ] {
        let deprecated = &member(code)["deprecated"];
        assert_eq!(
            (&deprecated["reason"], &deprecated["renamed_to"]),
            (&reason.into(), &renamed_to),
            "{code}"
        );
    }
}

#[test]
fn the_manifest_names_the_registry_and_its_version() {
    let url = |catalog: &Catalog, operations: &Operations| {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), catalog, operations);
        read(folder.path(), "manifest.yaml")["schema_url"].as_str().unwrap().to_owned()
    };
    let mut catalog = catalog();
    let mut operations = settings();
    assert_eq!(url(&catalog, &operations), "https://error-catalog.invalid/schemas/errors/1.0.0");
    catalog.settings.service = Some("shop.example.com".into());
    assert_eq!(url(&catalog, &operations), "https://shop.example.com/schemas/errors/1.0.0");
    operations.schema_url = Some("https://schemas.example.com/shop/2.1.0".into());
    assert_eq!(url(&catalog, &operations), "https://schemas.example.com/shop/2.1.0");
}
