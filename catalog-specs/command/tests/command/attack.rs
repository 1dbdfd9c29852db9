//! No false green: some 200 changes to a package whose catalogue passes, and what `check` says to each.
//!
//! `check` passes only if nothing changed. What it finds is either taken over by `docs`, after which it passes, or a
//! broken promise, which `docs` refuses.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Shop, copy, run};

const LOCK: &str = "error-catalog.lock";

const CONFIG: &str = r#"[documents]
markdown = "docs/errors.md"
html = "docs/site"
json = "docs/errors.json"
spec = "docs/spec.json"
openapi = "docs/errors.openapi.json"
typescript = "web/errors.ts"
proto = "docs/errors.proto"
log_record = "docs/record.json"
[lock]
path = "error-catalog.lock"
"#;

const QUEUE: &str = r#"use error_catalog::{ErrorCatalog, Secret};

/// A code that has most of what can change.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "QUEUE", registry = crate::Codes, locales("ja", "en"))]
pub enum QueueError {
    /// Too many are waiting.
    #[catalog(code = "QUEUE_FULL", status = 429, log_level = "INFO", class = "rate_limit", grpc = "RESOURCE_EXHAUSTED",
              retry = "transient", retry_after = 30, title = "Queue full", doc_url = "https://docs.example.com/queue",
              severity = "WARNING", owner = "queues", error_type = "rate_limit_error",
              message("ja" = "{waiting}人が待っています", "en" = "{waiting} are waiting"))]
    Full {
        #[detail]
        waiting: u32,
        #[detail]
        hint: Option<String>,
        #[context]
        node: String,
        #[secret]
        token: Secret<String>,
    },
    #[catalog(code = "QUEUE_CLOSED", status = 410, log_level = "INFO",
              message("ja" = "終了しました", "en" = "closed"))]
    Closed,
}
"#;

const STOCK: &str = r#"use error_catalog::ErrorCatalog;

/// An enum with a spec.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STOCK", registry = crate::Codes, locales("ja", "en"), spec = "stock.json")]
pub enum StockError {
    #[catalog(code = "STOCK_SOLD_OUT", status = 409, log_level = "INFO", message("ja" = "売り切れです", "en" = "sold out"))]
    SoldOut,
}
"#;

const STOCK_SPEC: &str = r#"{
  "domain": "STOCK",
  "locales": ["ja", "en"],
  "codes": {
    "STOCK_SOLD_OUT": { "status": 409, "log_level": "INFO", "message": { "ja": "売り切れです", "en": "sold out" } }
  }
}
"#;

const HALL: &str = r#"use error_catalog::ErrorCatalog;

/// An enum whose texts are in files.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "HALL", registry = crate::Codes, locales("ja", "en"), messages = "locales")]
pub enum HallError {
    #[catalog(code = "HALL_CLOSED", status = 403, log_level = "INFO")]
    Closed,
}
"#;

/// The package, with its documents and its lock.
fn whole() -> Shop {
    let shop = Shop::new();
    shop.write("error-catalog.toml", CONFIG);
    shop.write("src/queue.rs", QUEUE);
    shop.write("src/stock.rs", STOCK);
    shop.write("stock.json", STOCK_SPEC);
    shop.write("src/hall.rs", HALL);
    shop.write("locales/en.json", "{ \"HALL_CLOSED\": \"the hall is closed\" }\n");
    shop.write("locales/ja.json", "{ \"HALL_CLOSED\": \"会場は閉まっています\" }\n");
    shop.edit(
        "src/lib.rs",
        "pub mod user;",
        "pub mod user;\npub mod queue;\npub mod stock;\npub mod hall;",
    );
    let listed = "user::UserError, queue::QueueError, stock::StockError, hall::HallError }";
    shop.edit("src/lib.rs", "user::UserError }", listed);
    shop.run(&["docs"]).fine();
    shop.run(&["check"]).fine();
    shop
}

/// A copy of the package to attack.
struct Attacked {
    folder: TempDir,
}

impl Attacked {
    fn new(whole: &Shop) -> Self {
        let attacked = Self { folder: tempfile::tempdir().unwrap() };
        copy(whole.path(), attacked.path());
        attacked
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, text.replacen(from, to, 1));
    }

    /// The exit code, and the answer as JSON.
    fn check(&self) -> (i32, Value) {
        let said = run(self.path(), &["check", "--json"]);
        let json = serde_json::from_str(&said.stdout);
        (said.code, json.unwrap_or_else(|error| panic!("{error}: {said:?}")))
    }

    fn docs(&self) -> i32 {
        run(self.path(), &["docs"]).code
    }
}

fn has(list: &Value, member: &str, value: &str) -> bool {
    list.as_array().is_some_and(|all| all.iter().any(|one| one[member] == value))
}

/// What a change of the source is.
enum Is {
    /// Nothing that a document or the lock has.
    Nothing,
    /// Only documents have it.
    Documented,
    /// The lock takes it over: the id of the change.
    Taken(&'static str),
    /// A broken promise: the id of the change.
    Broken(&'static str),
    /// The derive refuses it: the id of the rule.
    Refused(&'static str),
    /// Not compared.
    Unseen,
}

use Is::{Broken, Documented, Nothing, Refused, Taken, Unseen};

/// A change of the source: its name, the edits, and what it is.
type Edits = (&'static str, &'static [(&'static str, &'static str, &'static str)], Is);

const HIDDEN: &str = "    #[catalog(code = \"USER_HIDDEN\", status = 403, log_level = \"INFO\", public_as = \"USER_NOT_FOUND\",\n              message(\"ja\" = \"見つかりません\", \"en\" = \"not found\"))]\n    Hidden,\n";
const BROKEN_EXPORT: &str = "    #[catalog(code = \"USER_EXPORT_BROKEN\", status = 500, log_level = \"INFO\", allow(level),\n              message(\"ja\" = \"システムエラーが発生しました\", \"en\" = \"something went wrong\"),\n              deprecated(since = \"1.4\", replaced_by(\"USER_NOT_FOUND\"), until = \"3.0\"))]\n    ExportBroken,\n";
const QUEUE_RS: &str = "src/queue.rs";
const USER_RS: &str = "src/user.rs";
const LIB_RS: &str = "src/lib.rs";

/// The kinds of change that `docs/lock.md` lists, by their numbers, and others.
const OF_SOURCE: &[Edits] = &[
    ("1 a code is removed", &[(USER_RS, HIDDEN, "")], Broken("code-removed")),
    (
        "2 a deprecated code is retired",
        &[
            (USER_RS, BROKEN_EXPORT, ""),
            (LIB_RS, "retired { ", "retired { \"USER_EXPORT_BROKEN\" => \"3.0: gone\", "),
        ],
        Taken("code-retired"),
    ),
    (
        "3 a retired code is forgotten",
        &[(LIB_RS, "AUTH_PASSWORD_OLD", "AUTH_PASSWORD_OLDER")],
        Broken("tombstone-removed"),
    ),
    (
        "3 a retired code is used again",
        &[
            (QUEUE_RS, "QUEUE_CLOSED", "QUEUE_OLD"),
            (LIB_RS, "retired { ", "retired { \"QUEUE_OLD\" => \"1.0: gone\", "),
        ],
        Refused("registry-retired"),
    ),
    (
        "4 a code is renamed",
        &[(
            QUEUE_RS,
            "code = \"QUEUE_CLOSED\"",
            "formerly(\"QUEUE_CLOSED\"), code = \"QUEUE_ENDED\"",
        )],
        Broken("code-renamed"),
    ),
    (
        "5 a variant is renamed",
        &[(QUEUE_RS, "    Closed,", "    Ended,")],
        Broken("variant-renamed"),
    ),
    (
        "6 a condition gets its own code",
        &[(USER_RS, ", public_as = \"USER_NOT_FOUND\"", "")],
        Broken("public-as-removed"),
    ),
    (
        "7 a code is split",
        &[(
            USER_RS,
            HIDDEN,
            "    #[catalog(code = \"USER_HIDDEN\", status = 403, log_level = \"INFO\", public_as = \"USER_NOT_FOUND\",\n              message(\"ja\" = \"見つかりません\", \"en\" = \"not found\"))]\n    Hidden,\n    #[catalog(code = \"USER_GHOST\", status = 403, log_level = \"INFO\", public_as = \"QUEUE_CLOSED\", display = \"a ghost\")]\n    Ghost,\n",
        )],
        Taken("code-split"),
    ),
    (
        "8 a code is added",
        &[(
            QUEUE_RS,
            "    Closed,",
            "    Closed,\n    #[catalog(code = \"QUEUE_LOST\", status = 404, log_level = \"INFO\", message(\"ja\" = \"なし\", \"en\" = \"lost\"))]\n    Lost,",
        )],
        Taken("code-added"),
    ),
    (
        "9 a status changes within 4xx",
        &[(USER_RS, "status = 404", "status = 410")],
        Broken("status-changed"),
    ),
    (
        "10 a status becomes 5xx",
        &[(QUEUE_RS, "status = 410, log_level = \"INFO\"", "status = 503, log_level = \"ERROR\"")],
        Broken("status-class-changed"),
    ),
    (
        "11 the class changes",
        &[(QUEUE_RS, "class = \"rate_limit\"", "class = \"transient\"")],
        Broken("class-changed"),
    ),
    (
        "12 it is no longer retryable",
        &[(QUEUE_RS, "retry = \"transient\", retry_after = 30", "retry = \"never\"")],
        Broken("retry-lost"),
    ),
    (
        "13 it becomes retryable",
        &[(QUEUE_RS, "status = 410,", "status = 410, retry = \"network\",")],
        Taken("retry-gained"),
    ),
    (
        "14 `Retry-After` changes",
        &[(QUEUE_RS, "retry_after = 30", "retry_after = 31")],
        Taken("retry-after-changed"),
    ),
    (
        "15 the gRPC code changes",
        &[(QUEUE_RS, "grpc = \"RESOURCE_EXHAUSTED\"", "grpc = \"UNAVAILABLE\"")],
        Broken("grpc-changed"),
    ),
    (
        "16 the service changes",
        &[(LIB_RS, "#[registry(", "#[registry(service = \"shop.example.com\", ")],
        Broken("service-changed"),
    ),
    (
        "17 a detail becomes internal",
        &[(QUEUE_RS, "#[detail]\n        hint", "#[context]\n        hint")],
        Broken("detail-made-internal"),
    ),
    (
        "17 a detail is removed",
        &[(QUEUE_RS, "        #[detail]\n        hint: Option<String>,\n", "")],
        Broken("detail-removed"),
    ),
    (
        "18 a detail is added",
        &[(
            QUEUE_RS,
            "        #[context]",
            "        #[detail]\n        shard: u8,\n        #[context]",
        )],
        Taken("detail-added"),
    ),
    (
        "19 the JSON type of a detail changes",
        &[(QUEUE_RS, "waiting: u32", "waiting: String")],
        Broken("detail-retyped"),
    ),
    (
        "20 a detail is renamed",
        &[(QUEUE_RS, "#[detail]\n        hint", "#[detail(\"tip\")]\n        hint")],
        Broken("detail-renamed"),
    ),
    (
        "21 a detail may be absent",
        &[(QUEUE_RS, "waiting: u32", "waiting: Option<u32>")],
        Broken("detail-optional"),
    ),
    (
        "22 a detail is always there",
        &[(QUEUE_RS, "hint: Option<String>", "hint: String")],
        Taken("detail-required"),
    ),
    (
        "23 a message is reworded",
        &[(QUEUE_RS, "\"closed\"", "\"it is closed\"")],
        Taken("message-reworded"),
    ),
    (
        "24 a placeholder is taken out",
        &[(QUEUE_RS, "{waiting}人が", "人が"), (QUEUE_RS, "{waiting} are", "they are")],
        Taken("placeholders-changed"),
    ),
    (
        "25 a translation has other placeholders",
        &[(QUEUE_RS, "{waiting} are", "they are")],
        Refused("locale-placeholders"),
    ),
    ("27 the title changes", &[(QUEUE_RS, "Queue full", "Full")], Taken("title-changed")),
    (
        "28 the page of a code changes",
        &[(QUEUE_RS, "https://docs.example.com/queue", "https://docs.example.com/q")],
        Taken("doc-url-changed"),
    ),
    (
        "29 the log level changes",
        &[(QUEUE_RS, "log_level = \"INFO\", class", "log_level = \"WARN\", class")],
        Taken("level-changed"),
    ),
    (
        "30 the severity changes",
        &[(QUEUE_RS, "severity = \"WARNING\"", "severity = \"ERROR\"")],
        Taken("severity-changed"),
    ),
    (
        "30 the owner changes",
        &[(QUEUE_RS, "owner = \"queues\"", "owner = \"crowds\"")],
        Taken("owner-changed"),
    ),
    (
        "31 a field of the log is renamed",
        &[(QUEUE_RS, "#[context]", "#[context(\"host\")]")],
        Taken("context-renamed"),
    ),
    (
        "32 an internal field becomes public",
        &[(QUEUE_RS, "#[context]\n        node", "#[detail]\n        node")],
        Broken("detail-made-public"),
    ),
    (
        "33 a public code becomes internal",
        &[(QUEUE_RS, "status = 410,", "status = 410, public_as = \"USER_NOT_FOUND\",")],
        Broken("public-as-added"),
    ),
    (
        "34 a secret is logged",
        &[(
            QUEUE_RS,
            "#[secret]\n        token: Secret<String>",
            "#[context]\n        token: String",
        )],
        Taken("secret-lifted"),
    ),
    (
        "34 a secret is sent",
        &[(
            QUEUE_RS,
            "#[secret]\n        token: Secret<String>",
            "#[detail]\n        token: String",
        )],
        Broken("secret-made-public"),
    ),
    (
        "35 a code is deprecated",
        &[(QUEUE_RS, "status = 410,", "status = 410, deprecated(since = \"2.0\"),")],
        Taken("deprecated-added"),
    ),
    (
        "36 a removal is moved forward",
        &[(USER_RS, "until = \"3.0\"", "until = \"2.0\"")],
        Taken("until-earlier"),
    ),
    (
        "38 clients get another code",
        &[(USER_RS, "public_as = \"USER_NOT_FOUND\"", "public_as = \"QUEUE_CLOSED\"")],
        Broken("public-as-changed"),
    ),
    (
        "39 an enum becomes non-exhaustive",
        &[(QUEUE_RS, "pub enum", "#[non_exhaustive]\npub enum")],
        Broken("non-exhaustive-added"),
    ),
    (
        "40 the dialect changes",
        &[(LIB_RS, "#[registry(", "#[registry(dialect = problem, ")],
        Broken("dialect-changed"),
    ),
    (
        "41 the order of the enums changes",
        &[(LIB_RS, "user::UserError, queue::QueueError", "queue::QueueError, user::UserError")],
        Documented,
    ),
    (
        "a comment is written",
        &[(QUEUE_RS, "    Closed,", "    // Says so at the door.\n    Closed,")],
        Nothing,
    ),
    (
        "the source gets other line ends",
        &[(QUEUE_RS, "\n    Closed,\n", "\r\n    Closed,\r\n")],
        Nothing,
    ),
    (
        "a description changes",
        &[(QUEUE_RS, "/// Too many are waiting.", "/// The queue is full.")],
        Documented,
    ),
    (
        "an enum is no longer listed",
        &[(LIB_RS, ", queue::QueueError", "")],
        Refused("registry-unlisted"),
    ),
    (
        "an enum is listed that is not there",
        &[(LIB_RS, "queue::QueueError,", "queue::QueueError, queue::Gone,")],
        Unseen,
    ),
    (
        "codes of another crate are included",
        &[(LIB_RS, "queue::QueueError,", "queue::QueueError, ..billing::Codes,")],
        Unseen,
    ),
    (
        "an enum is made by a macro",
        &[
            (
                QUEUE_RS,
                "/// A code",
                "macro_rules! same { ($($t:tt)*) => { $($t)* } }\nsame! {\n/// A code",
            ),
            (QUEUE_RS, "    Closed,\n}", "    Closed,\n}\n}"),
        ],
        Unseen,
    ),
    ("the spec differs", &[("stock.json", "409", "410")], Refused("spec-differs")),
    (
        "the spec has one code more",
        &[(
            "stock.json",
            "\"STOCK_SOLD_OUT\": {",
            "\"STOCK_LOST\": { \"status\": 404, \"log_level\": \"INFO\", \"message\": { \"ja\": \"なし\", \"en\": \"lost\" } },\n    \"STOCK_SOLD_OUT\": {",
        )],
        Refused("spec-missing"),
    ),
    (
        "the spec cannot be read",
        &[("stock.json", "\"codes\": {", "\"codes\": {{")],
        Refused("spec-file"),
    ),
    (
        "the spec is another file",
        &[("src/stock.rs", "stock.json", "stokc.json")],
        Refused("spec-file"),
    ),
    (
        "a message file changes",
        &[("locales/en.json", "the hall is closed", "we are closed")],
        Taken("message-reworded"),
    ),
    (
        "a message file lacks a code",
        &[("locales/en.json", "\"HALL_CLOSED\": \"the hall is closed\"", "")],
        Refused("messages-missing"),
    ),
    (
        "a message file has one code more",
        &[("locales/en.json", "{ ", "{ \"HALL_GONE\": \"gone\", ")],
        Refused("messages-unknown"),
    ),
];

#[test]
fn changes_of_the_source_are_found() {
    let whole = whole();
    let judged = OF_SOURCE.iter().filter_map(|(name, edits, is)| {
        let attacked = Attacked::new(&whole);
        for (path, from, to) in *edits {
            attacked.edit(path, from, to);
        }
        judge(&attacked, is).err().map(|wrong| format!("{name}: {wrong}"))
    });
    let wrong: Vec<_> = judged.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether `check`, `docs` and `check` again say what the change is.
fn judge(attacked: &Attacked, is: &Is) -> Result<(), String> {
    let before = attacked.read(LOCK);
    let (code, json) = attacked.check();
    let is_seen = match is {
        Nothing => code == 0,
        Documented => {
            has(&json["drifted"], "state", "stale") && !has(&json["drifted"], "path", LOCK)
        }
        Taken(rule) => has(&json["changes"], "rule", rule) && has(&json["drifted"], "path", LOCK),
        Broken(rule) | Refused(rule) => has(&json["problems"], "rule", rule),
        Unseen => !json["not_compared"].as_array().is_none_or(Vec::is_empty),
    };
    let expected = match is {
        Nothing => 0,
        Unseen => 3,
        Documented | Taken(_) | Broken(_) | Refused(_) => 1,
    };
    if !is_seen || code != expected || json["ok"] != (code == 0) {
        return Err(format!("{code} {json:#}"));
    }
    if matches!(is, Nothing | Unseen) {
        return Ok(());
    }
    let is_taken = matches!(is, Documented | Taken(_));
    let written = attacked.docs();
    let (code, json) = attacked.check();
    if (written, code) != (i32::from(!is_taken), i32::from(!is_taken)) {
        return Err(format!("`docs` gives {written}, and `check` then {code} {json:#}"));
    }
    if !is_taken && attacked.read(LOCK) != before {
        return Err("`docs` changed the lock".to_owned());
    }
    Ok(())
}

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
        let there = Attacked { folder: tempfile::tempdir().unwrap() };
        copy(attacked.path(), there.path());
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

/// Edits of single lines of the lock that keep its form.
#[test]
fn edits_of_the_lock_are_found() {
    let whole = whole();
    let lock = whole.read(LOCK);
    let lines: Vec<&str> = lock.lines().collect();
    let of = |start: &str| lines.iter().position(|line| line.starts_with(start)).unwrap();
    let without = |at: usize| [&lines[..at], &lines[at + 1..]].concat();
    let swapped = |at: usize| {
        let mut lines = lines.clone();
        lines.swap(at, at + 1);
        lines
    };
    let replaced = |at: usize, from: &str, to: &str| {
        assert!(lines[at].contains(from), "{}", lines[at]);
        lines
            .iter()
            .enumerate()
            .map(
                |(line, text)| if line == at { text.replace(from, to) } else { (*text).to_owned() },
            )
            .collect::<Vec<_>>()
            .join("\n")
    };
    let detail = of("QUEUE_FULL detail hint");
    let section = of("QUEUE_CLOSED enum")..=of("QUEUE_CLOSED checksum");
    let edits = [
        ("a detail is deleted", without(detail).join("\n")),
        ("a status is changed", replaced(of("QUEUE_FULL status"), "429", "428")),
        (
            "a secret is made a context",
            replaced(of("QUEUE_FULL hidden token"), " secret", " context"),
        ),
        ("a tombstone is deleted", without(of("retired ")).join("\n")),
        ("a checksum is deleted", without(of("QUEUE_FULL checksum")).join("\n")),
        ("a checksum is changed", replaced(of("QUEUE_FULL checksum"), " lines", "0 lines")),
        (
            "the followers change",
            replaced(of("QUEUE_CLOSED checksum"), "QUEUE_FULL", "STOCK_SOLD_OUT"),
        ),
        (
            "a code is deleted",
            lines
                .iter()
                .enumerate()
                .filter(|(at, _)| !section.contains(at))
                .map(|(_, line)| *line)
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        (
            "a code is doubled",
            [&lines[..=*section.end()], &lines[section.clone()], &lines[section.end() + 1..]]
                .concat()
                .join("\n"),
        ),
        ("lines are swapped", swapped(detail).join("\n")),
        ("a comment is added", format!("{}\n# reviewed", lines.join("\n"))),
        ("the format is older", replaced(0, "2", "1")),
        ("the format is newer", replaced(0, "2", "3")),
        (
            "an acceptance is made up",
            format!(
                "{}\naccepted QUEUE_FULL status-changed = \"429\" -> \"428\" because \"so\"",
                lines.join("\n")
            ),
        ),
    ];
    for (name, text) in edits {
        let attacked = Attacked::new(&whole);
        let text = text + "\n";
        attacked.write(LOCK, &text);
        let (code, json) = attacked.check();
        assert!(matches!(code, 1 | 3) && json["ok"] == false, "{name}: {json:#}");
        assert_ne!(attacked.docs(), 0, "{name}");
        assert_eq!(attacked.read(LOCK), text, "{name}");
    }
}

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
