//! A package to run the command in, and golden files for what it says.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use catalog_specs::lock::table;
use catalog_specs::{findings, lints, rules};
use serde_json::Value;
use tempfile::TempDir;

/// A package of two enums and a registry, in its own folder. It is not compiled: the command
/// reads it as a preview.
pub(crate) struct Shop {
    folder: TempDir,
}

/// What a run said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Shop {
    pub(crate) fn new() -> Self {
        let shop = Self { folder: tempfile::tempdir().unwrap() };
        let manifest = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
        shop.write("Cargo.toml", manifest);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/shop"), shop.path());
        shop
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the command in the package.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Said {
        run(self.path(), arguments)
    }

    /// Runs it with `--json`, and reads the answer.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(said.stderr, "", "{arguments:?}");
        serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}\n{said:?}"))
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Changes a source file, which has to have what is replaced.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, &text.replace(from, to));
    }

    /// Runs git in the package; it has to succeed.
    pub(crate) fn git(&self, arguments: &[&str]) {
        let (worked, said) = git(self.path(), arguments);
        assert!(worked, "{arguments:?}: {said}");
    }

    /// Runs git in the package; it has to fail, as a merge with a conflict does.
    pub(crate) fn git_fails(&self, arguments: &[&str]) {
        let (worked, said) = git(self.path(), arguments);
        assert!(!worked, "{arguments:?}: {said}");
    }

    /// A repository with all that is there as its first commit, on `main`.
    pub(crate) fn committed() -> Self {
        let shop = Self::new();
        shop.git(&["init", "--quiet", "--initial-branch=main"]);
        shop.commit();
        shop
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message=change"]);
    }
}

/// Runs git without the settings of who runs the test. Returns whether it succeeded, and its output.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let settings = [
        "user.name=test",
        "user.email=test@example.com",
        "commit.gpgsign=false",
        "core.editor=true",
        "gc.auto=0",
        "maintenance.auto=false",
    ];
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(settings.iter().flat_map(|setting| ["-c", setting]))
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout) + &text(&output.stderr))
}

/// The command, in an environment that says nothing about the terminal.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-error-catalog"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in
        ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS", "LINES", "TERM"]
    {
        command.env_remove(name);
    }
    command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
    command
}

/// What the command says beside every answer about a preview.
const PREVIEW_NOTE: &str = "preview: read from the source without compiling, so codes of macros and other crates are missing\n";

/// The subcommands that read a package.
const READERS: &[&str] = &["check", "docs", "diff", "explain", "list", "export", "lock", "drill"];

/// Runs the command in a folder, over a preview of the source; that an answer says so is checked
/// here, and left out of what it said.
pub(crate) fn run<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Said {
    let mut arguments: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    let is_reader = arguments.first().is_some_and(|name| READERS.iter().any(|known| name == known));
    let is_help = arguments.iter().any(|word| *word == "--help");
    let preview = is_reader && !is_help;
    if preview {
        arguments.insert(1, OsStr::new("--preview"));
    }
    let mut said = exactly(folder, &arguments);
    if preview {
        said.stderr = said.stderr.replace(PREVIEW_NOTE, "");
    }
    said
}

/// Runs the command in a folder with these arguments and no others.
pub(crate) fn exactly<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Said {
    let output = command(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let said = Said {
        code: output.status.code().unwrap(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    };
    said.require_explained();
    said
}

/// Whether `explain` has a page for an id.
fn is_explained(id: &str) -> bool {
    rules::by_id(id).is_some()
        || table::by_id(id).is_some()
        || lints::by_id(id).is_some()
        || findings::by_id(id).is_some()
}

impl Said {
    /// Requires that `explain` has a page for each id that was printed.
    fn require_explained(&self) {
        for text in [&self.stdout, &self.stderr] {
            for start in ["error[", "warning[", "\"rule\": \"", "\"ruleId\": \""] {
                for (at, _) in text.match_indices(start) {
                    let id = &text[at + start.len()..];
                    let end = id.find(|c: char| !c.is_ascii_lowercase() && c != '-');
                    let id = &id[..end.unwrap_or(id.len())];
                    // What rustc prints, and the code of clients, have brackets too.
                    if id.is_empty() {
                        continue;
                    }
                    assert!(is_explained(id), "`explain` has no page for `{id}`\n{text}");
                }
            }
        }
    }

    /// What a run that is fine said.
    #[track_caller]
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{}", self.stdout);
        self.stdout
    }

    /// What a run that has no answer said, with its exit code.
    #[track_caller]
    pub(crate) fn refused(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (code, ""), "{}", self.stderr);
        self.stderr
    }

    /// What a run said about a catalogue that does not pass.
    #[track_caller]
    pub(crate) fn failed(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (1, ""), "{}", self.stdout);
        self.stdout
    }
}

/// Holds a text to its golden file; `BLESS=1` writes the file.
#[track_caller]
pub(crate) fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/golden").join(name);
    if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) {
        fs::write(&path, text).unwrap();
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        found == text,
        "{} is not what the command says; see the difference after `BLESS=1 cargo test`.\n{text}",
        path.display()
    );
}

/// The golden files that are there, by name.
pub(crate) fn goldens() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/golden");
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Copies what is in a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
