//! A secret of each kind, and each way in which a handler spills one: none may stand in what a layer writes.

use std::collections::BTreeMap;

use error_catalog::edge::HasInternalCode;
use error_catalog::{ErrorCatalog, Failure, Includes, OrFail as _, ValidationError};

/// A text with a secret in it, and the secret.
pub type Secret = (&'static str, &'static str);

pub const SECRETS: &[Secret] = &[
    ("card 4111 1111 1111 1111 refused", "4111 1111 1111 1111"),
    ("sent Bearer q7Wm2xKp9aLz to it", "q7Wm2xKp9aLz"),
    ("with Basic dXNlcjpodW50ZXIy", "dXNlcjpodW50ZXIy"),
    ("bad eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYWxsb3J5In0.c2lnbmF0dXJl", "eyJzdWIiOiJtYWxsb3J5In0"),
    ("no user mallory.q@example.com", "mallory.q"),
    (r#"{"user":1,"password":"tr0ub4dor-json"}"#, "tr0ub4dor-json"),
    (r#"body "{\"pin\":\"tr0ub4dor-text\"}""#, "tr0ub4dor-text"),
    ("GET /x?access_token=tr0ub4dor-query&a=1", "tr0ub4dor-query"),
    ("x-api-key: tr0ub4dor-header", "tr0ub4dor-header"),
    ("wrong db_password: tr0ub4dor-colon", "tr0ub4dor-colon"),
    ("at postgres://app:tr0ub4dor-url@db:5432/x", "tr0ub4dor-url"),
    ("Server=db;Password=tr0ub4dor-connection;Timeout=3", "tr0ub4dor-connection"),
    ("-----BEGIN PRIVATE KEY-----\ntr0ub4dorPem\n-----END PRIVATE KEY-----", "tr0ub4dorPem"),
    ("AKIAIOSFODNN7EXAMPLE denied", "AKIAIOSFODNN7EXAMPLE"),
    ("ghp_0123456789abcdefghijABCDEFGHIJ012345 denied", "0123456789abcdefghij"),
    ("xoxb-123456789012-tr0ub4dorSlack denied", "tr0ub4dorSlack"),
    ("sk_live_4eC39HqLyjWDarjtT1zdp7dc denied", "4eC39HqLyjWDarjtT1zdp7dc"),
    ("AIzaSyD0123456789abcdefghijklmnopqrstuv denied", "SyD0123456789"),
    ("at /home/mallory-home/src/a.rs:1", "mallory-home"),
];

/// Ids of requests that look like ids, and are secrets.
pub const IDS: &[&str] = &[
    "4111111111111111",
    "4111-1111-1111-1111",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_0123456789abcdefghijABCDEFGHIJ012345",
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYWxsb3J5In0.c2lnbmF0dXJl",
    "password:tr0ub4dor",
];

/// The ways in which [`fail`] spills a text. Details go to clients on purpose, and to the log masked.
pub const WAYS: &[&str] = &[
    "context",
    "names",
    "display",
    "source",
    "chain",
    "unexpected",
    "doing",
    "panic",
    "detail",
    "flattened",
    "unwritten",
    "field",
];

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SPILL", locales("en", "ja"))]
pub enum SpillError {
    #[catalog(code = "SPILL_IN_CONTEXT", status = 409, log_level = INFO, message("en" = "spilt", "ja" = "漏れ"))]
    Context {
        #[context]
        note: String,
        #[context]
        notes: Vec<Option<String>>,
    },
    #[catalog(code = "SPILL_BY_NAME", status = 409, log_level = INFO, message("en" = "spilt", "ja" = "漏れ"))]
    Named {
        #[context]
        password: String,
        #[context("api_key")]
        key: Vec<char>,
        #[context]
        pins: BTreeMap<String, u32>,
    },
    #[catalog(code = "SPILL_IN_DISPLAY", status = 409, log_level = INFO, display = "cannot use {text}",
        message("en" = "spilt", "ja" = "漏れ"))]
    Shown { text: String },
    #[catalog(code = "SPILL_IN_CAUSE", status = 409, log_level = INFO, message("en" = "spilt", "ja" = "漏れ"))]
    Caused(#[source] std::io::Error),
    #[catalog(code = "SPILL_IN_DETAIL", status = 409, log_level = INFO, message("en" = "spilt", "ja" = "漏れ"))]
    Detailed {
        #[detail]
        item: String,
    },
    #[catalog(code = "SPILL_IN_MAP", status = 409, log_level = INFO, message("en" = "spilt", "ja" = "漏れ"))]
    Flattened {
        #[detail(flatten)]
        items: BTreeMap<String, String>,
    },
    #[catalog(code = "SPILL_UNWRITTEN", status = 409, log_level = INFO, message("en" = "spilt", "ja" = "漏れ"))]
    Unwritten {
        #[context]
        seal: Unwritable,
    },
}

/// A value that cannot be written, and says too much of why.
#[derive(Debug)]
pub struct Unwritable(String);

impl serde::Serialize for Unwritable {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom(&self.0))
    }
}

/// Fails in one of the [`WAYS`].
pub fn fail<C>(way: &str, (text, secret): Secret) -> Failure<C>
where
    C: HasInternalCode + Includes<SpillError> + Includes<ValidationError>,
{
    let text = text.to_owned();
    let cause = |text: String| std::io::Error::other(text);
    match way {
        "context" => {
            SpillError::Context { note: text.clone(), notes: vec![None, Some(text)] }.into()
        }
        "names" => SpillError::Named {
            password: secret.to_owned(),
            key: secret.chars().collect(),
            pins: BTreeMap::from([("pin".to_owned(), 19_283_746)]),
        }
        .into(),
        "display" => SpillError::Shown { text }.into(),
        "source" => SpillError::Caused(cause(text)).into(),
        "chain" => SpillError::Caused(std::io::Error::other(cause(text))).into(),
        "unexpected" => Err::<(), _>(cause(text)).or_internal().unwrap_err().into(),
        "doing" => Err::<(), _>(cause(String::new())).or_internal_with(|| text).unwrap_err().into(),
        "panic" => panic!("{text}"),
        "detail" => SpillError::Detailed { item: text }.into(),
        "flattened" => {
            let items =
                BTreeMap::from([(text.clone(), text.clone()), ("password".to_owned(), text)]);
            SpillError::Flattened { items }.into()
        }
        "unwritten" => SpillError::Unwritten { seal: Unwritable(text) }.into(),
        "field" => ValidationError::new().field(text.clone(), text).into(),
        other => panic!("there is no way `{other}`"),
    }
}

/// Every character as `%41`, but for letters and digits.
pub fn percent(text: &str) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encode).collect()
}

/// A secret stands nowhere in a text, in no form.
#[track_caller]
pub fn assert_absent(text: &str, secret: &str, what: &str) {
    for secret in [secret, &percent(secret), "19283746"] {
        assert!(!text.contains(secret), "{what}: `{secret}` is in {text}");
    }
}
