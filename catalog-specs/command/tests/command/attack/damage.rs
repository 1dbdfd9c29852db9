//! Damage of documents and of the lock.

use std::fs;

use super::package::{Attacked, CONFIG, LOCK, QUEUE_RS, USER_RS, whole};
use crate::harness::{Shop, copy};

/// What is done to a file.
type Damage = (&'static str, fn(&Attacked, &str));

/// Damage that each file has to be told by: documents and the lock.
const DAMAGE: &[Damage] = &[
    ("deleted", |attacked, path| fs::remove_file(attacked.path().join(path)).unwrap()),
    ("emptied", |attacked, path| attacked.write(path, "")),
    ("renamed", |attacked, path| {
        let path = attacked.path().join(path);
        fs::rename(&path, path.with_extension("old")).unwrap();
    }),
    ("cut in the middle of a line", |attacked, path| {
        let bytes = fs::read(attacked.path().join(path)).unwrap();
        attacked.write(path, &bytes[..bytes.len() / 2]);
    }),
    ("cut at the end of a line", |attacked, path| {
        let text = attacked.read(path);
        let end = text.trim_end().rfind('\n').unwrap() + 1;
        attacked.write(path, &text[..end]);
    }),
    ("without its last byte", |attacked, path| {
        let bytes = fs::read(attacked.path().join(path)).unwrap();
        attacked.write(path, &bytes[..bytes.len() - 1]);
    }),
    ("with one line more", |attacked, path| attacked.write(path, attacked.read(path) + "\n")),
    ("with a bit flipped", |attacked, path| {
        let mut bytes = fs::read(attacked.path().join(path)).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        attacked.write(path, bytes);
    }),
    ("with a byte that is no UTF-8", |attacked, path| {
        let mut bytes = fs::read(attacked.path().join(path)).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] = 0xff;
        attacked.write(path, bytes);
    }),
    ("with NUL", |attacked, path| attacked.write(path, attacked.read(path) + "\0")),
    ("with the marks of a conflict", |attacked, path| {
        let text = attacked.read(path);
        attacked.write(path, format!("<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n"));
    }),
    ("replaced by a folder", |attacked, path| {
        fs::remove_file(attacked.path().join(path)).unwrap();
        fs::create_dir(attacked.path().join(path)).unwrap();
    }),
    ("replaced by another document", |attacked, path| {
        let other = if path == "docs/errors.md" { "docs/spec.json" } else { "docs/errors.md" };
        attacked.write(path, attacked.read(other));
    }),
    ("of another registry", |attacked, path| {
        let there = Attacked::new(&whole_of("Others"));
        attacked.write(path, there.read(path));
    }),
    ("of an earlier catalogue", |attacked, path| {
        let there = Attacked::copy(attacked.path());
        there.edit(QUEUE_RS, "retry_after = 30", "retry_after = 29");
        there.edit(QUEUE_RS, "are waiting", "people are waiting");
        there.edit(QUEUE_RS, "        #[context]\n        node: String,\n", "");
        assert_eq!(there.docs(), 0);
        if there.read(path) == attacked.read(path) {
            // The log record does not depend on the texts.
            attacked.write(path, there.read(path).replacen("QUEUE_FULL", "QUEUE_FULLER", 1));
        } else {
            attacked.write(path, there.read(path));
        }
    }),
];

/// The package with another name of the registry.
fn whole_of(registry: &str) -> Shop {
    let shop = Shop::new();
    copy(whole().path(), shop.path());
    for path in ["src/lib.rs", "src/auth.rs", USER_RS, QUEUE_RS, "src/stock.rs", "src/hall.rs"] {
        shop.write(path, &shop.read(path).replace("Codes", registry));
    }
    shop.edit("src/lib.rs", "Every code of the shop.", "Every code of others.");
    shop.edit(QUEUE_RS, "QUEUE_CLOSED", "QUEUE_ENDED");
    fs::remove_file(shop.path().join(LOCK)).unwrap();
    shop.run(&["docs"]).fine();
    shop
}

fn files() -> Vec<String> {
    let paths = CONFIG.lines().filter_map(|line| line.split_once(" = \""));
    let paths = paths.map(|(_, path)| path.trim_end_matches('"').to_owned());
    paths
        .map(|path| if path == "docs/site" { "docs/site/index.html".to_owned() } else { path })
        .collect()
}

#[test]
fn damage_of_documents_and_of_the_lock_is_found() {
    let whole = whole();
    for (name, damage) in DAMAGE {
        let files = files();
        // What needs another package is done to all files at once.
        let each = !name.starts_with("of ");
        let several: Vec<Vec<String>> =
            if each { files.iter().map(|file| vec![file.clone()]).collect() } else { vec![files] };
        for files in several {
            let attacked = Attacked::new(&whole);
            for file in &files {
                damage(&attacked, file);
            }
            let (code, json) = attacked.check();
            let seen = format!("{files:?} {name}: {code} {json:#}");
            assert!(matches!(code, 1 | 3) && json["ok"] == false, "{seen}");
            let problems = json["problems"].to_string() + &json["drifted"].to_string();
            for file in &files {
                assert!(problems.contains(file.as_str()) || files.len() > 1, "{seen}");
            }
        }
    }
}

/// What git may do to line ends, and what editors put first, is no difference in the lock. A document has its bytes.
#[test]
fn line_ends_of_git_are_no_difference() {
    let whole = whole();
    let attacked = Attacked::new(&whole);
    for file in files() {
        attacked.write(&file, attacked.read(&file).replace('\n', "\r\n"));
    }
    let (code, json) = attacked.check();
    assert_eq!(code, 0, "{json:#}");
    let attacked = Attacked::new(&whole);
    attacked.write(LOCK, format!("\u{feff}{}", attacked.read(LOCK)));
    assert_ne!(attacked.check().0, 2);
    let attacked = Attacked::new(&whole);
    attacked.write("docs/errors.md", format!("\u{feff}{}", attacked.read("docs/errors.md")));
    assert_eq!(attacked.check().0, 1);
}

#[cfg(unix)]
#[test]
fn permissions_are_no_success() {
    use std::os::unix::fs::PermissionsExt as _;
    let whole = whole();
    for file in files().iter().map(String::as_str).chain([
        "error-catalog.toml",
        QUEUE_RS,
        "stock.json",
        "locales/en.json",
    ]) {
        let attacked = Attacked::new(&whole);
        let path = attacked.path().join(file);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        // Who may do everything reads it all the same.
        let is_readable = fs::read(&path).is_ok();
        let (code, json) = attacked.check();
        assert_eq!(code == 0, is_readable, "{file}: {json:#}");
    }
}
