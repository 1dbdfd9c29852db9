//! The package that a reader of a page has after following it.

use std::fmt::Write as _;
use std::io::Read as _;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// The address in the pages; each package has a free port in its place.
const ADDRESS: &str = "127.0.0.1:3000";

/// How long a command may take, building included.
const PATIENCE: Duration = Duration::from_secs(900);

/// A package in its own folder, with the crates of this repository in the place of the published ones.
pub struct Package {
    folder: PathBuf,
    address: String,
    server: Option<Child>,
}

impl Package {
    /// A package in a folder, with the one dependency that every page has.
    pub fn new(folder: &Path) -> Self {
        let address = format!("127.0.0.1:{}", ports::free_port());
        let package = Self { folder: folder.to_owned(), address, server: None };
        fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        package.write("Cargo.toml", "[dependencies]\nerror-catalog = \"0.1\"\n");
        package
    }

    /// Writes a file of the page. A manifest gets what a page leaves out.
    pub fn write(&self, path: &str, text: &str) {
        let mut text = text.replace(ADDRESS, &self.address);
        if path == "Cargo.toml" {
            if !text.contains("[package]") && !text.contains("[workspace]") {
                text.insert_str(
                    0,
                    "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n",
                );
            }
            if !text.contains("[workspace]") {
                text.push_str("\n[workspace]\n");
            }
            text.push_str("\n[patch.crates-io]\n");
            for name in [
                "catalog-specs",
                "catalog-specs/core",
                "catalog-specs/syntax",
                "error-catalog",
                "error-catalog-derive",
            ] {
                let path = root().join(name);
                let _ = writeln!(
                    text,
                    "{} = {{ path = '{}' }}",
                    name.replace('/', "-"),
                    path.display()
                );
            }
        }
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs a block of commands and gives what they print, and whether they succeed. `cargo run` of a server goes on until
    /// the package is dropped.
    pub fn run(&mut self, script: &str) -> (String, bool) {
        if script.trim() == "cargo run" && self.is_server() {
            let built = self.finish(self.bash("cargo build --quiet"));
            if built.1 {
                self.serve();
            }
            return built;
        }
        self.finish(self.bash(&script.replace(ADDRESS, &self.address)))
    }

    fn is_server(&self) -> bool {
        fs::read_to_string(self.folder.join("src/main.rs"))
            .is_ok_and(|main| main.contains("axum::serve"))
    }

    fn serve(&mut self) {
        self.server = None;
        let child = self
            .bash("exec \"$CARGO_TARGET_DIR/debug/shop\"")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.unwrap();
        let deadline = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(&self.address).is_err() {
            assert!(child.try_wait().unwrap().is_none(), "the server ended");
            assert!(Instant::now() < deadline, "the server does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        self.server = Some(child);
    }

    fn bash(&self, script: &str) -> Command {
        // Where `cargo build` leaves `cargo-error-catalog`.
        let tools = target().with_file_name("debug");
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new("bash");
        command
            .args(["-euo", "pipefail", "-c", &format!("exec 2>&1\n{script}")])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target())
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env("PATH", format!("{}:{path}", tools.display()))
            .stdin(Stdio::null());
        // What cargo tells a test of its package is not for the reader's.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG")
                || text.starts_with("CARGO_MANIFEST")
                || ["CI", "BLESS"].contains(&&*text)
            {
                command.env_remove(name);
            }
        }
        command
    }

    fn finish(&self, mut command: Command) -> (String, bool) {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut reader = child.stdout.take().unwrap();
        let output = thread::spawn(move || {
            let mut text = Vec::new();
            let _ = reader.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > deadline {
                let _ = child.kill();
                panic!("the commands take longer than {PATIENCE:?}");
            }
            thread::sleep(Duration::from_millis(20));
        };
        (output.join().unwrap().replace(&self.address, ADDRESS), status.success())
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .canonicalize()
        .expect("the repository is there")
}

/// Builds `cargo-error-catalog`, which the pages call.
pub fn build_command() {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "cargo-error-catalog", "--target-dir"])
        .arg(target().parent().expect("it is a folder in a folder"))
        .current_dir(root())
        .status();
    assert!(built.unwrap().success());
}

/// Where the packages are built: dependencies are built once for all pages.
fn target() -> PathBuf {
    let own = std::env::current_exe().expect("a test has a path");
    // …/target/debug/deps/guides-….
    own.ancestors().nth(3).expect("a test is in a target directory").join("guides")
}
