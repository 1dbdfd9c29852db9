//! The name and the package of the class, which Java takes from the path of the file.

use std::path::{Component, Path};

use super::words::{FIELDS, NO_TYPES, TYPES};

/// The name of the file, if it can be one of the class.
pub(super) fn class_name(path: &Path) -> String {
    let name = path.file_stem().and_then(|name| name.to_str());
    name.filter(|name| why_no_class(name).is_none()).unwrap_or("ApiErrors").to_owned()
}

/// Why a file cannot hold the class, whose name Java takes from it.
pub(crate) fn java_file_fault(path: &Path) -> Option<&'static str> {
    why_no_class(path.file_stem()?.to_str().unwrap_or_default())
}

fn why_no_class(name: &str) -> Option<&'static str> {
    if TYPES.split(' ').any(|taken| taken == name) {
        Some("the class would hide a type that it has or uses")
    } else if !is_name(name) || NO_TYPES.split(' ').any(|word| word == name) {
        Some("a class cannot have this name")
    } else {
        None
    }
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
            ("java/Map.java", None, "ApiErrors"),
            ("", None, "ApiErrors"),
        ] {
            assert_eq!(package_name(Path::new(path)).as_deref(), package, "{path}");
            assert_eq!(class_name(Path::new(path)), class, "{path}");
        }
    }

    #[test]
    fn a_file_whose_class_cannot_compile_has_a_fault() {
        for name in [
            "ApiError",
            "ApiException",
            "Codes",
            "Entry",
            "Json",
            "Map",
            "List",
            "String",
            "Object",
            "Exception",
            "a-b",
            "1st",
            "class",
            "record",
            "日本",
        ] {
            let path = format!("java/shop/{name}.java");
            assert!(java_file_fault(Path::new(&path)).is_some() != (name == "Exception"), "{path}");
        }
        for fine in ["ShopErrors.java", "ApiErrors.java", "java/Shop_2.java", ""] {
            assert_eq!(java_file_fault(Path::new(fine)), None, "{fine}");
        }
    }
}
