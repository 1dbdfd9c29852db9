//! The name and the package of the class, which Java takes from the path of the file.

use std::path::{Component, Path};

use super::words::FIELDS;

/// The name of the file, if it is one of a class.
pub(super) fn class_name(path: &Path) -> String {
    let name = path.file_stem().and_then(|name| name.to_str());
    name.filter(|name| is_name(name)).unwrap_or("ApiErrors").to_owned()
}

/// The folders after the last one that is called `java`, as in `src/main/java`.
pub(super) fn package_name(path: &Path) -> Option<String> {
    let folders: Vec<_> = path
        .parent()?
        .components()
        .map(|component| match component {
            Component::Normal(name) => name.to_str().unwrap_or_default(),
            _ => "",
        })
        .collect();
    let root = folders.iter().rposition(|name| *name == "java")?;
    let package = folders.get(root + 1..).filter(|package| !package.is_empty())?;
    package.iter().all(|name| is_name(name)).then(|| package.join("."))
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && FIELDS.split(' ').all(|word| word != name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_and_package_are_those_of_the_path() {
        for (path, package, class) in [
            (
                "src/main/java/com/example/shop/ShopErrors.java",
                Some("com.example.shop"),
                "ShopErrors",
            ),
            ("clients/java/ApiErrors.java", None, "ApiErrors"),
            ("clients/ApiErrors.java", None, "ApiErrors"),
            ("java/my-shop/Errors.java", None, "Errors"),
            ("java/new/a-b.java", None, "ApiErrors"),
            ("", None, "ApiErrors"),
        ] {
            assert_eq!(package_name(Path::new(path)).as_deref(), package, "{path}");
            assert_eq!(class_name(Path::new(path)), class, "{path}");
        }
    }
}
