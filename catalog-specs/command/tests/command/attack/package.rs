//! The package that is attacked, with its documents and its lock.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Shop, copy, run};

pub(super) const QUEUE_RS: &str = "src/queue.rs";
pub(super) const USER_RS: &str = "src/user.rs";
pub(super) const LIB_RS: &str = "src/lib.rs";
pub(super) const LOCK: &str = "error-catalog.lock";

pub(super) const CONFIG: &str = r#"[documents]
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
pub(super) fn whole() -> Shop {
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
pub(super) struct Attacked {
    folder: TempDir,
}

impl Attacked {
    pub(super) fn new(whole: &Shop) -> Self {
        Self::copy(whole.path())
    }

    /// A copy of a package in a folder.
    pub(super) fn copy(package: &Path) -> Self {
        let attacked = Self { folder: tempfile::tempdir().unwrap() };
        copy(package, attacked.path());
        attacked
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    pub(super) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(super) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, text.replacen(from, to, 1));
    }

    /// The exit code, and the answer as JSON.
    pub(super) fn check(&self) -> (i32, Value) {
        let said = run(self.path(), &["check", "--json"]);
        let json = serde_json::from_str(&said.stdout);
        (said.code, json.unwrap_or_else(|error| panic!("{error}: {said:?}")))
    }

    pub(super) fn docs(&self) -> i32 {
        run(self.path(), &["docs"]).code
    }
}

pub(super) fn has(list: &Value, member: &str, value: &str) -> bool {
    list.as_array().is_some_and(|all| all.iter().any(|one| one[member] == value))
}
