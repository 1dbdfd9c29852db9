//! `docs`, `export` and `import`.

use std::fs;

use catalog_specs::Format;

use crate::harness::{Shop, exactly};

/// Every format that is one file and has the codes.
fn formats() -> impl Iterator<Item = &'static str> {
    // The objectives name the codes that burn a budget alone.
    const WITHOUT_CODES: [Format; 3] = [Format::LogRecord, Format::Alertmanager, Format::Slo];
    let formats = Format::ALL.iter().copied();
    let formats = formats.filter(|format| !format.is_folder() && !WITHOUT_CODES.contains(format));
    formats.map(Format::as_str)
}

#[test]
fn documents_are_written_where_they_are_declared_and_only_when_they_change() {
    let shop = Shop::new();
    let json = shop.json(&["docs"]);
    let written =
        serde_json::json!(["docs/errors.md", "docs/errors.openapi.json", "error-catalog.lock"]);
    assert_eq!((&json["written"], &json["documents"]), (&written, &3.into()));
    let before = fs::metadata(shop.path().join("docs/errors.md")).unwrap().modified().unwrap();
    assert_eq!(shop.run(&["docs"]).fine(), "3 documents are up to date; nothing was written\n");
    assert_eq!(
        fs::metadata(shop.path().join("docs/errors.md")).unwrap().modified().unwrap(),
        before
    );
}

#[test]
fn files_written_by_hand_are_kept_unless_forced() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    let generated = shop.read("docs/errors.openapi.json");
    let by_hand = "{\"openapi\": \"3.1.0\", \"paths\": {}}\n";
    shop.write("docs/errors.openapi.json", by_hand);
    let refused = shop.run(&["docs"]).refused(3);
    assert!(refused.contains("was not generated") && refused.contains("--force"), "{refused}");
    assert_eq!(shop.read("docs/errors.openapi.json"), by_hand);
    shop.run(&["docs", "--force"]).fine();
    assert_eq!(shop.read("docs/errors.openapi.json"), generated);
    shop.run(&["check"]).fine();
}

#[test]
fn a_merge_conflict_in_a_generated_document_is_written_over() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    for path in ["docs/errors.openapi.json", "docs/errors.md"] {
        let generated = shop.read(path);
        let line = generated.lines().find(|line| line.contains("AUTH_")).unwrap();
        let conflict = format!("<<<<<<< HEAD\n{line}\n=======\n{line} \n>>>>>>> branch\n");
        shop.write(path, &generated.replacen(&format!("{line}\n"), &conflict, 1));
        shop.run(&["docs"]).fine();
        assert_eq!(shop.read(path), generated, "{path}");
    }
}

#[test]
fn a_risk_is_reported_by_check_and_once_by_docs() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    shop.edit("src/auth.rs", "log_level = \"WARN\"", "log_level = \"INFO\"");
    let told = "RISK AUTH_INSUFFICIENT_PERMISSIONS  the log level changed from `WARN` to `INFO`";
    let checked = shop.run(&["check"]).failed();
    assert!(checked.contains(told), "{checked}");
    let written = shop.run(&["docs"]).fine();
    assert!(written.contains(told), "{written}");
    assert!(!shop.run(&["docs"]).fine().contains("RISK"));
}

#[test]
fn a_broken_catalogue_writes_nothing() {
    let shop = Shop::new();
    shop.edit("src/user.rs", "status = 404", "status = 200");
    assert!(shop.run(&["docs"]).refused(1).contains("status-range"));
    assert!(!shop.path().join("docs").exists());
    shop.edit("src/user.rs", "status = 200", "status = 404");
    shop.run(&["docs"]).fine();
    let page = shop.read("docs/errors.md");
    shop.edit("src/user.rs", "status = 404", "status = 410");
    assert!(shop.run(&["docs"]).refused(1).contains("status-changed"));
    assert_eq!(shop.read("docs/errors.md"), page);
}

#[test]
fn documents_from_anywhere_are_those_of_the_package() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    let elsewhere = tempfile::tempdir().unwrap();
    let manifest = shop.path().join("Cargo.toml");
    let manifest = manifest.to_str().unwrap();
    crate::harness::run(elsewhere.path(), &["check", "--manifest-path", manifest]).fine();
    crate::harness::run(&shop.path().join("src"), &["check"]).fine();
}

#[test]
fn a_package_without_documents_is_answered_with_how_to_declare_them() {
    let shop = Shop::new();
    shop.write("error-catalog.toml", "");
    let told = shop.run(&["docs"]).refused(2);
    assert!(told.contains("`[documents]`") && told.contains("--markdown"), "{told}");
    shop.run(&["check"]).fine();
}

#[test]
fn every_format_goes_to_stdout_and_to_a_file_alike() {
    let shop = Shop::new();
    for format in formats() {
        let text = shop.run(&["export", "--format", format]).fine();
        assert!(text.contains("USER_NOT_FOUND") && text.ends_with('\n'), "{format}: {text}");
        // Packages of Go and classes of Java are named by the path.
        let path = match format {
            "go" | "java" => Format::parse(format).unwrap().example(),
            _ => "out/a file",
        };
        shop.run(&["export", "--format", format, "--out", path]).fine();
        assert_eq!(shop.read(path), text, "{format}");
        assert_eq!(shop.json(&["export", "--format", format])["text"], text.as_str(), "{format}");
    }
}

/// Java takes the name of the class from that of the file.
#[test]
fn a_file_whose_class_would_not_compile_is_refused() {
    let shop = Shop::new();
    for path in ["java/shop/Map.java", "java/shop/ApiError.java", "java/shop/a-b.java"] {
        for arguments in [
            &["docs", "--preview", "--java", path][..],
            &["export", "--preview", "--format", "java", "--out", path],
        ] {
            let said = exactly(shop.path(), arguments);
            assert_ne!(said.code, 0, "{said:?}");
            let told = format!("`{path}` cannot be a file of Java: ");
            assert!(said.stderr.contains(&told), "{}", said.stderr);
            assert!(said.stderr.contains("for example `ShopErrors.java`"), "{}", said.stderr);
            assert!(!shop.path().join(path).exists(), "{path}");
        }
    }
}

/// Of a preview the error says all that the note does.
#[test]
fn an_incomplete_document_is_reported_once() {
    let shop = Shop::new();
    let export = ["export", "--preview", "--format", "json"];
    let said = exactly(shop.path(), &export);
    assert_eq!((said.code, said.stderr.lines().count()), (0, 1), "{said:?}");
    shop.edit("src/lib.rs", "user::UserError }", "user::UserError, ..billing::Codes }");
    let said = exactly(shop.path(), &export);
    assert_eq!(said.code, 3, "{said:?}");
    let told = "error: the document is incomplete, because not every code was read\n";
    assert!(said.stderr.starts_with(told), "{}", said.stderr);
    assert!(!said.stderr.contains("preview:"), "{}", said.stderr);
}

#[test]
fn a_site_goes_to_a_folder() {
    let shop = Shop::new();
    let told = shop.run(&["export", "--format", "html"]).refused(2);
    assert!(told.contains("--out"), "{told}");
    let json = shop.json(&["export", "--format", "html", "--out", "site"]);
    let written = json["written"].as_array().unwrap();
    assert!(!written.is_empty());
    for path in written {
        assert!(shop.path().join(path.as_str().unwrap()).is_file(), "{path}");
    }
    assert!(shop.path().join("site/index.html").is_file());
}

#[test]
fn an_exported_spec_is_imported_as_the_same_catalogue() {
    let shop = Shop::new();
    shop.run(&["export", "--format", "spec", "--out", "shop.json"]).fine();
    let rust = shop.run(&["import", "shop.json"]).fine();
    shop.run(&["import", "shop.json", "--out", "again/lib.rs"]).fine();
    assert_eq!(shop.read("again/lib.rs"), rust);
    let codes = |source: &str| {
        let json = shop.json(&["list", "--source", source]);
        let entries = json["codes"].as_array().unwrap().clone();
        entries
            .into_iter()
            .map(|entry| {
                (entry["code"].clone(), entry["status"].clone(), entry["messages"].clone())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("again"), codes("src"));
    assert_eq!(codes("shop.json"), codes("src"));
}

#[test]
fn import_overwrites_a_file_only_with_force() {
    let shop = Shop::new();
    shop.run(&["export", "--format", "spec", "--out", "shop.json"]).fine();
    shop.write("errors.rs", "mine");
    let told = shop.run(&["import", "shop.json", "--out", "errors.rs"]).refused(3);
    assert!(told.contains("--force"), "{told}");
    assert_eq!(shop.read("errors.rs"), "mine");
    shop.run(&["import", "shop.json", "--out", "errors.rs", "--force"]).fine();
    assert!(shop.read("errors.rs").contains("enum UserError"));
    assert_eq!(shop.run(&["import", "shop.json", "--force"]).code, 2);
}

#[test]
fn export_overwrites_only_generated_files_without_force() {
    let shop = Shop::new();
    let page = ["export", "--format", "markdown", "--out", "errors.md"];
    shop.write("errors.md", "# Errors\n\nwritten by hand\n");
    let told = shop.run(&page).refused(3);
    assert!(told.contains("`errors.md` exists and was not generated"), "{told}");
    assert!(told.contains("help: write to another place, or over it with `--force`"), "{told}");
    assert!(shop.read("errors.md").contains("written by hand"));
    shop.run(&[&page[..], &["--force"]].concat()).fine();
    assert!(shop.read("errors.md").contains("USER_NOT_FOUND"));
    // A document of ours is written anew, and another one may take its place.
    shop.run(&page).fine();
    shop.run(&["export", "--format", "openapi", "--out", "errors.md"]).fine();
    // Of a site nothing is written where one page cannot be.
    shop.write("site/index.html", "<p>mine</p>\n");
    let told = shop.run(&["export", "--format", "html", "--out", "site"]).refused(3);
    assert!(told.contains("site/index.html"), "{told}");
    assert_eq!(fs::read_dir(shop.path().join("site")).unwrap().count(), 1);
    assert_eq!(shop.run(&["export", "--format", "json", "--force"]).code, 2);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_reported_and_nothing_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let shop = Shop::new();
    let folder = shop.path().join("out");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write everywhere, so that no folder refuses it.
    if fs::write(folder.join("probe"), "").is_err() {
        let told = shop.run(&["export", "--format", "json", "--out", "out/errors.json"]).refused(3);
        assert!(told.contains("cannot write `out/errors.json`"), "{told}");
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    // A file in the way refuses everybody.
    shop.write("file", "");
    let told = shop.run(&["export", "--format", "json", "--out", "file/errors.json"]).refused(3);
    assert!(told.contains("cannot write"), "{told}");
}

#[test]
fn a_file_or_folder_at_the_path_is_reported_by_its_kind() {
    let shop = Shop::new();
    shop.write("out/errors.md", "");
    let told = shop.run(&["export", "--format", "html", "--out", "out/errors.md"]).refused(3);
    assert!(told.contains("is a file: move the file"), "{told}");
    let told = shop.run(&["export", "--format", "json", "--out", "out"]).refused(3);
    assert!(told.contains("the path is a folder"), "{told}");
    let folder = shop.path().display().to_string();
    let told = shop.run(&["check", "--manifest-path", &folder]).refused(2);
    assert!(told.contains(&format!("--manifest-path {folder}/Cargo.toml")), "{told}");
    let checked = shop.run(&["check", "--source", "src"]).fine();
    assert!(checked.contains("with `--source`, those of"), "{checked}");
}

#[test]
fn the_catalogue_that_export_writes_is_imported() {
    let shop = Shop::new();
    shop.run(&["export", "--format", "json", "--out", "shop.json"]).fine();
    let rust = shop.run(&["import", "shop.json"]).fine();
    assert!(rust.contains("enum UserError") && rust.contains("enum AuthError"), "{rust}");
}

/// `check` compares a lock that is there, so `docs` writes it.
#[test]
fn docs_writes_a_lock_that_is_not_declared() {
    for declared in ["[documents]\njson = \"errors.json\"\n", ""] {
        let shop = Shop::new();
        shop.write("error-catalog.toml", declared);
        shop.run(&["lock"]).fine();
        shop.edit("src/user.rs", "    Hidden,", NEW_VARIANT);
        let said = shop.run(&["check"]).failed();
        assert!(said.contains("`error-catalog.lock` differs"), "{said}");
        assert!(said.contains("write them with `cargo error-catalog docs`"), "{said}");
        let said = shop.run(&["docs"]).fine();
        assert!(said.contains("wrote error-catalog.lock"), "{said}");
        assert!(shop.run(&["check"]).fine().contains("no changes"));
    }
    // No lock is made where none is.
    let shop = Shop::new();
    shop.write("error-catalog.toml", "[documents]\njson = \"errors.json\"\n");
    shop.run(&["docs"]).fine();
    assert!(!shop.path().join("error-catalog.lock").exists());
}

const NEW_VARIANT: &str = "    Hidden,
    #[catalog(code = \"USER_LATE\", status = 409, log_level = \"INFO\", message(\"ja\" = \"遅い\", \"en\" = \"late\"))]
    Late,";

#[test]
fn a_removed_page_is_printed_once() {
    let shop = Shop::new();
    shop.write("error-catalog.toml", "[documents]\nrunbook = \"runbook\"\n");
    shop.edit("src/user.rs", "    Hidden,", NEW_VARIANT);
    shop.run(&["docs"]).fine();
    shop.edit("src/user.rs", NEW_VARIANT, "    Hidden,");
    let said = shop.run(&["docs"]).fine();
    assert_eq!(said.matches("removed runbook/USER_LATE.md\n").count(), 1, "{said}");
}

/// The command does not run Rust code, and a preview does not even know the paths that it names.
#[test]
fn a_preview_does_not_pass_over_documents_that_rust_code_names() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    let test = "#[test]\nfn catalogue() { shop::Codes::outputs().check(); }\n";
    shop.write("tests/catalogue.rs", test);
    shop.write("build.rs", "fn main() { catalog_specs::scan(\"src\").run(); }\n");
    shop.run(&["check"]).fine();
    for (file, text) in [
        ("tests/catalogue.rs", test.replace(".check()", ".markdown(\"docs/own.md\").check()")),
        (
            "build.rs",
            "fn main() { catalog_specs::scan(\"src\").lock(\"own.lock\").run(); }\n".into(),
        ),
    ] {
        let before = shop.read(file);
        shop.write(file, &text);
        let said = shop.run(&["check"]);
        assert_eq!(said.code, 3, "{said:?}");
        let cause = format!(
            "not compared, because a preview does not see which documents Rust code names: see `{file}`"
        );
        assert!(said.stdout.contains(&cause), "{}", said.stdout);
        shop.write(file, &before);
    }
}
