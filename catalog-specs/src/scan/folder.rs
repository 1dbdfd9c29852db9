//! Finds the file of a module by the rules of rustc.

use std::path::{Path, PathBuf};

/// The folder in which the modules of a module are searched.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    path: PathBuf,
    /// The folder in it that belongs to the module: `auth` for what `auth.rs` declares.
    own: Option<String>,
}

impl Folder {
    /// For modules declared in a root, a `mod.rs`, an included file or one named by `#[path]`.
    pub(super) fn around(file: &Path) -> Self {
        Self { path: parent(file), own: None }
    }

    /// For modules declared in `name.rs`.
    pub(super) fn beside(file: &Path, name: &str) -> Self {
        Self { path: parent(file), own: Some(name.to_owned()) }
    }

    /// For modules declared in an inline module. `#[path]` on it names its folder.
    pub(super) fn inside(&self, name: &str, path: Option<&str>) -> Self {
        let path = match path {
            Some(path) => self.path.join(path),
            None => self.own().join(name),
        };
        Self { path, own: None }
    }

    /// The file of a `#[path]`.
    pub(super) fn named(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// The two files that a module can be in: `name.rs` and `name/mod.rs`.
    pub(super) fn usual(&self, name: &str) -> [PathBuf; 2] {
        let own = self.own();
        [own.join(format!("{name}.rs")), own.join(name).join("mod.rs")]
    }

    fn own(&self) -> PathBuf {
        self.own.as_ref().map_or_else(|| self.path.clone(), |own| self.path.join(own))
    }
}

/// A path for places, with `/` on every system.
pub(super) fn display_path(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace('\\', "/") }
}

fn parent(file: &Path) -> PathBuf {
    file.parent().map(Path::to_path_buf).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(folder: &Folder) -> Vec<String> {
        folder.usual("c").iter().map(|path| display_path(path)).collect()
    }

    /// The table of the Rust reference, under “The path attribute”.
    #[test]
    fn files_are_where_rustc_looks() {
        let root = Folder::around(Path::new("src/a/mod.rs"));
        assert_eq!(usual(&root), ["src/a/c.rs", "src/a/c/mod.rs"]);
        assert_eq!(display_path(&root.named("foo.rs")), "src/a/foo.rs");
        let beside = Folder::beside(Path::new("src/a/b.rs"), "b");
        assert_eq!(usual(&beside), ["src/a/b/c.rs", "src/a/b/c/mod.rs"]);
        assert_eq!(display_path(&beside.named("foo.rs")), "src/a/foo.rs");
        assert_eq!(
            display_path(&beside.inside("inline", None).named("other.rs")),
            "src/a/b/inline/other.rs"
        );
        assert_eq!(
            display_path(&root.inside("inline", None).named("other.rs")),
            "src/a/inline/other.rs"
        );
        let thread = root.inside("thread", Some("thread_files"));
        assert_eq!(display_path(&thread.named("tls.rs")), "src/a/thread_files/tls.rs");
        assert_eq!(usual(&thread), ["src/a/thread_files/c.rs", "src/a/thread_files/c/mod.rs"]);
        let deep = beside.inside("x", None).inside("y", None);
        assert_eq!(usual(&deep)[0], "src/a/b/x/y/c.rs");
    }
}
