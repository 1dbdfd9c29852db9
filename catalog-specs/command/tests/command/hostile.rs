//! Files and names that mean no good: nothing hangs, nothing is written elsewhere, nothing reaches the terminal.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{Said, Shop};

fn assert_printable(said: &Said) {
    let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    for text in [&said.stdout, &said.stderr] {
        assert!(!text.contains(hostile), "{text:?}");
    }
}

#[test]
fn nothing_is_written_outside_the_package_unless_it_is_allowed() {
    let shop = Shop::new();
    let outside = tempfile::tempdir().unwrap();
    let absolute = outside.path().join("errors.md").display().to_string();
    let spec = outside.path().join("spec.json").display().to_string();
    shop.run(&["export", "--format", "spec", "--out", "shop.json"]).fine();
    let folder = shop.path().file_name().unwrap().to_str().unwrap().to_owned();
    let upwards = format!("../{folder}-errors.md");
    let mut calls: Vec<Vec<&str>> = Vec::new();
    for path in [absolute.as_str(), upwards.as_str()] {
        calls.push(vec!["docs", "--markdown", path]);
        calls.push(vec!["export", "--format", "markdown", "--out", path]);
        calls.push(vec!["import", "shop.json", "--out", path]);
        calls.push(vec!["lock", "--lock-file", path]);
    }
    for call in calls {
        let path = Path::new(call.last().unwrap());
        let told = shop.run(&call).refused(3);
        assert!(told.contains("is outside the package"), "{call:?}: {told}");
        assert!(told.contains("--allow-outside"), "{call:?}: {told}");
        let path = shop.path().join(path);
        assert!(!path.exists(), "{call:?}");
        shop.run(&[&call[..], &["--allow-outside"]].concat()).fine();
        fs::remove_file(path).unwrap();
    }
    // The key in the file is for tests and build scripts.
    for head in ["", "allow_outside = true\n"] {
        shop.write("error-catalog.toml", &format!("{head}[documents]\nspec = '{spec}'\n"));
        let told = shop.run(&["docs"]).refused(3);
        assert!(told.contains("--allow-outside"), "{told}");
        assert!(!Path::new(&spec).exists());
    }
    shop.run(&["docs", "--allow-outside"]).fine();
    shop.run(&["check"]).fine();
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_package_is_not_written_through() {
    use std::os::unix::fs::symlink;
    let shop = Shop::new();
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("target.md");
    symlink(&target, shop.path().join("link.md")).unwrap();
    symlink(outside.path(), shop.path().join("folder")).unwrap();
    symlink("real.md", shop.path().join("inside.md")).unwrap();
    for path in ["link.md", "folder/a.md", "folder/new/a.md"] {
        let told = shop.run(&["docs", "--markdown", path]).refused(3);
        assert!(told.contains("is outside the package"), "{path}: {told}");
    }
    let told = shop.run(&["docs", "--html", "folder"]).refused(3);
    assert_eq!(told.matches("outside the package").count(), 1, "{told}");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    shop.run(&["docs", "--markdown", "inside.md"]).fine();
    assert!(shop.read("real.md").contains("USER_NOT_FOUND"));
    // A site with one page that is a link.
    shop.run(&["docs", "--html", "site"]).fine();
    fs::remove_file(shop.path().join("site/index.html")).unwrap();
    symlink(&target, shop.path().join("site/index.html")).unwrap();
    let told = shop.run(&["docs", "--html", "site"]).refused(3);
    assert!(told.contains("index.html") && !target.exists(), "{told}");
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_read() {
    use std::os::unix::fs::symlink;
    let shop = Shop::new();
    shop.edit("src/lib.rs", "pub mod auth;", "pub mod auth;\nmod pipe;\nmod zero;\nmod circle;");
    let pipe = |path: &str| {
        let made = Command::new("mkfifo").arg(shop.path().join(path)).status().unwrap();
        assert!(made.success());
    };
    pipe("src/pipe.rs");
    symlink("/dev/zero", shop.path().join("src/zero.rs")).unwrap();
    symlink("circle.rs", shop.path().join("src/circle.rs")).unwrap();
    let said = shop.run(&["check"]);
    assert_eq!(said.code, 1, "{said:?}");
    let all = said.stdout + &said.stderr;
    for told in [
        "src/pipe.rs",
        "it is a named pipe, not a file",
        "it is a device, not a file",
        "symbolic links",
    ] {
        assert!(all.contains(told), "{told}: {all}");
    }
    let shop = Shop::new();
    fs::remove_file(shop.path().join("error-catalog.toml")).unwrap();
    for path in ["pipe.json", "pipe.rs", "pipe.lock", "error-catalog.toml", "docs.md"] {
        let made = Command::new("mkfifo").arg(shop.path().join(path)).status().unwrap();
        assert!(made.success());
    }
    for call in [
        &["import", "pipe.json"][..],
        &["list", "--source", "pipe.json"],
        &["check", "--source", "pipe.rs"],
        &["diff", "pipe.lock", "src"],
        &["lock", "--lock-file", "pipe.lock"],
        &["check"],
        &["docs", "--markdown", "docs.md"],
    ] {
        let said = shop.run(call);
        assert!(said.code != 0, "{call:?}: {said:?}");
        assert!((said.stdout.clone() + &said.stderr).contains("named pipe"), "{call:?}: {said:?}");
    }
}

#[cfg(unix)]
#[test]
fn names_of_files_cannot_change_the_terminal() {
    let shop = Shop::new();
    let hostile = "a\u{1b}[31m\u{202e}\nerror: forged\u{7}";
    shop.edit(
        "src/lib.rs",
        "pub mod auth;",
        "pub mod auth;\n#[path = \"a\\u{1b}[31m\\u{202e}\\nerror: forged\\u{7}.rs\"] mod named;",
    );
    shop.write(&format!("src/{hostile}.rs"), "mod gone;\nenum E {");
    shop.write(
        &format!("{hostile}.json"),
        "{\"\u{1b}[2J\u{202e}\": 1, \"domain\": \"A\u{202e}\\u001b\"}",
    );
    let source = format!("{hostile}.json");
    let calls = [
        vec!["check"],
        vec!["list", "--source", &source],
        vec!["import", &source],
        vec!["import", &source, "--out", hostile],
        vec!["docs", "--markdown", hostile],
        vec!["check", "--markdown", hostile],
        vec!["export", "--format", "json", "--out", hostile],
        vec!["lock", "--lock-file", hostile],
        vec!["lock", "--accept", hostile, "why"],
        vec!["explain", hostile],
        vec!["diff", hostile, &source],
        vec!["list", "--status", hostile],
        vec![hostile],
        vec!["check", "--manifest-path", hostile],
        vec!["check", "-p", hostile],
    ];
    for call in calls {
        let said = shop.run(&call);
        assert_printable(&said);
        let forged = |line: &str| line.starts_with("error: forged");
        assert!(
            !(said.stdout.lines().any(forged) || said.stderr.lines().any(forged)),
            "{call:?}: {said:?}"
        );
        let said = shop.run(&[&call[..], &["--json"]].concat());
        assert_printable(&said);
        serde_json::from_str::<serde_json::Value>(&said.stdout)
            .unwrap_or_else(|error| panic!("{call:?}: {error}: {said:?}"));
    }
}

/// What terminals, code scanning and the runner of GitHub Actions would take for something else.
const HOSTILE: &str =
    "a\u{1b}[31m\u{202e}\n::set-output name=x::y%0A::error::forged\r##[add-mask]z,file=b:c\u{7}";

/// The workflow commands of a text, as the runner reads them: from lines that start with `::`, and after `##[` elsewhere.
fn check_commands(text: &str) -> usize {
    let (commands, others): (Vec<_>, Vec<_>) =
        text.lines().partition(|line| line.trim_start().starts_with("::"));
    for line in others {
        assert!(!line.contains("##["), "{line:?}");
    }
    for line in &commands {
        let (head, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (command, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning"].contains(&command), "{line:?}");
        let mut names = Vec::new();
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            assert!(!value.contains(':'), "{line:?}");
            names.push(name);
        }
        assert!(
            ["title", "file line col endColumn title"].contains(&&*names.join(" ")),
            "{line:?}"
        );
        // What the runner decodes has nothing that it would read again.
        let decoded = data.replace("%0A", "\n").replace("%25", "%");
        assert!(!decoded.contains(|c: char| c.is_control() && c != '\n'), "{line:?}");
        assert!(!data.replace("%0A", "").replace("%25", "").contains('%'), "{line:?}");
    }
    commands.len()
}

#[cfg(unix)]
#[test]
fn texts_from_outside_cannot_forge_annotations_or_sarif() {
    let shop = Shop::new();
    shop.run(&["docs"]).fine();
    let escaped = HOSTILE.escape_default();
    shop.edit(
        "src/lib.rs",
        "pub mod auth;",
        &format!("pub mod auth;\n#[path = \"{escaped}.rs\"] mod named;"),
    );
    shop.write(&format!("src/{HOSTILE}.rs"), "mod gone;\nenum E {");
    let user = shop.read("src/user.rs");
    let source = format!("{HOSTILE}.json");
    shop.write(
        &source,
        "{\"\u{1b}[2J\u{202e}\\n::error::x\": 1, \"domain\": \"A\u{202e}\\u001b\"}",
    );
    let calls = [
        vec!["check"],
        vec!["check", "--source", &source],
        vec!["check", "--markdown", HOSTILE],
        vec!["docs", "--markdown", HOSTILE],
        vec!["lock", "--check"],
        vec!["lock", "--lock-file", HOSTILE],
        vec!["lock", "--accept", HOSTILE, "why"],
        vec!["diff", HOSTILE, &source],
        vec!["diff", "error-catalog.lock", &source],
        vec!["diff", "error-catalog.lock", "src"],
        vec!["check", "--manifest-path", HOSTILE],
        vec!["check", "-p", HOSTILE],
    ];
    // Names of files alone, then texts of the source: known keys with other values, and a value that is wrong.
    for edited in [
        user.clone(),
        user.replace("status = 404", &format!("status = 404, owner = \"{escaped}\"")),
        user.replace("no user {name}", &format!("no {escaped} {{name}}")),
        user.replace("status = 404", &format!("status = 404, class = \"{escaped}\"")),
        user.replace("USER_NOT_FOUND", &format!("USER_{escaped}")),
    ] {
        shop.write("src/user.rs", &edited);
        for call in &calls {
            let said = shop.run(&[&call[..], &["--format", "github"]].concat());
            assert_printable(&said);
            let found = check_commands(&said.stdout);
            assert!(found > 0 || said.code == 0 || said.code == 2, "{call:?}: {said:?}");
            assert_eq!(check_commands(&said.stderr), 0, "{call:?}: {said:?}");

            let said = shop.run(&[&call[..], &["--format", "sarif"]].concat());
            assert_printable(&said);
            if said.code == 2 {
                continue;
            }
            let log: serde_json::Value = serde_json::from_str(&said.stdout)
                .unwrap_or_else(|error| panic!("{call:?}: {error}: {said:?}"));
            for result in log["runs"][0]["results"].as_array().unwrap() {
                let text = result["message"]["text"].as_str().unwrap();
                let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
                assert!(!text.contains(hostile), "{text:?}");
                for location in result["locations"].as_array().unwrap() {
                    let uri = &location["physicalLocation"]["artifactLocation"]["uri"];
                    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/%:".contains(c);
                    assert!(uri.as_str().unwrap().chars().all(allowed), "{uri}");
                }
            }
        }
    }
}
