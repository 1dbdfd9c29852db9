//! Spec first: what `import` makes of a spec compiles and says what the spec says, and an enum that
//! names a spec is held to it, also when the spec changes later.

#![expect(dead_code, reason = "the enums are read here, and nobody raises their errors")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use catalog_specs::model::{Catalog, Group};
use catalog_specs::spec;

// The files that `import` makes of the specs.
#[rustfmt::skip]
#[path = "../imported/auth.rs"]
mod auth;
#[rustfmt::skip]
#[path = "../imported/payments.rs"]
mod payments;
#[rustfmt::skip]
#[path = "../imported/reservation.rs"]
mod reservation;
#[rustfmt::skip]
#[path = "../imported/service.rs"]
mod service;
#[rustfmt::skip]
#[path = "../imported/system-errors.rs"]
mod system_errors;
#[rustfmt::skip]
#[path = "../imported/system.rs"]
mod system;
#[rustfmt::skip]
#[path = "../imported/user.rs"]
mod user;
#[rustfmt::skip]
#[path = "../imported/validation.rs"]
mod validation;

error_catalog::catalog! {
    struct Imported {
        auth::AuthError,
        payments::PaymentError,
        reservation::ReservationError,
        system_errors::SysError,
        system::SystemError,
        user::UserError,
    }
}

// Its one code is also one of the payments'.
error_catalog::catalog! { struct Validation { validation::ValidationError } }

const SEEDS: [&str; 7] =
    ["auth", "payments", "reservation", "system-errors", "system", "user", "validation"];

fn read(path: &Path) -> Catalog {
    let text = fs::read_to_string(path).unwrap();
    let file = path.file_name().unwrap().to_string_lossy();
    spec::read(&text, &file).unwrap_or_else(|problems| {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", problems.join("\n"))
    })
}

fn seed(name: &str) -> Catalog {
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../catalog-specs/specs");
    read(&Path::new(specs).join(format!("{name}.json")))
}

fn goldens() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("imported")
}

fn whole() -> Catalog {
    read(&goldens().join("service.json"))
}

/// `BLESS=1 cargo test -p error-catalog-tests --test spec_first` writes the files anew.
#[test]
fn the_imported_files_are_current() {
    let seeds = SEEDS.map(|name| (name, seed(name)));
    for (name, catalog) in seeds.into_iter().chain([("service", whole())]) {
        let path = goldens().join(format!("{name}.rs"));
        let expected = spec::import(&catalog);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &expected).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), expected, "{name}");
    }
}

/// A crate's formatter finds nothing to do in what was imported.
#[test]
fn the_imported_files_are_formatted() {
    for name in SEEDS.into_iter().chain(["service"]) {
        let path = goldens().join(format!("{name}.rs"));
        let checked = Command::new("rustfmt")
            .args(["--edition", "2024", "--check", "--config", "use_small_heuristics=Default"])
            .arg(&path)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(checked.status.success(), "{name}: {told}");
    }
}

/// The enums of a registry under the modules that their specs know.
fn compiled(catalog: Catalog, root: &str) -> Vec<Group> {
    let mut groups = catalog.groups;
    for group in &mut groups {
        if let Some(rest) = group.module.strip_prefix(root) {
            group.module = format!("crate{rest}");
        }
    }
    groups
}

#[test]
fn imported_code_equals_the_spec() {
    let all = [Imported::spec(), Validation::spec()];
    for name in SEEDS {
        let root = format!("crate::{}", name.replace('-', "_"));
        let found: Vec<_> = all
            .iter()
            .flat_map(|catalog| compiled(catalog.clone(), &root))
            .filter(|group| group.module == "crate")
            .collect();
        assert_eq!(found, seed(name).groups, "{name}");
    }
}

#[test]
fn a_whole_registry_is_imported() {
    let compiled = service::Codes::spec();
    let groups = self::compiled(compiled.clone(), "crate::service");
    assert_eq!(Catalog { groups, ..compiled }, whole());
}

#[test]
fn the_exported_spec_equals_the_imported_one() {
    let text = fs::read_to_string(goldens().join("service.json")).unwrap();
    assert_eq!(spec::write(&whole()), text);
    let compiled = service::Codes::spec();
    let groups = self::compiled(compiled.clone(), "crate::service");
    assert_eq!(spec::write(&Catalog { groups, ..compiled }), text);
}

const SPEC: &str = r#"{
  "domain": "AUTH",
  "codes": {
    "AUTH_TOKEN_EXPIRED": {"status": 401, "message": "切れています", "log_level": "INFO"}
  }
}
"#;

const LIB: &str = r#"
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "specs/../auth.json")]
pub enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "切れています")]
    TokenExpired,
}
"#;

/// A package whose enum is compared with a spec file.
struct Package {
    root: PathBuf,
}

impl Package {
    fn new(name: &str, features: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let facade = Path::new(env!("CARGO_MANIFEST_DIR")).join("../error-catalog");
        let facade = facade.display().to_string();
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nerror-catalog = {{ path = {facade:?}, features = [{features}] }}\n"
        );
        fs::create_dir_all(root.join("src")).unwrap();
        fs::create_dir_all(root.join("specs")).unwrap();
        fs::write(root.join("Cargo.toml"), manifest).unwrap();
        fs::write(root.join("src/lib.rs"), LIB).unwrap();
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, root.join("Cargo.lock")).unwrap();
        let package = Self { root };
        package.spec(SPEC);
        package
    }

    fn spec(&self, text: &str) {
        fs::write(self.root.join("auth.json"), text).unwrap();
    }

    /// What the compiler says against it; nothing where it builds.
    fn errors(&self) -> Option<String> {
        let checked = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--offline", "--color", "never"])
            .current_dir(&self.root)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("spec_first_target"),
            )
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&checked.stderr).into_owned();
        (!checked.status.success()).then_some(told)
    }
}

#[test]
fn a_spec_that_changes_builds_the_crate_anew() {
    let package = Package::new("held-to-a-spec", "\"spec-file\"");
    assert_eq!(package.errors(), None);
    package.spec(&SPEC.replace("401", "403"));
    let told = package.errors().expect("the crate is built anew");
    assert!(told.contains("`status` is 401 here and 403 in the spec"), "{told}");
    assert!(told.contains("auth.json:4"), "{told}");
    assert!(told.contains("src/lib.rs:5:"), "{told}");
    package.spec(&SPEC.replace("\"INFO\"}", "\"INFO\",}"));
    let told = package.errors().expect("the crate is built anew");
    assert!(told.contains("line 4, column 83: trailing comma"), "{told}");
    package.spec(SPEC);
    assert_eq!(package.errors(), None);
    package.spec(&SPEC.replace("切れています", "切れました"));
    let told = package.errors().expect("the crate is built anew");
    assert!(told.contains("切れました"), "{told}");
    package.spec(SPEC);
    assert_eq!(package.errors(), None);
}

#[test]
fn without_the_feature_the_key_names_the_feature() {
    let package = Package::new("without-the-feature", "");
    package.lib("#[derive(Debug, error_catalog::ErrorCatalog)]\n#[catalog(spec = \"auth.json\")]\npub enum AuthError {\n    TokenExpired,\n}\n");
    let told = package.errors().expect("nobody can read the spec");
    assert!(told.contains("turn on feature `spec-file`"), "{told}");
    assert_eq!(
        told.matches("\nerror: ").count() + usize::from(told.starts_with("error: ")),
        2,
        "{told}"
    );
}

impl Package {
    fn lib(&self, text: &str) {
        fs::write(self.root.join("src/lib.rs"), text).unwrap();
    }
}

/// How many errors a compiler told, its last word about them not counted.
fn count(told: &str) -> usize {
    told.lines().filter(|line| line.starts_with("error")).count() - 1
}

#[test]
fn each_missing_key_is_reported_once_in_the_words_of_the_spec() {
    let package = Package::new("lacks-what-the-spec-says", "\"spec-file\"");
    package.spec(&SPEC.replace("\"INFO\"}", "\"INFO\", \"severity\": \"CRITICAL\"}"));
    let lacking = ", status = 401, log_level = \"INFO\", message = \"切れています\"";
    package.lib(&LIB.replace(lacking, ""));
    let told = package.errors().expect("nothing is said but the code");
    let wanted = "`TokenExpired` lacks what the spec `specs/../auth.json` says";
    assert!(told.contains(wanted), "{told}");
    let cure = "add `status = 401, log_level = \"INFO\", message = \"切れています\", severity = \"CRITICAL\"`";
    assert!(told.contains(cure), "{told}");
    assert_eq!(count(&told), 1, "{told}");
    // What cannot be read is not compared, nor what would follow from it.
    package.lib(&LIB.replace("status = 401", "status = 4010"));
    let told = package.errors().expect("no such status");
    assert_eq!(count(&told), 1, "{told}");
    package.lib(&LIB.replace("\"INFO\"", "\"IFNO\""));
    let told = package.errors().expect("no such level");
    assert_eq!(count(&told), 1, "{told}");
    // What can be read is held as ever.
    package.lib(&LIB.replace("status = 401, ", "").replace("\"INFO\"", "\"WARN\""));
    let told = package.errors().expect("it lacks a status and says another level");
    assert!(told.contains("`log_level` is \"WARN\" here and \"INFO\" in the spec"), "{told}");
    assert_eq!(count(&told), 2, "{told}");
}

#[test]
fn a_folder_is_refused_as_a_spec() {
    let package = Package::new("a-folder-for-a-spec", "\"spec-file\"");
    package.lib(&LIB.replace("specs/../auth.json", "specs"));
    let told = package.errors().expect("a folder cannot be read");
    assert!(told.contains("it is a folder") && told.contains("a file in it"), "{told}");
}
