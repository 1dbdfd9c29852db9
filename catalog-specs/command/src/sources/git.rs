//! Files of a git revision.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use catalog_specs::CONFIG_FILE;
use tempfile::TempDir;

use crate::answer::Failure;

/// A repository and a folder in it.
#[derive(Debug)]
pub(crate) struct Repository {
    folder: PathBuf,
    /// The folder's path in the repository: empty, or ending with a slash.
    prefix: String,
}

/// A commit.
#[derive(Debug, Clone)]
pub(crate) struct Revision {
    /// The name that the user wrote.
    pub(crate) name: String,
    id: String,
}

impl Repository {
    /// Opens the repository that contains a folder.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let (worked, out, stderr) = git(folder, &["rev-parse", "--show-prefix"].map(OsStr::new))?;
        if !worked {
            let message = format!("`{}` is not in a git repository: {stderr}", folder.display());
            return Err(Failure::unreadable(
                message,
                "compare files: `cargo error-catalog diff OLD.json NEW.json`, or locks",
            ));
        }
        let prefix = text(out)?.trim_end_matches('\n').to_owned();
        Ok(Self { folder: folder.to_owned(), prefix })
    }

    /// Resolves a name to a commit.
    pub(crate) fn revision(&self, name: &OsStr) -> Result<Revision, Failure> {
        let shown = name.to_string_lossy().into_owned();
        let unknown = || {
            Failure::unreadable(
                format!("`{shown}` is neither a file nor a revision of this repository"),
                "write a path, or a revision such as `main`, `HEAD~3` or `v1.2`; in a shallow clone: `git fetch --unshallow --tags`",
            )
        };
        let mut commit = name.to_owned();
        commit.push("^{commit}");
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options"].map(OsStr::new);
        let args: Vec<_> = args.into_iter().chain([commit.as_os_str()]).collect();
        let (worked, out, _) = git(&self.folder, &args)?;
        if !worked {
            return Err(unknown());
        }
        Ok(Revision { name: shown, id: text(out)?.trim().to_owned() })
    }

    /// The text of a file, by its path from the folder; `None` if the revision does not have it.
    pub(crate) fn file(&self, revision: &Revision, path: &Path) -> Result<Option<String>, Failure> {
        let Some(path) = self.inside(path) else { return Ok(None) };
        let object = format!("{}:{path}", revision.id);
        let (is_there, _, _) = git(&self.folder, &["cat-file", "-e", &object].map(OsStr::new))?;
        if !is_there {
            return Ok(None);
        }
        let (worked, out, stderr) =
            git(&self.folder, &["cat-file", "blob", &object].map(OsStr::new))?;
        if !worked {
            let message = format!("cannot read `{path}` of `{}`: {stderr}", revision.name);
            return Err(Failure::unreadable(message, "run `git fsck`"));
        }
        text(out).map(Some)
    }

    /// Copies the Rust source of a revision into a temporary folder. Returns the folder, and the path of
    /// the package in it.
    pub(crate) fn source(&self, revision: &Revision) -> Result<(TempDir, PathBuf), Failure> {
        let args = ["ls-tree", "-r", "-z", "--full-tree", &revision.id].map(OsStr::new);
        let (worked, out, stderr) = git(&self.folder, &args)?;
        if !worked {
            let message = format!("cannot list the files of `{}`: {stderr}", revision.name);
            return Err(Failure::unreadable(message, "run `git fsck`"));
        }
        let files = listed(&out);
        let folder = TempDir::new().map_err(|error| {
            let message = format!("cannot make a temporary folder: {error}");
            Failure::unreadable(message, "set `TMPDIR` to a folder that can be written to")
        })?;
        self.copy(&files, folder.path())?;
        let package = folder.path().join(&self.prefix);
        Ok((folder, package))
    }

    /// The path in the repository of a path from the folder; `None` if it is outside.
    fn inside(&self, path: &Path) -> Option<String> {
        let mut parts: Vec<_> = self.prefix.split('/').filter(|part| !part.is_empty()).collect();
        for component in path.components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir => drop(parts.pop()?),
                Component::Normal(part) => parts.push(part.to_str()?),
                Component::RootDir | Component::Prefix(_) => return None,
            }
        }
        Some(parts.join("/"))
    }

    /// Writes files by their ids, with one call of git.
    fn copy(&self, files: &[(String, PathBuf)], to: &Path) -> Result<(), Failure> {
        let failed = |error: &io::Error| {
            Failure::unreadable(
                format!("cannot copy the source of a revision: {error}"),
                "check the free space and permissions of the temporary folder, or set `TMPDIR`",
            )
        };
        let mut child = Command::new("git")
            .arg("-C")
            .arg(&self.folder)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(&error))?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(&io::ErrorKind::BrokenPipe.into()));
        };
        let ids: String = files.iter().map(|(id, _)| format!("{id}\n")).collect();
        // Written by a thread: git writes while it reads, and would block on a full pipe.
        let writer = thread::spawn(move || stdin.write_all(ids.as_bytes()));
        let mut stdout = BufReader::new(stdout);
        let copied = files.iter().try_for_each(|(_, path)| copy_one(&mut stdout, &to.join(path)));
        // If writing failed, reading failed too.
        drop(writer.join());
        drop(child.wait());
        copied.map_err(|error| failed(&error))
    }
}

/// Copies one object of `git cat-file --batch`: a line with the size, the content, a newline.
fn copy_one(objects: &mut impl io::BufRead, path: &Path) -> io::Result<()> {
    let mut line = String::new();
    objects.read_line(&mut line)?;
    let size = line.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let size =
        size.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, line.trim_end().to_owned()))?;
    let mut content = Vec::new();
    objects.by_ref().take(size).read_to_end(&mut content)?;
    objects.read_exact(&mut [0])?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)
}

/// The files of `git ls-tree -z` that can be source, a spec, a lock, a manifest or settings; links and submodules
/// are skipped.
fn listed(out: &[u8]) -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for line in out.split(|byte| *byte == 0) {
        let Ok(line) = std::str::from_utf8(line) else { continue };
        let Some((meta, path)) = line.split_once('\t') else { continue };
        let mut meta = meta.split(' ');
        let (mode, _, id) = (meta.next(), meta.next(), meta.next());
        let path = Path::new(path);
        let is_wanted = path.extension().is_some_and(|extension| extension == "rs")
            || path.extension().is_some_and(|extension| extension == "json" || extension == "lock")
            || path.file_name().is_some_and(|name| name == "Cargo.toml" || name == CONFIG_FILE);
        let is_safe = path.components().all(|part| matches!(part, Component::Normal(_)));
        if let (Some("100644" | "100755"), Some(id), true, true) = (mode, id, is_wanted, is_safe) {
            files.push((id.to_owned(), path.to_owned()));
        }
    }
    files
}

/// Runs git. Returns whether it succeeded, its stdout and its stderr.
fn git(folder: &Path, arguments: &[&OsStr]) -> Result<(bool, Vec<u8>, String), Failure> {
    let mut command = Command::new("git");
    let command = command.arg("-C").arg(folder).args(arguments).stdin(Stdio::null());
    let output = command.output().map_err(|error| {
        Failure::unreadable(
            format!("cannot run `git`: {error}"),
            "install git, or compare files: `cargo error-catalog diff OLD.json NEW.json`",
        )
    })?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    let stderr = stderr.trim().trim_start_matches("fatal: ").to_owned();
    Ok((output.status.success(), output.stdout, stderr))
}

fn text(bytes: Vec<u8>) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| {
        Failure::unreadable("the file in git is not UTF-8", "save the file as UTF-8 and commit it")
    })
}

/// Whether an argument is an existing path, not a revision.
pub(crate) fn is_path(name: &OsString) -> bool {
    Path::new(name).exists()
}
