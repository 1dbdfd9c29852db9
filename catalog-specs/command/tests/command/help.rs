//! The manual that the command carries.

use std::path::Path;

use crate::harness::{golden, goldens, run};

pub(crate) const SUBCOMMANDS: &[&str] = &[
    "check",
    "docs",
    "diff",
    "explain",
    "list",
    "export",
    "import",
    "lock",
    "drill",
    "openapi",
    "completions",
];

fn help(arguments: &[&str]) -> String {
    run(Path::new("."), arguments).fine()
}

#[test]
fn the_manual_equals_the_reviewed_file() {
    golden("help.txt", &help(&["--help"]));
    for subcommand in SUBCOMMANDS {
        golden(&format!("help-{subcommand}.txt"), &help(&[subcommand, "--help"]));
    }
    golden("help-openapi-merge.txt", &help(&["openapi", "merge", "--help"]));
}

#[test]
fn every_subcommand_is_in_the_manual_and_every_exit_code() {
    let text = help(&["--help"]);
    for subcommand in SUBCOMMANDS {
        assert!(text.contains(&format!("\n  {subcommand}")), "{subcommand}");
    }
    for code in 0..4 {
        assert!(text.contains(&format!("\n  {code}  ")), "{code}");
    }
    assert!(help(&["-h"]).contains("Exit codes:"));
}

#[test]
fn cargo_calls_it_with_its_name_before_the_rest() {
    assert_eq!(help(&["error-catalog", "list", "--help"]), help(&["list", "--help"]));
    assert!(help(&["error-catalog", "--version"]).contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn lines_fit_into_a_terminal() {
    for name in goldens().iter().filter(|name| name.starts_with("help")) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/golden").join(name);
        for line in std::fs::read_to_string(path).unwrap().lines() {
            assert!(line.chars().count() <= 100, "{name}: {line}");
        }
    }
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = help(&["completions", shell]);
        for word in SUBCOMMANDS {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
        assert!(script.contains("fail-on"), "{shell}");
    }
}

/// A script that does not parse breaks the shell that sources it.
#[test]
fn bash_reads_its_completions() {
    let script = help(&["completions", "bash"]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("completions.bash");
    std::fs::write(&path, script).unwrap();
    let Ok(status) = std::process::Command::new("bash").arg("-n").arg(&path).status() else {
        return;
    };
    assert!(status.success());
}
