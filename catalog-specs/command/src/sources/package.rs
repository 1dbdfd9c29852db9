//! The package of the current folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::answer::Failure;

/// A package by its folder.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    /// Where its `Cargo.toml` is.
    pub(crate) folder: PathBuf,
}

impl Package {
    /// The current folder, whatever is in it.
    pub(crate) fn here() -> Self {
        Self { folder: PathBuf::new() }
    }

    /// The package of a manifest, or the nearest one above the current folder.
    pub(crate) fn find(manifest: Option<&Path>) -> Result<Self, Failure> {
        match manifest {
            Some(manifest) => Self::of_manifest(manifest),
            None => {
                let here = env::current_dir().map_err(|error| {
                    let message = format!("cannot tell the current folder: {error}");
                    Failure::unreadable(message, "go to a folder that is there")
                })?;
                let above = here.ancestors().find(|folder| folder.join("Cargo.toml").is_file());
                let folder = above.ok_or_else(|| {
                    Failure::unreadable(
                        format!("no `Cargo.toml` in `{}` or above it", here.display()),
                        "go into a package, or name what to read: `--manifest-path PATH` or `--source PATH`",
                    )
                })?;
                // Paths are shown as short as they can be.
                let folder = if folder == here { PathBuf::new() } else { folder.to_owned() };
                Ok(Self { folder })
            }
        }
    }

    fn of_manifest(manifest: &Path) -> Result<Self, Failure> {
        let shown = manifest.display();
        if manifest.file_name().is_none_or(|name| name != "Cargo.toml") {
            let message = format!("`{shown}` is not the path of a `Cargo.toml`");
            let inside = manifest.join("Cargo.toml");
            let cure = if inside.is_file() {
                format!("write the path of the file itself: `--manifest-path {}`", inside.display())
            } else {
                "write the path of a package's `Cargo.toml`".to_owned()
            };
            return Err(Failure::usage(message, cure));
        }
        if !manifest.is_file() {
            let message = format!("`{shown}` is not there");
            return Err(Failure::unreadable(message, "write the path of a package's `Cargo.toml`"));
        }
        Ok(Self { folder: manifest.parent().unwrap_or(Path::new("")).to_owned() })
    }

    /// Its source.
    pub(crate) fn source(&self) -> Result<PathBuf, Failure> {
        let src = self.folder.join("src");
        if src.is_dir() {
            return Ok(src);
        }
        let members = self.members();
        let message = format!("`{}` has no `src`", self.shown());
        let cure = match members.as_slice() {
            [] => "name what to read: `--source PATH`".to_owned(),
            members => {
                let options: Vec<_> = members
                    .iter()
                    .map(|member| {
                        format!("`--manifest-path {}`", member.join("Cargo.toml").display())
                    })
                    .collect();
                format!("it is a workspace; choose a package of it: {}", options.join(", "))
            }
        };
        Err(Failure::unreadable(message, cure))
    }

    /// The folder as a command needs it, which an empty path is not.
    pub(crate) fn place(&self) -> &Path {
        if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder }
    }

    fn shown(&self) -> String {
        self.place().display().to_string()
    }

    /// The packages in folders below it, as workspaces have them.
    fn members(&self) -> Vec<PathBuf> {
        let below = |folder: &Path| -> Vec<PathBuf> {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let mut found: Vec<_> = entries.map(|entry| entry.path()).collect();
            found.sort();
            found
        };
        let first = below(self.place());
        let second =
            first.iter().filter(|folder| !is_package(folder)).flat_map(|folder| below(folder));
        let all = first.iter().cloned().chain(second);
        let mut members: Vec<_> = all
            .filter(|folder| is_package(folder))
            .map(|folder| folder.strip_prefix(".").map(Path::to_owned).unwrap_or(folder))
            .collect();
        members.sort();
        members
    }
}

fn is_package(folder: &Path) -> bool {
    folder.join("Cargo.toml").is_file() && folder.join("src").is_dir()
}
