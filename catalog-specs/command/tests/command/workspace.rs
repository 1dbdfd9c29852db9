//! `--workspace`, over previews: which packages are answered, and how the answers are joined.

use serde_json::{Value, json};

use crate::harness::Shop;

/// A workspace of a shop and of more packages, each with one code of its domain and with dependencies.
fn workspace(more: &[(&str, &str)]) -> Shop {
    let shop = Shop::new();
    for part in ["src", "error-catalog.toml", "Cargo.toml"] {
        std::fs::create_dir_all(shop.path().join("shop")).unwrap();
        std::fs::rename(shop.path().join(part), shop.path().join("shop").join(part)).unwrap();
    }
    depend(&shop, "shop", "error-catalog = \"0.1\"");
    for (name, dependencies) in more {
        package(&shop, name, dependencies);
    }
    let names: Vec<_> = more.iter().map(|(name, _)| *name).chain(["shop"]).collect();
    shop.write(
        "Cargo.toml",
        &format!("[workspace]\nmembers = {names:?}\nexclude = [\"outside\"]\nresolver = \"3\"\n"),
    );
    shop
}

fn depend(shop: &Shop, name: &str, dependencies: &str) {
    let manifest =
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    shop.write(
        &format!("{name}/Cargo.toml"),
        &format!("{manifest}[dependencies]\n{dependencies}\n"),
    );
}

fn package(shop: &Shop, name: &str, dependencies: &str) {
    depend(shop, name, dependencies);
    let domain = name.to_uppercase();
    let source = format!(
        "#[derive(Debug, error_catalog::ErrorCatalog)]\n#[catalog(domain = \"{domain}\", owner = \"{name} team\")]\npub enum Error {{\n    \
         #[catalog(code = \"{domain}_GONE\", status = 410, log_level = \"INFO\", message = \"It is gone\")]\n    Gone,\n}}\n"
    );
    shop.write(&format!("{name}/src/lib.rs"), &source);
}

const DIRECT: &str = "error-catalog = \"0.1\"";

fn names<'j>(json: &'j Value, member: &str) -> Vec<&'j str> {
    let all = json[member].as_array().unwrap();
    all.iter().map(|one| one["package"].as_str().unwrap()).collect()
}

fn json(shop: &Shop, arguments: &[&str]) -> Value {
    let said = shop.run(&[arguments, &["--workspace", "--json"]].concat());
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}\n{said:?}"))
}

/// A member without documents used to end the run, after the documents of earlier members were written.
#[test]
fn a_member_that_declares_no_document_is_skipped_by_docs() {
    let shop = workspace(&[("alpha", DIRECT), ("middle", DIRECT)]);
    shop.write("alpha/error-catalog.toml", "[documents]\njson = \"errors.json\"\n");
    for declared in ["", "[lints]\nswallowed-result = \"deny\"\n"] {
        shop.write("middle/error-catalog.toml", declared);
        let said = shop.run(&["docs", "--workspace"]);
        assert_eq!(said.code, 0, "{said:?}");
        let note = "note: `middle` is skipped: its `error-catalog.toml` declares no document\n";
        assert_eq!(said.stderr, note);
        for (name, file) in [("alpha", "alpha/errors.json"), ("shop", "shop/docs/errors.md")] {
            assert!(said.stdout.contains(&format!("{name}\n")), "{}", said.stdout);
            std::fs::remove_file(shop.path().join(file)).unwrap();
        }
    }
    let written = json(&shop, &["docs"]);
    assert_eq!(names(&written, "packages"), ["alpha", "shop"], "{written}");
    assert_eq!(names(&written, "skipped"), ["middle"]);
    // A call for the package alone is a wrong one, and so is one that no package has documents for.
    assert_eq!(shop.run(&["docs", "-p", "middle"]).code, 2);
    let said = shop.run(&["check", "--workspace"]);
    assert_eq!(said.code, 0, "{said:?}");
}

/// A word is a typing error if no package has it.
#[test]
fn the_words_of_filters_are_those_of_all_packages() {
    let shop = workspace(&[("alpha", DIRECT), ("middle", DIRECT)]);
    let found = |arguments: &[&str]| {
        let listed = json(&shop, &[&["list"], arguments].concat());
        let packages = listed["packages"].as_array().unwrap();
        packages.iter().map(|one| one["codes"].as_array().unwrap().len()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["--domain", "auth"]), [0, 0, 3]);
    assert_eq!(found(&["--owner", "middle team"]), [0, 1, 0]);
    assert_eq!(found(&["--locale", "ja"]), [0, 0, 6]);
    assert_eq!(found(&["--domain", "ALPHA", "--owner", "middle team"]), [0, 0, 0]);
    let told = shop.run(&["list", "--workspace", "--domain", "ALHPA"]).refused(2);
    assert!(told.contains("did you mean `ALPHA`?"), "{told}");
    let failure = json(&shop, &["list", "--owner", "no team"]);
    assert_eq!((&failure["ok"], &failure["failure"]), (&json!(false), &json!("usage")));
}

/// The derive may come from another package of the team.
#[test]
fn members_that_reach_error_catalog_through_packages_with_a_path_are_answered() {
    let shop = workspace(&[
        ("platform", DIRECT),
        ("plain", "serde = \"1\""),
        ("stock", "outside = { path = \"../outside\" }"),
        ("till", "platform = { path = \"../platform\" }"),
        ("vault", "till = { path = \"../till\" }"),
    ]);
    // A package of another workspace, which re-exports the derive.
    package(&shop, "outside", DIRECT);
    let manifest = shop.read("outside/Cargo.toml");
    shop.write("outside/Cargo.toml", &format!("{manifest}[workspace]\n"));
    let listed = json(&shop, &["list"]);
    let mut answered = names(&listed, "packages");
    answered.sort_unstable();
    assert_eq!(answered, ["platform", "shop", "stock", "till", "vault"]);
}
