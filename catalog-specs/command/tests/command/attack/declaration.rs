//! Changes of `error-catalog.toml`.

use std::fs;

use super::package::{Attacked, USER_RS, whole};

#[test]
fn changes_of_the_declaration_are_found() {
    let whole = whole();
    // A document that was not there, another path, another audience: each has its own text.
    for (name, from, to, code) in [
        ("another document", "proto = \"docs/errors.proto\"", "proto = \"docs/codes.proto\"", 1),
        ("another path", "docs/errors.md", "docs/codes.md", 1),
        ("another lock", "error-catalog.lock", "promises.lock", 1),
        (
            "another audience",
            "markdown = \"docs/errors.md\"",
            "markdown = { path = \"docs/errors.md\", audience = \"public\" }",
            1,
        ),
        ("a path that two documents have", "docs/spec.json", "docs/errors.json", 3),
        ("a path outside the package", "docs/errors.md", "../errors.md", 3),
        ("a misspelt format", "markdown", "markdwon", 3),
        ("a misspelt section", "[documents]", "[document]", 3),
        ("no TOML", "[documents]", "[documents", 3),
        ("a registry that is not there", "[documents]", "registry = \"Cods\"\n[documents]", 3),
        ("a byte order mark", "[documents]", "\u{feff}[documents]", 0),
    ] {
        let attacked = Attacked::new(&whole);
        attacked.edit("error-catalog.toml", from, to);
        let (is, json) = attacked.check();
        assert!(is == code || (code == 3 && is == 1), "{name}: {is} {json:#}");
        assert_eq!(json["ok"], is == 0, "{name}");
    }
    let attacked = Attacked::new(&whole);
    fs::remove_file(attacked.path().join("error-catalog.toml")).unwrap();
    let (code, json) = attacked.check();
    assert_eq!((code, json["ok"].as_bool()), (3, Some(false)), "{json:#}");
    // The lock is compared although no file declares it. An empty file says on purpose that there is no document.
    attacked.write("error-catalog.toml", "");
    attacked.edit(USER_RS, "status = 404", "status = 410");
    assert_eq!(attacked.check().0, 1);
}
