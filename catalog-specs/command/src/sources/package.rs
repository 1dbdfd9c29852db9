//! The selected package, and those of its workspace.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{env, fs};

use cargo_metadata::{Metadata, MetadataCommand, PackageId, Target};
use catalog_specs::{CONFIG_FILE, Config, did_you_mean};

use crate::answer::Failure;
use crate::arguments::SourceArguments;

/// The path of the lock if none is declared.
pub(crate) const LOCK: &str = "error-catalog.lock";

/// The folder of a package.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    /// The folder of its `Cargo.toml`.
    pub(crate) folder: PathBuf,
}

/// A package in `cargo metadata`.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) id: PackageId,
    pub(crate) name: String,
    pub(crate) manifest: PathBuf,
    /// The root file of its library.
    pub(crate) library: Option<PathBuf>,
    /// The root files of its programs.
    pub(crate) programs: Vec<PathBuf>,
    /// Whether it depends on error-catalog itself.
    pub(crate) is_direct: bool,
    /// The folders of the packages that it depends on by path.
    pub(crate) depends_on: Vec<PathBuf>,
}

impl Package {
    /// The current folder, whether it is a package or not.
    pub(crate) fn here() -> Self {
        Self { folder: PathBuf::new() }
    }

    /// The package that the arguments select, or the nearest one above the current folder.
    pub(crate) fn select(args: &SourceArguments) -> Result<Self, Failure> {
        let nearest = Self::find(args.manifest_path.as_deref())?;
        let Some(name) = &args.package else { return Ok(nearest) };
        let members = nearest.members()?;
        if let Some(member) = members.iter().find(|member| member.name == *name) {
            return Ok(Self { folder: shortened(member.folder()) });
        }
        let names: Vec<_> = members.iter().map(|member| member.name.as_str()).collect();
        let message = format!("this workspace has no package `{name}`");
        Err(Failure::usage(message, did_you_mean(name, &names)))
    }

    /// The package of a manifest, or the nearest one above the current folder.
    fn find(manifest: Option<&Path>) -> Result<Self, Failure> {
        match manifest {
            Some(manifest) => Self::of_manifest(manifest),
            None => {
                let here = env::current_dir().map_err(|error| {
                    let message = format!("cannot find the current folder: {error}");
                    Failure::unreadable(message, "change to an existing folder")
                })?;
                let above = here.ancestors().find(|folder| folder.join("Cargo.toml").is_file());
                let folder = above.ok_or_else(|| {
                    Failure::unreadable(
                        format!("no `Cargo.toml` in `{}` or above it", here.display()),
                        "change to a package, or name the input: `--manifest-path PATH` or `--source PATH`",
                    )
                })?;
                Ok(Self { folder: shortened(folder) })
            }
        }
    }

    fn of_manifest(manifest: &Path) -> Result<Self, Failure> {
        let shown = manifest.display();
        if manifest.file_name().is_none_or(|name| name != "Cargo.toml") {
            let message = format!("`{shown}` is not the path of a `Cargo.toml`");
            let inside = manifest.join("Cargo.toml");
            let cure = if inside.is_file() {
                format!("write the path of the file: `--manifest-path {}`", inside.display())
            } else {
                "write the path of a package's `Cargo.toml`".to_owned()
            };
            return Err(Failure::usage(message, cure));
        }
        if !manifest.is_file() {
            let message = format!("`{shown}` does not exist");
            return Err(Failure::unreadable(message, "write the path of a package's `Cargo.toml`"));
        }
        Ok(Self { folder: manifest.parent().unwrap_or(Path::new("")).to_owned() })
    }

    /// Its `error-catalog.toml`; `None` if it has none.
    pub(crate) fn config(&self) -> Result<Option<Config>, Failure> {
        Config::read(self.place()).map_err(Failure::Unreadable)
    }

    /// Whether it has something at the default path of the lock, declared or not: a link to nothing is no missing lock.
    pub(crate) fn has_lock(&self) -> bool {
        match fs::symlink_metadata(self.folder.join(LOCK)) {
            Ok(_) => true,
            Err(error) => error.kind() != ErrorKind::NotFound,
        }
    }

    pub(crate) fn has_config(&self) -> bool {
        self.folder.join(CONFIG_FILE).is_file()
    }

    /// Its source: the folder `src`, or the root file that its manifest names.
    pub(crate) fn source(&self) -> Result<PathBuf, Failure> {
        if let Some(root) = self.named_root()? {
            return Ok(root);
        }
        let src = self.folder.join("src");
        if src.is_dir() {
            return Ok(src);
        }
        // A virtual workspace fails here and names its members.
        self.member()?;
        let message = format!("`{}` has no `src`", self.display());
        Err(Failure::unreadable(message, "name the input: `--source PATH`"))
    }

    /// What the lints look at: `src`, or the root files of its library and of its programs. Empty if it has none.
    pub(crate) fn roots(&self) -> Result<Vec<PathBuf>, Failure> {
        let src = self.folder.join("src");
        if src.is_dir() && !self.names_a_root() {
            return Ok(vec![src]);
        }
        let member = self.member()?;
        let roots = member.library.iter().chain(&member.programs);
        Ok(roots.map(|root| shortened(root)).collect())
    }

    /// Whether its manifest may name a root file. Most name none, and cargo takes its time.
    fn names_a_root(&self) -> bool {
        let manifest = fs::read_to_string(self.place().join("Cargo.toml")).unwrap_or_default();
        manifest.lines().any(|line| line.contains("path") && line.contains(".rs"))
    }

    /// Its [`source`](Self::source), relative to its folder.
    pub(crate) fn source_in_folder(&self) -> PathBuf {
        let source = self.source().unwrap_or_else(|_| self.folder.join("src"));
        source.strip_prefix(&self.folder).map(Path::to_owned).unwrap_or(source)
    }

    /// The root file that `path` in the manifest names in place of the usual one: that of the library, else of the program.
    fn named_root(&self) -> Result<Option<PathBuf>, Failure> {
        if !self.names_a_root() {
            return Ok(None);
        }
        let member = self.member()?;
        let src = member.folder().join("src");
        let named = match (&member.library, member.programs.as_slice()) {
            (Some(library), _) => Some(library).filter(|root| **root != src.join("lib.rs")),
            (None, [program]) => Some(program).filter(|root| !root.starts_with(&src)),
            (None, _) => None,
        };
        Ok(named.map(|root| shortened(root)))
    }

    /// The folder, `.` if the path is empty: commands reject an empty path.
    pub(crate) fn place(&self) -> &Path {
        if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder }
    }

    fn display(&self) -> String {
        self.place().display().to_string()
    }

    /// The package in `cargo metadata`.
    pub(crate) fn member(&self) -> Result<Member, Failure> {
        let folder = std::path::absolute(self.place()).unwrap_or_else(|_| self.folder.clone());
        let is_same = |other: &Path| {
            other == folder || other.canonicalize().ok() == folder.canonicalize().ok()
        };
        let members = self.members()?;
        let names: Vec<_> = members.iter().map(|member| format!("`-p {}`", member.name)).collect();
        members.into_iter().find(|member| is_same(member.folder())).ok_or_else(|| {
            let message = format!("`{}` is a workspace, not a package", self.display());
            let cure = format!("select a package: {}; or `--workspace`", names.join(", "));
            Failure::unreadable(message, cure)
        })
    }

    /// The packages of its workspace.
    pub(crate) fn members(&self) -> Result<Vec<Member>, Failure> {
        let metadata = metadata(&self.place().join("Cargo.toml"))?;
        let packages = metadata.workspace_packages().into_iter();
        let members = packages.map(|package| Member {
            id: package.id.clone(),
            name: package.name.to_string(),
            manifest: package.manifest_path.clone().into_std_path_buf(),
            library: root_of(package, |target| {
                target.is_lib()
                    || target.is_rlib()
                    || target.is_dylib()
                    || target.is_cdylib()
                    || target.is_staticlib()
            })
            .next(),
            programs: root_of(package, Target::is_bin).collect(),
            is_direct: package.dependencies.iter().any(|known| known.name == "error-catalog"),
            depends_on: paths_of(package).collect(),
        });
        Ok(members.collect())
    }
}

impl Member {
    pub(crate) fn folder(&self) -> &Path {
        self.manifest.parent().unwrap_or(Path::new(""))
    }

    pub(crate) fn package(&self) -> Package {
        Package { folder: shortened(self.folder()) }
    }
}

/// The folders of its dependencies that have a path.
fn paths_of(package: &cargo_metadata::Package) -> impl Iterator<Item = PathBuf> {
    let dependencies = package.dependencies.iter();
    dependencies.filter_map(|known| Some(known.path.clone()?.into_std_path_buf()))
}

/// The root files of the targets of a kind.
fn root_of(
    package: &cargo_metadata::Package,
    is_meant: fn(&Target) -> bool,
) -> impl Iterator<Item = PathBuf> {
    let targets = package.targets.iter().filter(move |target| is_meant(target));
    targets.map(|target| target.src_path.clone().into_std_path_buf())
}

/// The cargo that called the command, or the one in `PATH`.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn metadata(manifest: &Path) -> Result<Metadata, Failure> {
    let mut command = MetadataCommand::new();
    command.cargo_path(cargo()).manifest_path(manifest).no_deps();
    command.exec().map_err(|error| {
        let stderr = match error {
            cargo_metadata::Error::CargoMetadata { stderr } => {
                stderr.trim().trim_start_matches("error: ").to_owned()
            }
            other => other.to_string(),
        };
        let message = format!("cargo cannot read `{}`: {stderr}", manifest.display());
        Failure::unreadable(message, "fix the manifest; `cargo metadata` reports the same")
    })
}

/// The path relative to the current folder, if it is below it.
fn shortened(folder: &Path) -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    folder.strip_prefix(&here).unwrap_or(folder).to_owned()
}
