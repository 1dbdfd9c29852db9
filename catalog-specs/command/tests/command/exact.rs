//! The compiled registry of real packages, built by the real cargo in a target folder that all runs
//! share.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Said, command};

const BILLING: &str = r#"
//! A library with its own codes.

error_catalog::catalog! {
    /// Every code of billing.
    pub struct Codes { BillingError }
}

/// Paying.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "BILLING", registry = Codes)]
pub enum BillingError {
    /// The bank says no.
    #[catalog(code = "BILLING_CARD_DECLINED", status = 402, log_level = "INFO", message = "Card declined")]
    CardDeclined,
}
"#;

const SHOP: &str = r#"
//! A shop: a code that is written, one of a macro, and those of another crate.

error_catalog::catalog! {
    /// Every code of the shop.
    #[registry(internal = "CART_BROKEN")]
    pub struct Codes { CartError, StockError, ..billing::Codes }
}

/// The cart.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "CART", registry = Codes)]
pub enum CartError {
    /// Nothing is in it.
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "The cart is empty")]
    Empty,
    #[catalog(code = "CART_BROKEN", status = 500, log_level = "ERROR", message = "Something went wrong")]
    Broken,
}

macro_rules! stock {
    ($status:literal) => {
        /// The stock.
        #[derive(Debug, error_catalog::ErrorCatalog)]
        #[catalog(domain = "STOCK", registry = Codes)]
        pub enum StockError {
            #[catalog(code = "STOCK_SOLD_OUT", status = $status, log_level = "INFO", message = "Sold out")]
            SoldOut,
        }
    };
}
stock!(404);
"#;

const TEST: &str = "#[test]\nfn catalogue() {\n    shop::Codes::outputs().check();\n}\n";

const DECLARED: &str = "[documents]\nmarkdown = \"docs/errors.md\"\njson = \"docs/errors.json\"\n\
                        [lock]\npath = \"error-catalog.lock\"\n";

/// A workspace of a shop and of a library that it takes codes in from.
struct Workspace {
    folder: TempDir,
}

impl Workspace {
    fn new() -> Self {
        let workspace = Self { folder: tempfile::tempdir().unwrap() };
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let path = |name: &str| format!("{:?}", repository.join(name).display().to_string());
        let (facade, specs) = (path("error-catalog"), path("catalog-specs"));
        let package = |name: &str| {
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n"
            )
        };
        workspace.write(
            "Cargo.toml",
            "[workspace]\nmembers = [\"shop\", \"billing\"]\nresolver = \"3\"\n[profile.dev]\ndebug = 0\n",
        );
        fs::copy(repository.join("Cargo.lock"), workspace.path("Cargo.lock")).unwrap();
        workspace.write(
            "billing/Cargo.toml",
            &format!("{}error-catalog = {{ path = {facade} }}\n", package("billing")),
        );
        workspace.write("billing/src/lib.rs", BILLING);
        workspace.write(
            "shop/Cargo.toml",
            &format!(
                "{}error-catalog = {{ path = {facade}, features = [\"documents\"] }}\nbilling = {{ path = \"../billing\" }}\n\
                 [build-dependencies]\ncatalog-specs = {{ path = {specs}, features = [\"scan\"] }}\n",
                package("shop")
            ),
        );
        workspace.write("shop/src/lib.rs", SHOP);
        workspace.write("shop/tests/catalogue.rs", TEST);
        workspace.write("shop/error-catalog.toml", DECLARED);
        workspace
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let is_there = path.exists();
        fs::write(&path, text).unwrap();
        if is_there {
            // Cargo tells old from new by the clock, which this test is faster than.
            let later = SystemTime::now() + Duration::from_secs(2);
            fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        }
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Runs the command in a folder of the workspace, as a user at a prompt does.
    fn run(&self, folder: &str, arguments: &[&str]) -> Said {
        let mut command = self.prepared(command(&self.path(folder)), folder);
        let output = command.args(arguments).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said {
            code: output.status.code().unwrap(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// A command in a folder, in the environment of the owner of the package.
    fn prepared(&self, mut command: Command, folder: &str) -> Command {
        command.current_dir(self.path(folder));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CARGO_")) {
            // What this very test was started with is not what the package's owner has.
            if name != "CARGO_HOME" {
                command.env_remove(name);
            }
        }
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exact");
        command.env("CARGO_TARGET_DIR", target).env("CARGO_NET_OFFLINE", "true");
        command.env_remove("CI").env_remove("ERROR_CATALOG").env_remove("BLESS");
        command
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run("shop", &[arguments, &["--json"]].concat());
        assert_eq!(said.stderr, "", "{arguments:?}");
        serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}\n{said:?}"))
    }
}

fn codes(json: &Value) -> Vec<&str> {
    json["codes"].as_array().unwrap().iter().map(|entry| entry["code"].as_str().unwrap()).collect()
}

/// One test, because cargo locks the target folder anyway.
#[test]
fn a_workspace_through_its_life() {
    let workspace = Workspace::new();
    all_codes_are_read(&workspace);
    what_differs_does_not_pass(&workspace);
    documents_of_rust_code_are_not_taken_for_none(&workspace);
    a_build_script_writes_nothing_for_the_command(&workspace);
    without_a_test_nothing_is_compared(&workspace);
    what_tests_write_in_part_is_not_compared(&workspace);
    every_package_of_the_workspace(&workspace);
    programs_outside_of_src_are_looked_at(&workspace);
}

/// Those of macros and of other crates as well.
fn all_codes_are_read(workspace: &Workspace) {
    let written = workspace.json(&["docs"]);
    let documents = serde_json::json!(["docs/errors.md", "docs/errors.json", "error-catalog.lock"]);
    assert_eq!(written["written"], documents, "{written}");
    let checked = workspace.run("shop", &["check"]).fine();
    assert!(checked.contains("4 codes in 3 enums"), "{checked}");
    assert!(checked.contains("3 documents up to date"), "{checked}");
    let json = workspace.json(&["check"]);
    assert_eq!((&json["ok"], &json["catalogue"]), (&true.into(), &"compiled".into()));
    let all = ["BILLING_CARD_DECLINED", "CART_BROKEN", "CART_EMPTY", "STOCK_SOLD_OUT"];
    let json = workspace.json(&["list"]);
    assert_eq!(codes(&json), all);
    // The place comes from the source, which tells those of no macro.
    let place = |at: usize| &json["codes"][at]["place"]["file"];
    assert_eq!((place(2), place(3)), (&"src/lib.rs".into(), &Value::Null));
    for code in all {
        let text = workspace.run("", &["explain", code, "-p", "shop"]).fine();
        assert!(text.contains(code), "{text}");
    }
    workspace.run("shop", &["lock", "--check"]).fine();
    let changes = workspace.json(&["diff", "error-catalog.lock"]);
    assert_eq!((&changes["worst"], &changes["new_from"]), (&Value::Null, &"compiled".into()));
}

fn what_differs_does_not_pass(workspace: &Workspace) {
    workspace.remove("shop/docs/errors.md");
    let checked = workspace.run("shop", &["check"]).failed();
    assert!(checked.contains("`docs/errors.md` is missing"), "{checked}");
    assert_eq!(workspace.json(&["check"])["ok"], false);
    workspace.run("shop", &["docs"]).fine();
    for (file, text, from, to) in [
        ("shop/src/lib.rs", SHOP, "stock!(404)", "stock!(410)"),
        ("billing/src/lib.rs", BILLING, "status = 402", "status = 403"),
        ("shop/src/lib.rs", SHOP, "status = 400", "status = 409"),
    ] {
        workspace.write(file, &text.replace(from, to));
        let json = workspace.json(&["check"]);
        let told = (&json["ok"], &json["problems"][0]["rule"]);
        assert_eq!(told, (&false.into(), &"status-changed".into()), "{json}");
        workspace.run("shop", &["lock", "--check"]).failed();
        workspace.write(file, text);
    }
    workspace.run("shop", &["check"]).fine();
    // The command reports what the derive refuses, without a build.
    workspace.write("shop/src/lib.rs", &SHOP.replace("status = 400", "status = 200"));
    let said = workspace.run("shop", &["check"]);
    assert!(said.code == 1 && said.stdout.contains("error[status-range]"), "{said:?}");
    assert!(!said.stdout.contains("warning"), "{}", said.stdout);
    workspace.write("shop/src/lib.rs", SHOP);
}

/// A chain of calls in a test names documents that the command does not compare; it never says that
/// they are up to date.
fn documents_of_rust_code_are_not_taken_for_none(workspace: &Workspace) {
    let chain = ".outputs().markdown(\"docs/errors.md\").json(\"docs/own.json\").check()";
    workspace.write(
        "shop/tests/catalogue.rs",
        &TEST.replace("::outputs().check()", &chain.replacen('.', "::", 1)),
    );
    // In part: one document is declared, and the other is not.
    let said = workspace.run("shop", &["check"]);
    assert_eq!(said.code, 3, "{said:?}");
    let told =
        "not compared, because Rust code names `docs/own.json`, and `error-catalog.toml` does not";
    assert!(said.stdout.contains(told), "{}", said.stdout);
    workspace.remove("shop/error-catalog.toml");
    workspace.remove("shop/docs/errors.md");
    let said = workspace.run("shop", &["check"]);
    assert_eq!(said.code, 3, "{said:?}");
    for part in ["not compared, because", "`docs/errors.md`", "markdown = \"docs/errors.md\""] {
        assert!(said.stdout.contains(part), "{part}: {}", said.stdout);
    }
    assert!(
        !said.stdout.contains("passes") && said.stdout.contains("; others were not compared"),
        "{}",
        said.stdout
    );
    let json = workspace.json(&["check"]);
    assert_eq!(json["ok"], false);
    assert!(!json["not_compared"].as_array().unwrap().is_empty());
    let told = workspace.run("shop", &["docs"]).refused(3);
    assert!(told.contains("not compared, because"), "{told}");
    assert!(!workspace.has("shop/docs/errors.md"));
    workspace.write("shop/error-catalog.toml", DECLARED);
    workspace.write("shop/tests/catalogue.rs", TEST);
    workspace.run("shop", &["docs"]).fine();
}

/// A build that writes what is compared afterwards would make every check pass.
fn a_build_script_writes_nothing_for_the_command(workspace: &Workspace) {
    workspace.write("shop/build.rs", "fn main() { catalog_specs::scan(\"src\").run(); }\n");
    workspace.remove("shop/docs/errors.md");
    let checked = workspace.run("shop", &["check"]).failed();
    assert!(checked.contains("`docs/errors.md` is missing"), "{checked}");
    assert!(!workspace.has("shop/docs/errors.md"));
    workspace.run("shop", &["docs"]).fine();
    // Documents that the script names are known from its run.
    workspace.write(
        "shop/build.rs",
        "fn main() { catalog_specs::scan(\"src\").json(\"b.json\").run(); }\n",
    );
    let said = workspace.run("shop", &["check"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.stdout.contains("Rust code names `b.json`"), "{}", said.stdout);
    workspace.remove("shop/build.rs");
    workspace.run("shop", &["check"]).fine();
}

fn without_a_test_nothing_is_compared(workspace: &Workspace) {
    workspace.write("shop/tests/catalogue.rs", "#[test]\nfn catalogue() {}\n");
    for subcommand in ["check", "docs", "lock"] {
        let told = workspace.run("shop", &[subcommand]).refused(3);
        assert!(
            told.contains("not compared, because no test of `shop` checks a registry"),
            "{told}"
        );
        assert!(told.contains("Codes::outputs().check()") && told.contains("--preview"), "{told}");
    }
    let json = workspace.json(&["check"]);
    assert_eq!((&json["ok"], &json["failure"]), (&false.into(), &"not_compared".into()));
    // To look something up a preview will do, and says that it is one.
    let said = workspace.run("shop", &["list"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.stderr.starts_with("preview: ") && said.stderr.contains("no test of `shop`"),
        "{said:?}"
    );
    assert_eq!(workspace.json(&["list"])["catalogue"], "preview");
    workspace.write("shop/tests/catalogue.rs", &TEST.replace("Codes", "Cods"));
    let told = workspace.run("shop", &["check"]).refused(3);
    assert!(told.contains("the tests of `shop` do not build") && told.contains("Cods"), "{told}");
    let failing = TEST.replace(
        "fn catalogue() {",
        "fn catalogue() {\n    assert!(std::env::args().count() > 99);",
    );
    workspace.write("shop/tests/catalogue.rs", &failing);
    let told = workspace.run("shop", &["check"]).refused(3);
    assert!(told.contains("the tests of `shop` fail"), "{told}");
    workspace.write("shop/tests/catalogue.rs", TEST);
    let told = workspace.run("shop", &["check", "--registry", "Others"]).refused(3);
    assert!(told.contains("checks `Others`; found `Codes`"), "{told}");
}

/// A test that fails may have a registry, and a file that cannot be read may be one.
fn what_tests_write_in_part_is_not_compared(workspace: &Workspace) {
    let failing = TEST.replace("    shop", "    assert!(std::env::args().count() > 99);\n    shop");
    workspace.write("shop/tests/failing.rs", &failing);
    for subcommand in ["check", "docs", "lock"] {
        let said = workspace.run("shop", &[subcommand]);
        assert_eq!(said.code, 3, "{said:?}");
        let all = said.stdout + &said.stderr;
        assert!(all.contains("not compared completely, because a test of `shop` failed"), "{all}");
    }
    let json = workspace.json(&["check"]);
    assert_eq!((&json["ok"], json["not_compared"].as_array().unwrap().len()), (&false.into(), 1));
    workspace.run("shop", &["check", "--registry", "Codes"]).fine();
    // What another program wrote, or what was cut off before the catalogue.
    for written in ["", "{}", "error-catalog\n", "error-catalog 0.1.0\nlock error-catalog.lock\n"] {
        let test = format!(
            "#[test]\nfn catalogue() {{\n    shop::Codes::outputs().check();\n    if let Ok(folder) = std::env::var({:?}) {{\n        \
             std::fs::write(std::path::Path::new(&folder).join(\"other.json\"), {written:?}).unwrap();\n    }}\n}}\n",
            catalog_specs::DUMP_VARIABLE
        );
        workspace.write("shop/tests/failing.rs", &test);
        let told = workspace.run("shop", &["check"]).refused(3);
        assert!(told.contains("not compared, because"), "{told}");
        assert!(told.contains("what the package passed to the command cannot be read"), "{told}");
    }
    workspace.remove("shop/tests/failing.rs");
    workspace.run("shop", &["check"]).fine();
    // Variables that are empty or say no: a test compares, and writes nothing.
    let page = fs::read_to_string(workspace.path("shop/docs/errors.md")).unwrap();
    workspace.write("shop/docs/errors.md", &(page.clone() + "\n"));
    for (name, value) in
        [("BLESS", "0"), ("BLESS", "false"), ("BLESS", ""), (catalog_specs::DUMP_VARIABLE, "")]
    {
        let mut cargo = workspace.prepared(Command::new(env!("CARGO")), "shop");
        let output = cargo.args(["test", "--quiet"]).env(name, value).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!output.status.success() && said.contains("errors.md"), "{name}={value}: {said}");
        assert!(fs::read_to_string(workspace.path("shop/docs/errors.md")).unwrap() != page);
    }
    workspace.write("shop/docs/errors.md", &page);
    // A lock that is declared and gone.
    let lock = fs::read_to_string(workspace.path("shop/error-catalog.lock")).unwrap();
    workspace.remove("shop/error-catalog.lock");
    let said = workspace.run("shop", &["check"]).failed();
    assert!(said.contains("`error-catalog.lock` is missing"), "{said}");
    workspace.write("shop/error-catalog.lock", &lock);
}

fn every_package_of_the_workspace(workspace: &Workspace) {
    let told = workspace.run("", &["check"]).refused(3);
    assert!(told.contains("`-p shop`") && told.contains("`--workspace`"), "{told}");
    let said = workspace.run("", &["check", "--workspace"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.stdout.starts_with("shop\n"), "{}", said.stdout);
    assert!(said.stderr.contains("`billing` is skipped"), "{}", said.stderr);
    // A package whose lock nothing compares is not skipped, although no file declares it.
    workspace.write("billing/error-catalog.lock", "error-catalog.lock 2\n");
    let said = workspace.run("", &["check", "--workspace", "--json"]);
    assert_eq!(said.code, 3, "{said:?}");
    let json: Value = serde_json::from_str(&said.stdout).unwrap();
    let mut packages = json["packages"].as_array().unwrap().iter();
    let billing = packages.find(|one| one["package"] == "billing").unwrap();
    assert_eq!(
        (&json["ok"], &billing["failure"]),
        (&false.into(), &"not_compared".into()),
        "{json}"
    );
    workspace.remove("billing/error-catalog.lock");
    workspace.remove("shop/docs/errors.md");
    let said = workspace.run("", &["check", "--workspace", "--json"]);
    assert_eq!(said.code, 1, "{said:?}");
    let json: Value = serde_json::from_str(&said.stdout).unwrap();
    let shop = &json["packages"][0];
    assert_eq!((&json["ok"], &shop["package"]), (&false.into(), &"shop".into()));
    assert_eq!(shop["drifted"][0]["path"], "shop/docs/errors.md");
    workspace.run("", &["docs", "-p", "shop"]).fine();
    workspace.run("billing", &["check", "-p", "shop"]).fine();
    let told = workspace.run("", &["explain", "CART_EMPTY", "--workspace"]).refused(2);
    assert!(told.contains("`explain` takes one package"), "{told}");
}

/// A package of programs alone, which are not below `src`.
fn programs_outside_of_src_are_looked_at(workspace: &Workspace) {
    let manifest = fs::read_to_string(workspace.path("shop/Cargo.toml")).unwrap();
    let target = |name: &str| format!("[[bin]]\nname = \"{name}\"\npath = \"bins/{name}.rs\"\n");
    let manifest = manifest + &target("one") + &target("two");
    workspace.write("shop/Cargo.toml", &manifest);
    let swallow = "fn find() -> Result<u64, CartError> { Err(CartError::Empty) }\n\
                   fn main() { let _ = find(); }\n";
    let test = "#[test]\nfn catalogue() { Codes::outputs().check(); }\n";
    workspace.write("shop/bins/one.rs", &format!("{SHOP}{swallow}{test}"));
    workspace.write("shop/bins/two.rs", "fn main() {}\n");
    workspace.remove("shop/src/lib.rs");
    fs::remove_dir(workspace.path("shop/src")).unwrap();
    workspace.remove("shop/tests/catalogue.rs");
    workspace.run("shop", &["docs"]).fine();
    let declared = format!("{DECLARED}[lints]\nswallowed-result = \"deny\"\n");
    workspace.write("shop/error-catalog.toml", &declared);
    let said = workspace.run("shop", &["check"]).failed();
    assert!(said.contains("error[swallowed-result]: the error of `find` is discarded"), "{said}");
    assert!(said.contains("bins/one.rs:"), "{said}");
}
