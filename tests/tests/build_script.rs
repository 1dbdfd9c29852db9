//! The gate as a build script, run by the real cargo in real packages: when it writes, when it fails, and when
//! it stays out of the way.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

const CART: &str = r#"
//! A shop.

/// What can go wrong with a cart.
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "CART")]
pub enum CartError {
    /// Nothing is in it.
    #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "カートが空です")]
    Empty,
}
"#;

const BUILD: &str = r#"
fn main() {
    catalog_specs::scan("src")
        .markdown("docs/errors.md")
        .html("docs/errors")
        .json("docs/errors.json")
        .openapi("docs/errors.openapi.json")
        .typescript("web/errors.ts")
        .proto("proto/errors.proto")
        .lock("error-catalog.lock")
        .run();
}
"#;

/// A package in its own folder, built into a target folder that all of them share.
struct Package {
    folder: PathBuf,
}

impl Package {
    fn new(folder: PathBuf, name: &str, dependencies: &str) -> Self {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\ndescription = \"-\"\nlicense = \"MIT\"\n\
             [dependencies]\n{dependencies}\n[workspace]\n"
        );
        let package = Self { folder };
        package.write("Cargo.toml", &manifest);
        package
    }

    /// A shop with a build script.
    fn shop(folder: PathBuf) -> Self {
        Self::named(folder, "shop")
    }

    fn named(folder: PathBuf, name: &str) -> Self {
        let package = Self::new(folder, name, "");
        let manifest = package.read("Cargo.toml");
        let dependencies = format!(
            "[dependencies]\nerror-catalog = {{ path = {facade}, version = \"0.1\" }}\n\
             [build-dependencies]\ncatalog-specs = {{ path = {specs}, version = \"0.1\", features = [\"scan\"] }}\n",
            facade = quoted(&repository().join("error-catalog")),
            specs = quoted(&repository().join("catalog-specs")),
        );
        package.write("Cargo.toml", &manifest.replace("[dependencies]\n", &dependencies));
        package.write("build.rs", BUILD);
        package.write("src/lib.rs", CART);
        package
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let is_there = path.exists();
        fs::write(&path, text).unwrap();
        if is_there {
            // Cargo tells old from new by the clock, which this test is faster than.
            let later = SystemTime::now() + Duration::from_secs(2);
            fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
        }
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    fn has(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }

    /// Runs cargo in the package's folder, as a user at a prompt does.
    fn cargo<A: AsRef<OsStr>>(&self, arguments: &[A], environment: &[(&str, &str)]) -> Built {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(&self.folder).args(arguments).arg("--offline");
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CARGO")) {
            // What this very test was started with is not what the package's owner has.
            if !["CARGO_HOME", "CARGO_TERM_COLOR"].contains(&name.as_str()) {
                cargo.env_remove(name);
            }
        }
        cargo.env_remove("CI").env_remove("ERROR_CATALOG").env("PWD", &self.folder);
        cargo.env("CARGO_TARGET_DIR", target()).envs(environment.iter().copied());
        Built::read(&cargo.output().unwrap())
    }

    fn build(&self) -> Built {
        self.cargo(&["build", "-v"], &[])
    }

    fn build_in_ci(&self) -> Built {
        self.cargo(&["build", "-v"], &[("CI", "true")])
    }
}

struct Built {
    succeeded: bool,
    told: String,
}

impl Built {
    fn read(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let told = text(&output.stderr) + &text(&output.stdout);
        Self { succeeded: output.status.success(), told }
    }

    #[track_caller]
    fn fine(self) -> String {
        assert!(self.succeeded, "{}", self.told);
        self.told
    }

    #[track_caller]
    fn refused(self) -> String {
        assert!(!self.succeeded, "{}", self.told);
        self.told
    }
}

/// A path as a string of TOML.
fn quoted(path: &Path) -> String {
    format!("{:?}", path.display().to_string())
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("build_script")
}

/// A folder outside of this workspace, like the project of a user.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

const DOCUMENTS: [&str; 7] = [
    "docs/errors.md",
    "docs/errors/index.html",
    "docs/errors.json",
    "docs/errors.openapi.json",
    "web/errors.ts",
    "proto/errors.proto",
    "error-catalog.lock",
];

/// One test, because cargo locks the target folder anyway: the stations of a package's life.
#[test]
fn a_package_through_its_life() {
    let folder = folder();
    let shop = Package::shop(folder.path().join("shop"));

    // The first build writes everything and says once that there was no lock; soon nothing runs.
    let told = shop.build().fine();
    assert!(told.contains("wrote a new lock with 1 code to"), "{told}");
    assert!(!told.contains("warning: wrote"), "{told}");
    for document in DOCUMENTS {
        assert!(shop.has(document), "{document} was not written");
    }
    assert!(shop.read("docs/errors.md").contains("カートが空です"));
    let told = shop.build().fine();
    assert!(!told.contains("warning"), "{told}");
    let told = shop.build().fine();
    assert!(told.contains("Fresh shop"), "the build loops: {told}");
    let told = shop.build_in_ci().fine();
    assert!(!told.contains("warning"), "{told}");

    // What changes is written at home, and is a failure in CI, which writes nothing.
    shop.write("src/lib.rs", &CART.replace("カートが空です", "商品がありません"));
    let told = shop.build_in_ci().refused();
    for part in
        ["docs/errors.md", "-", "カートが空です", "商品がありません", "cargo error-catalog docs"]
    {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    assert!(shop.read("docs/errors.md").contains("カートが空です"));
    shop.build().fine();
    assert!(shop.read("docs/errors.md").contains("商品がありません"));
    shop.build_in_ci().fine();

    // A broken promise fails everywhere, at its line, and leaves the documents as they were.
    let broken = CART.replace("status = 400", "status = 409");
    shop.write("src/lib.rs", &broken);
    let told = shop.build().refused();
    for part in ["src/lib.rs:9", "400", "409", "cargo error-catalog lock --accept CART_EMPTY"] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    assert!(shop.read("docs/errors.json").contains("400"));
    shop.cargo(&["build"], &[("ERROR_CATALOG", "off")]).fine();

    // So does what no compiler tells: a lock that git could not merge, a folder that is not there.
    shop.write("src/lib.rs", CART);
    let lock = shop.read("error-catalog.lock");
    shop.write("error-catalog.lock", &format!("{lock}<<<<<<< ours\n"));
    let told = shop.build().refused();
    assert!(told.contains("merge conflict") && told.contains("error-catalog.lock:"), "{told}");
    shop.write("error-catalog.lock", &lock);
    let lost = Package::named(folder.path().join("lost"), "lost");
    lost.write("build.rs", &BUILD.replace("scan(\"src\")", "scan(\"srcs\")"));
    let told = lost.build().refused();
    assert!(told.contains("srcs"), "{told}");

    // What is for a test says so in a build script.
    lost.write("build.rs", &BUILD.replace(".run()", ".check()"));
    let told = lost.build().refused();
    assert!(told.contains("in a build script, write `.run()`"), "{told}");

    // What the derive reports, it reports itself.
    shop.write("src/lib.rs", &CART.replace("\"INFO\"", "\"INFOO\""));
    let told = shop.build().refused();
    assert!(told.contains("did you mean `INFO`?") && told.contains("could not compile"), "{told}");
    assert!(
        told.contains(
            "the documents of the error catalogue were not written: the catalogue has errors"
        ),
        "{told}"
    );
    assert_eq!(told.matches("is not a log level").count(), 1, "{told}");
    // In CI nothing was compared, which is no success: the code may be behind a `cfg` that is off.
    let told = shop.build_in_ci().refused();
    assert!(told.contains("is not a log level") && told.contains("build-script-build"), "{told}");

    // As a dependency of another package it does nothing and prints nothing.
    let dependency = Package::shop(folder.path().join("dependency"));
    dependency.write("src/lib.rs", &broken);
    let app = Package::new(
        folder.path().join("app"),
        "app",
        &format!("shop = {{ path = {} }}", quoted(&dependency.folder)),
    );
    app.write("src/main.rs", "fn main() { println!(\"{}\", shop::CartError::Empty); }\n");
    for environment in [&[][..], &[("CI", "true")]] {
        let told = app.cargo(&["run"], environment).fine();
        assert!(told.contains("カートが空です") && !told.contains("warning"), "{told}");
    }
    assert!(DOCUMENTS.iter().all(|document| !dependency.has(document)));

    // A packaged copy is built as it is.
    shop.write("src/lib.rs", CART);
    shop.build().fine();
    let patch = |(name, folder): (&str, &str)| {
        format!("patch.crates-io.{name}.path={}", quoted(&repository().join(folder)))
    };
    let patches = [
        ("error-catalog", "error-catalog"),
        ("error-catalog-derive", "error-catalog-derive"),
        ("catalog-specs", "catalog-specs"),
        ("catalog-specs-core", "catalog-specs/core"),
        ("catalog-specs-syntax", "catalog-specs/syntax"),
    ]
    .map(patch);
    let with_patches = |arguments: &[&'static str]| {
        let patches = patches.iter().flat_map(|patch| ["--config", patch]);
        arguments.iter().copied().chain(patches).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    // Cargo builds the copy too, and refuses a build script that changes it.
    shop.cargo(&with_patches(&["package", "--allow-dirty"]), &[]).fine();
    let copy = unpacked(&target().join("package/shop-0.1.0.crate"), folder.path());
    fs::remove_dir_all(copy.join("docs")).unwrap();
    let packaged = Package { folder: copy };
    packaged.cargo(&with_patches(&["build"]), &[]).fine();
    packaged.cargo(&with_patches(&["build"]), &[("CI", "true")]).fine();
    assert!(!packaged.has("docs"));
}

/// In CI a build script fails if something differs or is not compared, and says what.
#[test]
fn nothing_that_is_not_compared_passes_in_ci() {
    let folder = folder();
    let hall = Package::named(folder.path().join("hall"), "hall");
    hall.write("build.rs", "fn main() {\n    catalog_specs::scan(\"src\").run();\n}\n");
    let refused = |parts: &[&str]| {
        let told = hall.build_in_ci().refused();
        for part in parts {
            assert!(told.contains(part), "{part} is not in {told}");
        }
    };
    refused(&["no document is declared", "Codes::outputs().check()"]);
    let declared = "[documents]\nmarkdown = \"errors.md\"\n[lock]\npath = \"error-catalog.lock\"\n";
    hall.write("error-catalog.toml", declared);
    refused(&[
        "errors.md` is missing",
        "error-catalog.lock` is missing",
        "build once without `CI`",
    ]);
    assert!(!hall.has("errors.md") && !hall.has("error-catalog.lock"));
    hall.build().fine();
    hall.build_in_ci().fine();

    // Codes that a scan cannot read.
    let listed = "error_catalog::catalog! { pub struct Codes { CartError, ..other::Codes } }\n\
                  mod other { error_catalog::catalog! { pub struct Codes { } } }\n";
    let macros = "macro_rules! made { () => { error_catalog::catalog! { pub struct Codes { CartError, Made } }\n\
                  #[derive(Debug, error_catalog::ErrorCatalog)] #[catalog(domain = \"MADE\")]\n\
                  pub enum Made { #[catalog(code = \"MADE_UP\", status = 400, log_level = \"INFO\", message = \"a\")] Up } } }\nmade!();\n";
    for more in [listed, macros] {
        hall.write("src/lib.rs", &format!("{CART}{more}"));
        let told = hall.build_in_ci();
        assert!(!told.succeeded, "{more}: {}", told.told);
    }
    // Code that is not compiled, so that the derive does not report it.
    let broken =
        CART.replace("CART", "PIT").replace("Cart", "Pit").replace("status = 400", "status = 200");
    let broken = broken
        .replace("//! A shop.", "")
        .replace("/// What", "#[cfg(target_os = \"none\")]\n/// What");
    hall.write("src/lib.rs", &format!("{CART}{broken}"));
    refused(&["200"]);
    let told = hall.build().fine();
    assert!(told.contains("the documents of the error catalogue were not written"), "{told}");
    hall.write("src/lib.rs", CART);
    hall.build().fine();
    hall.build_in_ci().fine();

    // A document or the lock was changed since the build that is cached, and nothing else.
    for file in ["errors.md", "error-catalog.lock"] {
        let text = hall.read(file);
        hall.write(file, &(text.clone() + "\n"));
        refused(&[file]);
        hall.write(file, &text);
        hall.build_in_ci().fine();
        fs::rename(hall.folder.join(file), hall.folder.join("elsewhere")).unwrap();
        refused(&[file, "is missing"]);
        fs::rename(hall.folder.join("elsewhere"), hall.folder.join(file)).unwrap();
        hall.build_in_ci().fine();
    }
    // The names of the metrics are promised.
    let metrics = format!("{declared}[operations.metrics]\nerrors = \"failures_total\"\n");
    hall.write("error-catalog.toml", &metrics);
    let told = hall.build().refused();
    assert!(told.contains("metric-renamed") && told.contains("--accept registry"), "{told}");
    refused(&["metric-renamed"]);
    hall.write("error-catalog.toml", declared);

    // A variable that asks for something that there is not, in CI and at home.
    for environment in [&[("ERROR_CATALOG", "chek")][..], &[("ERROR_CATALOG", "chek"), ("CI", "1")]]
    {
        let told = hall.cargo(&["build"], environment).refused();
        assert!(told.contains("`ERROR_CATALOG` is `chek`: expected `check`"), "{told}");
    }
    // From outside of the package it may be a dependency, and says that nothing was compared.
    let manifest = hall.folder.join("Cargo.toml").display().to_string();
    let page = hall.read("errors.md");
    hall.write("errors.md", "<!-- Generated by error-catalog -->\nstale\n");
    let outside = folder.path().display().to_string();
    let build = ["build", "--manifest-path", manifest.as_str()];
    let told = hall.cargo(&build, &[("CI", "1"), ("PWD", &outside)]).fine();
    assert!(told.contains("not compared, because cargo was called outside"), "{told}");
    let check = [("ERROR_CATALOG", "check"), ("PWD", outside.as_str())];
    assert!(hall.cargo(&build, &check).refused().contains("errors.md"));
    // A package that may not be written to can be compared.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let set =
            |mode| fs::set_permissions(&hall.folder, fs::Permissions::from_mode(mode)).unwrap();
        set(0o555);
        refused(&["errors.md"]);
        set(0o755);
    }
    hall.write("errors.md", &page);
    hall.build_in_ci().fine();
}

/// Cargo is called at the root of a workspace, and its target folder is elsewhere.
#[test]
fn members_of_a_workspace_are_compared_in_ci() {
    let folder = folder();
    let shop = Package::named(folder.path().join("crates/stall"), "stall");
    let manifest = shop.read("Cargo.toml").replace("[workspace]\n", "");
    shop.write("Cargo.toml", &manifest);
    shop.write("build.rs", "fn main() {\n    catalog_specs::scan(\"src\").run();\n}\n");
    shop.write("error-catalog.toml", "[documents]\nmarkdown = \"errors.md\"\n");
    let root = Package { folder: folder.path().to_owned() };
    let members = "members = [\"crates/*\"]\nresolver = \"3\"\n";
    root.write("Cargo.toml", &format!("[workspace] # all crates\n{members}"));
    let told = root.build_in_ci().refused();
    assert!(told.contains("errors.md` is missing"), "{told}");
    root.build().fine();
    root.build_in_ci().fine();
}

/// A `.crate` is a tar archive.
fn unpacked(archive: &Path, folder: &Path) -> PathBuf {
    let status =
        Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(folder).status().unwrap();
    assert!(status.success());
    folder.join("shop-0.1.0")
}

#[test]
fn a_build_script_reads_the_documents_from_the_file_of_the_package() {
    let folder = folder();
    let shop = Package::named(folder.path().join("declared"), "declared");
    shop.write("build.rs", "fn main() {\n    catalog_specs::scan(\"src\").run();\n}\n");
    assert!(shop.build().fine().contains("no document is declared"));
    shop.write("error-catalog.toml", "[documents]\nmarkdown = \"errors.md\"\n");
    shop.build().fine();
    assert!(shop.read("errors.md").contains("CART_EMPTY"));
    shop.build().fine();
    // A file that was written a moment ago may be newer than a quick build.
    assert!((0..20).any(|_| shop.build().fine().contains("Fresh declared")));

    // A change of the file runs the script again, and a mistake in it fails the build at its place.
    shop.write(
        "error-catalog.toml",
        "[documents]\njson = \"errors.json\"\n[lock]\npath = \"a.lock\"\n",
    );
    shop.build().fine();
    assert!(shop.has("errors.json") && shop.has("a.lock"));
    shop.write("error-catalog.toml", "[documents]\njsn = \"errors.json\"\n");
    let told = shop.build().refused();
    assert!(
        told.contains("error-catalog.toml:2:1") && told.contains("did you mean `json`?"),
        "{told}"
    );

    shop.write("error-catalog.toml", "[documents]\njson = \"../errors.json\"\n");
    let told = shop.build().refused();
    assert!(told.contains("`../errors.json` is outside the package"), "{told}");

    // The command builds without writing, and the next build writes.
    shop.write("error-catalog.toml", "[documents]\nspec = \"spec.json\"\n");
    let for_command = [("ERROR_CATALOG_COMMAND", "1")];
    // What was just written is newer than the clock, so the first builds are not fresh.
    let is_fresh = |environment: &[(&str, &str)]| {
        (0..20).any(|_| {
            let told = shop.cargo(&["build", "-v"], environment).fine();
            std::thread::sleep(Duration::from_millis(300));
            told.contains("Fresh declared")
        })
    };
    assert!(is_fresh(&for_command) && !shop.has("spec.json"));
    assert!(is_fresh(&[]) && shop.has("spec.json"));
    assert!(shop.cargo(&["build", "-v"], &for_command).fine().contains("Fresh declared"));
}

/// The derive does not know the policies of a team, so the build script fails, also where it writes documents.
#[test]
fn a_code_that_does_not_pass_a_policy_fails_the_build() {
    let folder = folder();
    let package = Package::named(folder.path().join("guarded"), "guarded");
    package.write("build.rs", "fn main() { catalog_specs::scan(\"src\").run(); }\n");
    let policy = "when = \"status = 400\", require = [\"owner\"], why = \"the team is asked\"";
    let config =
        format!("[documents]\njson = \"errors.json\"\n[policies]\nasked = {{ {policy} }}\n");
    package.write("error-catalog.toml", &config);
    let told = package.build().refused();
    for part in [
        "error[policy]: `CART_EMPTY` lacks `owner`, which the policy `asked` requires",
        "src/lib.rs:9:22",
        "help: add `owner = \"identity team\"` to `#[catalog(…)]` of the variant or of its enum",
        "note: the team is asked",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(!package.has("errors.json"));
    let source = CART.replace("domain = \"CART\"", "domain = \"CART\", owner = \"carts\"");
    package.write("src/lib.rs", &source);
    package.build().fine();
    assert!(package.has("errors.json"));
}
