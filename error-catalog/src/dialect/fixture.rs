//! Errors for the tests of dialects and envelopes, written by hand as the derive would.

use core::error::Error;
use core::fmt::{self, Display};
use core::time::Duration;

use catalog_specs_core::compact::pack_status_level;
use catalog_specs_core::keys::Key;
use catalog_specs_core::{Class, Level};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::dialect::Settings;
use crate::entry::{Declared, Detail};
use crate::entry::{Fact, Shared};
use crate::fields::Fields;
use crate::{Catalogued, Entry};

/// An entry with its standard body.
macro_rules! entry {
    ($code:literal, $status:literal, $message:literal, $origin:ident, $details:expr, $facts:expr) => {
        entry!($code, $status, $message, $origin, $details, $facts, "Variant")
    };
    ($code:literal, $status:literal, $message:literal, $origin:ident, $details:expr, $facts:expr, $about:literal) => {
        Entry(
            $code,
            $about,
            $message,
            concat!(r#"{"error":{"code":""#, $code, r#"","message":""#, $message, r#""}}"#),
            &Shared(&$origin, $details),
            $facts,
            pack_status_level($status, Level::Info),
        )
    };
}

const RESERVATION: Declared = origin("RESERVATION", &["ja", "en"]);
const VALIDATION: Declared = origin("VALIDATION", &["ja"]);
const SYSTEM: Declared = origin("SYSTEM", &["ja"]);
const PLAIN: Declared = origin("PLAIN", &[]);

const DETAIL: Detail = Detail { name: "any", type_name: "Any", doc: "", flatten: false };

pub(crate) static SLOT: Entry = entry!(
    "RESERVATION_SLOT_UNAVAILABLE",
    409,
    "指定された時間枠は既に予約されています",
    RESERVATION,
    &[DETAIL, DETAIL],
    &[],
    "Variant\u{1f}\u{1f}\u{1f}予約枠が利用できません\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}the slot is taken"
);
pub(crate) static INVALID: Entry = entry!(
    "VALIDATION_ERROR",
    422,
    "入力内容に誤りがあります",
    VALIDATION,
    &[DETAIL],
    &[Fact::Word(Key::Class, Class::Validation as u8)]
);
pub(crate) static INTERNAL: Entry =
    entry!("SYSTEM_INTERNAL_ERROR", 500, "システムエラーが発生しました", SYSTEM, &[], &[]);
pub(crate) static DOWN: Entry = entry!(
    "SYSTEM_DEPENDENCY_UNAVAILABLE",
    503,
    "Retry later.",
    PLAIN,
    &[],
    &[Fact::Duration(Key::RetryAfter, Duration::from_secs(60))]
);
pub(crate) static GENERIC: Entry = entry!(
    "SYS_ERROR_GENERIC",
    500,
    "Hệ thống đang gặp sự cố, vui lòng thử lại sau",
    PLAIN,
    &[],
    &[]
);
pub(crate) static STOCK: Entry =
    entry!("INSUFFICIENT_STOCK", 400, "商品庫存不足", PLAIN, &[DETAIL, DETAIL], &[]);
pub(crate) static LOGIN: Entry = entry!("PLAIN_LOGIN_NEEDED", 401, "log in", PLAIN, &[], &[]);
/// The true entry of the masked error, whose own text is sent.
pub(crate) static HIDDEN: Entry = entry!(
    "PLAIN_DISK_FULL",
    500,
    "try tomorrow",
    PLAIN,
    &[DETAIL],
    &[Fact::Duration(Key::RetryAfter, Duration::from_millis(1500))]
);
/// The same without a text.
pub(crate) static MUTE: Entry = Entry(
    "PLAIN_DISK_GONE",
    "Mute",
    "",
    "",
    &Shared(&PLAIN, &[DETAIL]),
    &[],
    pack_status_level(500, Level::Error),
);
pub(crate) static DYNAMIC: Entry = Entry(
    "PLAIN_TEXT_DYNAMIC",
    "Dynamic",
    "it {{is}} {text}: \"{text}\"",
    "",
    &Shared(&PLAIN, &[DETAIL]),
    &[],
    pack_status_level(400, Level::Info),
);

pub(crate) static DEFAULTS: Settings = Settings::new(|_| None);
pub(crate) static SERVICE: Settings = Settings {
    locales: &["ja", "en"],
    service: Some("reservation.example.com"),
    docs: Some("https://docs.example.com/errors/{code}"),
    problem_type: Some("https://errors.example.com/{slug}"),
    ..DEFAULTS
};

pub(crate) const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// An error with the parts that a test sets.
pub(crate) struct Sample {
    pub(crate) entry: &'static Entry,
    pub(crate) public: &'static Entry,
    pub(crate) details: Vec<(&'static str, Value)>,
    pub(crate) flattened: Option<Pairs>,
    pub(crate) text: String,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) settings: &'static Settings,
}

/// A map in the order of its making.
pub(crate) struct Pairs(pub(crate) Vec<(String, Value)>);

/// A value that cannot be serialised.
pub(crate) struct Broken;

impl Sample {
    pub(crate) fn new(entry: &'static Entry) -> Self {
        Self {
            entry,
            public: entry,
            details: Vec::new(),
            flattened: None,
            text: String::new(),
            retry_after: None,
            settings: &DEFAULTS,
        }
    }

    pub(crate) fn slot() -> Self {
        let details = vec![
            ("slot_start", "2026-03-01T10:00:00+09:00".into()),
            ("resource_id", "room-7".into()),
        ];
        Self { details, settings: &SERVICE, ..Self::new(&SLOT) }
    }

    pub(crate) fn invalid() -> Self {
        let fields = pairs(&[
            ("email", "メールアドレスの形式が正しくありません"),
            ("age", "18以上で入力してください"),
        ]);
        Self { flattened: Some(fields), settings: &SERVICE, ..Self::new(&INVALID) }
    }

    pub(crate) fn text(text: &str) -> Self {
        Self { text: text.to_owned(), details: vec![("text", text.into())], ..Self::new(&DYNAMIC) }
    }
}

pub(crate) fn pairs(pairs: &[(&str, &str)]) -> Pairs {
    Pairs(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect())
}

const fn origin(domain: &'static str, locales: &'static [&'static str]) -> Declared {
    Declared {
        domain,
        type_name: "Sample",
        module: "samples",
        description: "",
        locales,
        non_exhaustive: false,
    }
}

impl crate::catalogued::Derived for Sample {}

impl Catalogued for Sample {
    fn catalog_row(&self) -> &'static Entry {
        self.entry
    }

    fn catalog_public_row(&self) -> &'static Entry {
        self.public
    }

    fn catalog_fields(&self, fields: &mut dyn Fields) {
        fields.placeholder("text", &self.text);
        fields.context("password", &"hunter2");
        for (name, value) in &self.details {
            fields.detail(name, value);
        }
        if let Some(flattened) = &self.flattened {
            fields.flattened_detail(flattened);
        }
        if let Some(wait) = self.retry_after {
            fields.retry_after(wait);
        }
    }

    fn catalog_settings(&self) -> &'static Settings {
        self.settings
    }
}

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Broken {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("broken"))
    }
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("internal")
    }
}

impl Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("internal")
    }
}

impl Error for Sample {}
