//! Colour, pipes, and texts that mean no good.

use std::io::Read as _;
use std::process::Stdio;

use crate::harness::{Shop, command, golden};

const ESCAPE: char = '\u{1b}';

#[test]
fn colour_is_for_terminals_and_on_request() {
    let shop = Shop::new();
    let list = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = command(shop.path());
        let output =
            command.arg("list").args(arguments).envs(variables.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let plain = list(&[], &[]);
    assert!(!plain.contains(ESCAPE));
    let coloured = list(&["--color", "always"], &[]);
    assert!(coloured.contains("\u{1b}[1m\u{1b}[36mUSER_NOT_FOUND\u{1b}[0m"), "{coloured:?}");
    assert_eq!(list(&["--color", "always"], &[("NO_COLOR", "1")]), coloured);
    assert_eq!(list(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]), plain);
    assert_eq!(list(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
    assert_eq!(without_colour(&coloured), plain);
}

#[test]
fn every_output_is_the_same_text_with_and_without_colour() {
    let shop = Shop::new();
    for call in [
        &["explain", "AUTH_PROVIDER_DOWN"][..],
        &["explain", "code-form"],
        &["explain", "status-changed"],
        &["explain"],
        &["check"],
        &["diff", "src"],
    ] {
        let coloured = shop.run(&[call, &["--color", "always"]].concat()).stdout;
        assert_eq!(without_colour(&coloured), shop.run(call).stdout, "{call:?}");
        assert!(coloured.contains(ESCAPE), "{call:?}");
    }
    golden(
        "explain-code-form.coloured.txt",
        &shop.run(&["explain", "code-form", "--color", "always"]).fine(),
    );
}

fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain + rest
}

/// `cargo error-catalog explain | head -1` ends without a word.
#[test]
fn a_closed_pipe_is_no_failure() {
    let shop = Shop::new();
    let mut child = command(shop.path())
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}

#[test]
fn a_text_cannot_change_the_terminal() {
    let shop = Shop::new();
    shop.edit(
        "src/user.rs",
        "\"no user {name}\"",
        r#""no \u{1b}[31muser\u{202e} {name}\n<script>|`""#,
    );
    shop.edit(
        "src/user.rs",
        "status = 404",
        "status = 404, allow(control), owner = \"a\\u{7}b\\tc\"",
    );
    for call in [
        &["list", "--locale", "en"][..],
        &["explain", "USER_NOT_FOUND"],
        &["explain"],
        &["list", "--owner", "a\u{7}b\tc"],
    ] {
        let text = shop.run(call).fine();
        let hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(hostile), "{call:?}: {text:?}");
    }
    let text = shop.run(&["list", "--locale", "en"]).fine();
    assert!(text.contains(r"no \u{1b}[31muser\u{202e} {name}\n<script>|`"), "{text}");
    // What was asked for is shown as carefully as what was found.
    let told = shop.run(&["explain", "X\u{1b}[31m_Y"]).refused(2);
    assert!(!told.contains(ESCAPE), "{told:?}");
}

#[cfg(unix)]
#[test]
fn paths_may_have_any_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let shop = Shop::new();
    let name = OsStr::from_bytes(b"a b\xff");
    std::fs::rename(shop.path().join("src"), shop.path().join(name)).unwrap();
    let arguments = [OsStr::new("list"), OsStr::new("--source"), name];
    assert!(shop.run(&arguments).fine().contains("USER_NOT_FOUND"));
    let nowhere = OsStr::from_bytes(b"nowhere\xff");
    let told = shop.run(&[OsStr::new("list"), OsStr::new("--source"), nowhere]).refused(3);
    assert!(told.contains("nowhere\u{fffd}"), "{told}");
    let told = shop.run(&[OsStr::new("diff"), nowhere]).refused(3);
    assert!(told.contains("git repository"), "{told}");
}

/// Enough source that reading it takes longer than the bar waits.
#[cfg(target_os = "linux")]
#[test]
fn a_bar_is_drawn_on_a_terminal_while_work_is_long() {
    let run = |arguments: &str, variables: &[(&str, &str)]| {
        let shop = Shop::new();
        shop.edit("src/lib.rs", "pub mod auth;", "pub mod auth;\nmod slow;");
        let field = |at: usize| format!("field{at}: std::collections::BTreeMap<String, Vec<u8>>,");
        let fields: String = (0..60_000).map(field).collect();
        shop.write(
            "src/slow.rs",
            &format!("/** Not in the catalogue. */ struct Slow {{ {fields} }}"),
        );
        let mut script = std::process::Command::new("script");
        let line = format!("{} {arguments} --preview", env!("CARGO_BIN_EXE_cargo-error-catalog"));
        script.current_dir(shop.path()).args(["-qec", &line, "/dev/null"]).stdin(Stdio::null());
        script.env_remove("CI").env("TERM", "xterm").envs(variables.iter().copied());
        // Without a pseudo-terminal there is nothing to see.
        let Ok(output) = script.output() else { return None };
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let Some(shown) = run("list", &[]) else { return };
    assert!(shown.contains("reading the source [") && shown.contains(" files"), "{shown:?}");
    assert!(shown.contains("\r\u{1b}[2K") && shown.contains("USER_NOT_FOUND"), "{shown:?}");
    for (arguments, variables) in
        [("list --json", &[][..]), ("list", &[("CI", "true")]), ("list", &[("TERM", "dumb")])]
    {
        let shown = run(arguments, variables).unwrap();
        assert!(!shown.contains("reading the source"), "{shown:?}");
        assert!(shown.contains("USER_NOT_FOUND"), "{shown:?}");
    }
}
