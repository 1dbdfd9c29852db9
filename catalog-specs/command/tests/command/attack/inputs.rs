//! The files that a catalogue is read from: as git, editors and file systems leave them.

use std::fs;
use std::path::Path;

use super::package::{Attacked, CONFIG, LIB_RS, LOCK, QUEUE_RS, whole};

/// What is done to one file, by its path.
type Damage = (&'static str, fn(&Path));

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn replace_by_nothing(path: &Path) {
    fs::remove_file(path).unwrap();
}

/// Damage after which nothing that passes was compared.
const DAMAGE: &[Damage] = &[
    ("removed", replace_by_nothing),
    ("emptied", |path| fs::write(path, "").unwrap()),
    ("blank", |path| fs::write(path, " \n\n").unwrap()),
    ("cut", |path| {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() * 2 / 3]).unwrap();
    }),
    ("with the marks of a conflict", |path| {
        let text = text(path);
        let lines: Vec<_> = text.lines().collect();
        let (before, after) = lines.split_at(lines.len() / 2);
        let (before, after) = (before.join("\n"), after.join("\n"));
        let conflict =
            format!("{before}\n<<<<<<< HEAD\n{after}\n=======\n{after}\n>>>>>>> other\n");
        fs::write(path, conflict).unwrap();
    }),
    ("in another encoding", |path| {
        let utf_16 = text(path).encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        fs::write(path, utf_16).unwrap();
    }),
    ("a folder", |path| {
        replace_by_nothing(path);
        fs::create_dir(path).unwrap();
    }),
    #[cfg(unix)]
    ("a link to nothing", |path| {
        replace_by_nothing(path);
        std::os::unix::fs::symlink("nowhere", path).unwrap();
    }),
    #[cfg(unix)]
    ("a link to itself", |path| {
        replace_by_nothing(path);
        std::os::unix::fs::symlink(path.file_name().unwrap(), path).unwrap();
    }),
    #[cfg(unix)]
    ("a device without an end", |path| {
        replace_by_nothing(path);
        std::os::unix::fs::symlink("/dev/zero", path).unwrap();
    }),
];

/// What changes nothing that is read.
const HARMLESS: &[Damage] = &[
    ("with a byte order mark", |path| fs::write(path, format!("\u{feff}{}", text(path))).unwrap()),
    ("with other line ends", |path| {
        fs::write(path, text(path).replace('\n', "\r\n")).unwrap();
    }),
    ("with lines at its end", |path| fs::write(path, text(path) + "\n\n").unwrap()),
    #[cfg(unix)]
    ("a link to a copy", |path| {
        let copy = path.with_extension("copied");
        fs::rename(path, &copy).unwrap();
        std::os::unix::fs::symlink(copy.file_name().unwrap(), path).unwrap();
    }),
];

/// A file of each kind.
const INPUTS: [&str; 5] = ["error-catalog.toml", LIB_RS, QUEUE_RS, "stock.json", "locales/en.json"];

#[test]
fn a_damaged_input_is_no_success() {
    let whole = whole();
    let mut wrong = Vec::new();
    for file in INPUTS {
        for (name, damage) in DAMAGE {
            let attacked = Attacked::new(&whole);
            damage(&attacked.path().join(file));
            // An empty file says on purpose that no document is declared; the lock is compared all the same.
            let is_empty = ["emptied", "blank"].contains(name) && file == "error-catalog.toml";
            if is_empty {
                attacked.edit("src/user.rs", "status = 404", "status = 410");
            }
            let (code, json) = attacked.check();
            if code == 0 || json["ok"] == true {
                wrong.push(format!("{file} {name}: {json}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn how_a_file_is_written_is_no_difference() {
    let whole = whole();
    let mut wrong = Vec::new();
    for file in INPUTS {
        for (name, change) in HARMLESS {
            // JSON has none, and the readers say so.
            if file.contains(".json") && name.contains("byte order mark") {
                continue;
            }
            let attacked = Attacked::new(&whole);
            change(&attacked.path().join(file));
            let (code, json) = attacked.check();
            if code != 0 {
                wrong.push(format!("{file} {name}: {code} {json:#}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// An edit of a text, and its name.
type Edit = (&'static str, fn(&str) -> String);

/// Edits that a reader of the document would not see.
#[test]
fn blanks_in_documents_are_differences() {
    let whole = whole();
    let paths = CONFIG.lines().filter_map(|line| line.split_once(" = \"")).map(|(_, path)| {
        let path = path.trim_end_matches('"');
        if path == "docs/site" { "docs/site/index.html" } else { path }
    });
    let edits: [Edit; 6] = [
        ("a blank at the end of a line", |text| text.replacen('\n', " \n", 1)),
        ("a tab for blanks", |text| text.replacen("  ", "\t", 1)),
        ("two blanks for one", |text| text.replacen(' ', "  ", 1)),
        ("an empty line more", |text| text.replacen('\n', "\n\n", 1)),
        ("a blank that does not break", |text| text.replacen(' ', "\u{a0}", 1)),
        ("no line break at the end", |text| text.trim_end().to_owned()),
    ];
    for path in paths {
        for (name, edit) in edits {
            let attacked = Attacked::new(&whole);
            let before = attacked.read(path);
            let after = edit(&before);
            if before == after {
                continue;
            }
            attacked.write(path, after);
            let (code, json) = attacked.check();
            assert!(matches!(code, 1 | 3) && json["ok"] == false, "{path} {name}: {json:#}");
        }
    }
}

/// U+FFFD is shown for a byte that is not UTF-8, and may also be in a text.
#[test]
fn a_byte_that_is_shown_as_a_character_is_none() {
    let whole = whole();
    whole.edit(QUEUE_RS, "are waiting", "are \u{fffd} waiting");
    whole.run(&["docs"]).fine();
    for file in ["docs/errors.md", "docs/spec.json", "web/errors.ts", LOCK] {
        let attacked = Attacked::new(&whole);
        let bytes = fs::read(attacked.path().join(file)).unwrap();
        let replaced = "\u{fffd}".as_bytes();
        let at = bytes.windows(3).position(|found| found == replaced);
        let at = at.unwrap_or_else(|| panic!("{file} has the text"));
        attacked.write(file, [&bytes[..at], &[0xff], &bytes[at + 3..]].concat());
        let (code, json) = attacked.check();
        assert!(matches!(code, 1 | 3) && json["ok"] == false, "{file}: {json:#}");
    }
}

/// A page of the site that the catalogue had before.
#[test]
fn a_file_that_is_left_over_is_found_and_removed() {
    let attacked = Attacked::new(&whole());
    let page = attacked.read("docs/site/index.html");
    attacked.write("docs/site/codes-gone.html", &page);
    attacked.write("docs/site/mine.html", "<p>mine</p>");
    let (code, json) = attacked.check();
    let found = (&json["drifted"][0]["path"], &json["drifted"][0]["state"]);
    assert_eq!(found, (&"docs/site/codes-gone.html".into(), &"leftover".into()), "{json:#}");
    assert_eq!(code, 1);
    assert_eq!(attacked.docs(), 0);
    assert!(!attacked.path().join("docs/site/codes-gone.html").exists());
    assert!(attacked.path().join("docs/site/mine.html").exists());
    assert_eq!(attacked.check().0, 0);
}
