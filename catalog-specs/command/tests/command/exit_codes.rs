//! The exit codes that `--help` promises, each by what gives it.

use crate::harness::Shop;

#[test]
fn success_is_0() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    for arguments in [
        &["check"][..],
        &["list"],
        &["explain", "USER_NOT_FOUND"],
        &["lock", "--check"],
        &["--help"],
    ] {
        assert_eq!(shop.run(arguments).code, 0, "{arguments:?}");
    }
}

#[test]
fn a_finding_is_1() {
    let shop = Shop::new();
    // Its documents are not there.
    assert_eq!(shop.run(&["check"]).code, 1);
    shop.edit("src/user.rs", "status = 404", "status = 200");
    for arguments in [&["check"][..], &["docs"], &["lock"], &["export", "--format", "json"]] {
        assert_eq!(shop.run(arguments).code, 1, "{arguments:?}");
        assert_eq!(shop.json(arguments)["ok"], false, "{arguments:?}");
    }
}

#[test]
fn a_wrong_call_is_2() {
    let shop = Shop::new();
    for arguments in [
        &["frobnicate"][..],
        &[],
        &["list", "--jsn"],
        &["diff"],
        &["explain", "NOT_A_CODE_AT_ALL"],
        &["export", "--format", "pdf"],
        &["list", "--source", "Cargo.toml"],
        &["check", "--manifest-path", "src"],
    ] {
        assert_eq!(shop.run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_or_written_is_3() {
    let shop = Shop::new();
    shop.write("not utf-8.json", "");
    std::fs::write(shop.path().join("not utf-8.json"), b"{\n\"\xff\"}").unwrap();
    for (arguments, told) in [
        (&["list", "--source", "nowhere"][..], "`nowhere` does not exist"),
        (&["list", "--source", "not utf-8.json"], "is not UTF-8 in line 2"),
        (&["import", "nowhere.json"], "cannot read `nowhere.json`"),
        (
            &["check", "--manifest-path", "nowhere/Cargo.toml"],
            "`nowhere/Cargo.toml` does not exist",
        ),
        (&["diff", "nowhere"], "git repository"),
    ] {
        let said = shop.run(arguments).refused(3);
        assert!(said.contains(told) && said.contains("help: "), "{said}");
    }
}

#[test]
fn a_folder_without_a_package_is_reported() {
    let nowhere = tempfile::tempdir().unwrap();
    let told = crate::harness::run(nowhere.path(), &["list"]).refused(3);
    assert!(told.contains("no `Cargo.toml`") && told.contains("--source"), "{told}");
}

#[test]
fn a_workspace_names_its_packages() {
    let shop = Shop::new();
    std::fs::create_dir_all(shop.path().join("crates/shop")).unwrap();
    std::fs::rename(shop.path().join("src"), shop.path().join("crates/shop/src")).unwrap();
    std::fs::rename(shop.path().join("Cargo.toml"), shop.path().join("crates/shop/Cargo.toml"))
        .unwrap();
    shop.write("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n");
    let told = shop.run(&["list"]).refused(3);
    assert!(told.contains("-p shop") && told.contains("--workspace"), "{told}");
    shop.run(&["list", "--manifest-path", "crates/shop/Cargo.toml"]).fine();
    let listed = shop.run(&["list", "-p", "shop"]).fine();
    assert!(listed.contains("USER_NOT_FOUND"), "{listed}");
    let told = shop.run(&["list", "-p", "shpo"]).refused(2);
    assert!(told.contains("did you mean `shop`?") || told.contains("use `shop`"), "{told}");
}
