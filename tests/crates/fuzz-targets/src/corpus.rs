//! The inputs that fuzzing has kept, and those that it starts with.
//!
//! `tests/fuzz/corpus/NAME.txt` has an input on each line, with escapes as in a byte string of Rust.

use std::fs;
use std::path::{Path, PathBuf};

use catalog_specs::lock::Lock;
use catalog_specs::{keys, rules, spec};
use syn::spanned::Spanned as _;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn file(name: &str) -> PathBuf {
    root().join("tests/fuzz/corpus").join(name).with_extension("txt")
}

/// The inputs that are kept for a target.
///
/// # Panics
/// If there is no such file, or it is malformed.
pub fn read(name: &str) -> Vec<Vec<u8>> {
    let path = file(name);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .map(|line| unescape(line.as_bytes()).unwrap_or_else(|| panic!("malformed: {line}")))
        .collect()
}

/// The size of a file: all of them together stay below a megabyte.
const MAX_BYTES: usize = 140_000;

/// Keeps these inputs, the short ones first, as far as there is room.
///
/// # Panics
/// If the file cannot be written.
pub fn write(name: &str, mut inputs: Vec<Vec<u8>>) {
    inputs.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    inputs.dedup();
    let mut text = String::new();
    for line in inputs.iter().map(|input| format!("{}\n", input.escape_ascii())) {
        if text.len() + line.len() > MAX_BYTES {
            break;
        }
        text.push_str(&line);
    }
    fs::write(file(name), text).expect("the file can be written");
}

fn unescape(mut line: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        line = match line {
            [] => return Some(bytes),
            [b'\\', b'x', digits @ ..] => {
                let (digits, rest) = digits.split_at_checked(2)?;
                bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
                rest
            }
            [b'\\', escaped, rest @ ..] => {
                bytes.push(match escaped {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'\'' | b'"' | b'\\' => *escaped,
                    _ => return None,
                });
                rest
            }
            [byte, rest @ ..] => {
                bytes.push(*byte);
                rest
            }
        }
    }
}

/// What fuzzing of a target starts with: files of the repository.
///
/// # Panics
/// If one of them cannot be read.
pub fn seeds(name: &str) -> Vec<Vec<u8>> {
    let texts = match name {
        "attributes" => {
            texts(&["tests/ui", "tests/expand"], "rs").iter().flat_map(|text| items(text)).collect()
        }
        "scan" => texts(&["tests/ui/fail", "tests/scan", "tests/crates/billing"], "rs"),
        "spec" => texts(&["catalog-specs/specs", "tests/ui/specs", "tests/imported"], "json"),
        "lock" => {
            let mut locks = texts(&["error-catalog/examples"], "lock");
            let specs = texts(&["catalog-specs/specs"], "json");
            let catalogs = specs.iter().filter_map(|text| spec::read(text, "").ok());
            locks.extend(catalogs.map(|catalog| Lock::from_catalog(&catalog).write()));
            let pairs: Vec<_> = locks.windows(2).map(|pair| pair.join("\n#---\n")).collect();
            locks.extend(pairs);
            locks
        }
        "envelope" => texts(
            &["tests/tests/envelope", "tests/tests/remote", "error-catalog/src/dialect"],
            "rs",
        )
        .iter()
        .flat_map(|text| literals(text))
        .collect(),
        "messages" => texts(&["tests/ui/messages", "tests/messages"], "json"),
        "masking" => texts(&["tests/tests/masking", "error-catalog/src/mask"], "rs")
            .iter()
            .flat_map(|text| literals(text))
            .collect(),
        other => panic!("no target is named {other}"),
    };
    texts.into_iter().map(String::into_bytes).collect()
}

/// The files with an extension in folders of the repository.
fn texts(folders: &[&str], extension: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders: Vec<_> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in
            fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.extend(fs::read_to_string(path).ok());
            }
        }
    }
    found.sort();
    found
}

/// The enums, structs and registries of a source file, as they are written.
fn items(text: &str) -> Vec<String> {
    let Ok(file) = syn::parse_file(text) else { return Vec::new() };
    let found = file.items.iter().filter_map(|item| match item {
        syn::Item::Enum(item) => text.get(item.span().byte_range()).map(ToOwned::to_owned),
        syn::Item::Struct(item) => text.get(item.span().byte_range()).map(ToOwned::to_owned),
        syn::Item::Macro(item)
            if item.mac.path.segments.last().is_some_and(|name| name.ident == "catalog") =>
        {
            let inside = text.get(item.mac.tokens.span().byte_range())?;
            Some(format!("catalog!{inside}"))
        }
        _ => None,
    });
    found.collect()
}

/// The texts in a source file, each with a byte in front that chooses.
fn literals(text: &str) -> Vec<String> {
    fn collect(tokens: proc_macro2::TokenStream, found: &mut Vec<String>) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => collect(group.stream(), found),
                proc_macro2::TokenTree::Literal(literal) => match syn::Lit::new(literal) {
                    syn::Lit::Str(text) => found.push(text.value()),
                    syn::Lit::ByteStr(bytes) => found.extend(String::from_utf8(bytes.value()).ok()),
                    _ => {}
                },
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(text.parse().expect("it is Rust"), &mut found);
    found.retain(|text| text.len() > 2);
    let with_choice: Vec<_> = (0_u8..=0x7f)
        .cycle()
        .zip(&found)
        .map(|(at, text)| format!("{}{text}", char::from(at)))
        .collect();
    found.extend(with_choice);
    found
}

/// The words of attributes, spec files and locks, as a dictionary of libFuzzer.
pub fn dictionary() -> String {
    let keys =
        keys::Key::ALL.iter().flat_map(|key| [key.name().to_owned(), key.row().example.to_owned()]);
    let rules = rules::allow_words().into_iter().map(ToOwned::to_owned);
    let others = [
        "detail",
        "context",
        "secret",
        "source",
        "from",
        "retry_after",
        "flatten",
        "display",
        "cfg_attr",
        "ErrorCatalog",
    ];
    let mut words: Vec<_> = keys.chain(rules).chain(others.map(ToOwned::to_owned)).collect();
    words.extend(locks());
    words.sort();
    words.dedup();
    words.retain(|word| !word.is_empty() && word.len() < 60);
    let escape = |word: &String| {
        let quoted = |byte: u8| match byte {
            b'"' | b'\\' => format!("\\{}", char::from(byte)),
            0x20..=0x7e => char::from(byte).to_string(),
            other => format!("\\x{other:02x}"),
        };
        format!("\"{}\"\n", word.bytes().map(quoted).collect::<String>())
    };
    words.iter().map(escape).collect()
}

/// The words of lines of a lock.
fn locks() -> Vec<String> {
    let locks = seeds("lock").into_iter().filter_map(|text| String::from_utf8(text).ok());
    let words = locks.flat_map(|text| {
        let words =
            text.lines().filter_map(|line| line.split_whitespace().nth(1).map(ToOwned::to_owned));
        words.collect::<Vec<_>>()
    });
    words.collect()
}
