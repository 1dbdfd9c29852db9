//! Escapes text for Go literals, and names packages.

use core::fmt::Write as _;
use std::path::Path;

use super::super::clients::quoted;

/// A string literal.
pub(super) fn literal(text: &str) -> String {
    quoted(text, |c, out| {
        // Writing to a `String` does not fail.
        let _ = write!(out, "\\U{:08x}", u32::from(c));
    })
}

const KEYWORDS: &str = "\
    break case chan const continue default defer else fallthrough for func go goto if import interface map \
    package range return select struct switch type var main";

/// The package is named as the folder; without one that is a name, as what is in it.
pub(super) fn package_name(path: &Path) -> String {
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let is_name = |name: &&str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && KEYWORDS.split(' ').all(|word| word != *name)
    };
    folder.filter(is_name).unwrap_or("apierrors").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(literal("a\"\\\n\u{202e}日"), "\"a\\\"\\\\\\n\\U0000202e日\"");
    }

    #[test]
    fn the_package_is_the_folder() {
        for (path, name) in [
            ("client/shop/errors.go", "shop"),
            ("errors.go", "apierrors"),
            ("go/errors.go", "apierrors"),
            ("my-shop/errors.go", "apierrors"),
            ("../shop2/errors.go", "shop2"),
        ] {
            assert_eq!(package_name(Path::new(path)), name, "{path}");
        }
    }
}
