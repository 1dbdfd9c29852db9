//! Hostile values are values: the output parses, and is what `serde_json` gives for the same structure.

use crate::DIALECTS;
use crate::hostile::{self, Strict};
use error_catalog::{ErrorCatalog, envelope::ReceivedEnvelope};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What hostile values are put into.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "HOSTILE", locales("ja", "en-US", "en"))]
enum HostileError {
    #[catalog(
        code = "HOSTILE_VALUE_SENT",
        status = 400,
        log_level = "INFO",
        message(
            "ja" = "「{text}」と{other}は{number:.3}、{{text}}",
            "en-US" = "us {number:+e} {other:?<5} {text}",
            "en" = "\"{other}\" \\ {text:>8} {number}"
        ),
        display = "{text}|{other}|{hidden}|{list:?}",
    )]
    Sent {
        #[detail]
        text: String,
        #[detail("the_other")]
        other: String,
        hidden: String,
        #[detail]
        number: f64,
        #[detail]
        list: Vec<String>,
        #[detail]
        maybe: Option<String>,
        #[detail(flatten)]
        map: BTreeMap<String, Value>,
    },
    #[catalog(
        code = "HOSTILE_TUPLE_SENT",
        status = 400,
        log_level = "INFO",
        message("ja" = "「{1}{0}」", "en-US" = "{0} {1}", "en" = "{0}, {1}")
    )]
    Tuple(#[detail("text")] String, #[detail("other")] String),
}

/// The same structure by hand.
#[derive(Serialize)]
struct Whole<'a, D> {
    error: Inner<'a, D>,
}

#[derive(Serialize)]
struct Inner<'a, D> {
    code: &'static str,
    message: String,
    details: D,
    #[serde(skip_serializing_if = "str::is_empty")]
    trace_id: &'a str,
}

#[derive(Serialize)]
struct SentDetails<'a> {
    text: &'a str,
    the_other: &'a str,
    #[serde(skip_serializing_if = "is_null")]
    number: f64,
    list: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    maybe: Option<&'a str>,
    #[serde(flatten)]
    map: BTreeMap<&'a str, &'a Value>,
}

/// Numbers that JSON does not have are `null` there, and so absent here.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_null(number: &f64) -> bool {
    !number.is_finite()
}

#[derive(Serialize)]
struct TupleDetails<'a> {
    text: &'a str,
    other: &'a str,
}

const SENT_DETAILS: [&str; 5] = ["text", "the_other", "number", "list", "maybe"];

#[derive(Debug, Clone)]
struct Sent {
    text: String,
    other: String,
    hidden: String,
    number: f64,
    list: Vec<String>,
    maybe: Option<String>,
    map: BTreeMap<String, Value>,
}

impl Sent {
    fn error(&self) -> HostileError {
        let Self { text, other, hidden, number, list, maybe, map } = self.clone();
        HostileError::Sent { text, other, hidden, number, list, maybe, map }
    }

    fn message(&self, locale: Option<&str>) -> String {
        let Self { text, other, number, .. } = self;
        match locale {
            Some("en-US") => format!("us {number:+e} {other:?<5} {text}"),
            Some("en") => format!("\"{other}\" \\ {text:>8} {number}"),
            _ => format!("「{text}」と{other}は{number:.3}、{{text}}"),
        }
    }

    fn expected(&self, locale: Option<&str>, trace_id: &str) -> String {
        // A name that is taken keeps its first value unless that was absent; `null` is absent.
        // A map says nothing in the place of a field, though that one says nothing itself.
        let taken = |name: &str| SENT_DETAILS.contains(&name);
        let map = self.map.iter().map(|(name, value)| (name.as_str(), value));
        let details = SentDetails {
            text: &self.text,
            the_other: &self.other,
            number: self.number,
            list: &self.list,
            maybe: self.maybe.as_deref(),
            map: map.filter(|(name, value)| !taken(name) && !value.is_null()).collect(),
        };
        let inner =
            Inner { code: "HOSTILE_VALUE_SENT", message: self.message(locale), details, trace_id };
        serde_json::to_string(&Whole { error: inner }).unwrap()
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        hostile::text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(hostile::text(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn sent() -> impl Strategy<Value = Sent> {
    let name = prop_oneof![
        4 => hostile::text(),
        1 => proptest::sample::select(&["text", "maybe", "number", "code", "type", "errors", "a_b", "aB"][..])
            .prop_map(str::to_owned),
    ];
    (
        [hostile::text(), hostile::text(), hostile::text()],
        any::<f64>(),
        proptest::collection::vec(hostile::text(), 0..3),
        proptest::option::of(hostile::text()),
        proptest::collection::btree_map(name, value(), 0..4),
    )
        .prop_map(|([text, other, hidden], number, list, maybe, map)| Sent {
            text,
            other,
            hidden,
            number,
            list,
            maybe,
            map,
        })
}

/// The locale that is answered, by RFC 4647's look-up.
fn answered(wanted: &str) -> &'static str {
    let mut wanted = wanted;
    loop {
        let known =
            ["ja", "en-US", "en"].into_iter().find(|known| known.eq_ignore_ascii_case(wanted));
        match (known, wanted.rfind('-')) {
            (Some(known), _) => return known,
            (None, Some(at)) => wanted = &wanted[..at],
            (None, None) => return "ja",
        }
    }
}

fn locale() -> impl Strategy<Value = String> {
    let tag = proptest::sample::select(
        &["ja", "JA-jp", "en", "en-us", "en-US-x-y", "en-GB", "zh-TW", "-", "en-"][..],
    );
    prop_oneof![2 => tag.prop_map(str::to_owned), 1 => hostile::text()]
}

/// `serde_json` of the hand-written struct of the same structure.
fn check_seed(sent: &Sent, trace_id: &str, locale: Option<&str>) -> Result<(), TestCaseError> {
    let error = sent.error();
    let mut envelope = error.envelope().trace_id(trace_id);
    if let Some(locale) = locale {
        envelope = envelope.locale(locale);
    }
    let expected = sent.expected(locale.map(answered), trace_id);
    prop_assert_eq!(envelope.to_json(), expected.as_str());
    prop_assert_eq!(&*envelope.body(), expected.as_bytes());
    let mut written = Vec::new();
    envelope.write_json(&mut written);
    prop_assert_eq!(&*written, expected.as_bytes());
    prop_assert_eq!(serde_json::to_string(&envelope).unwrap(), expected);
    Ok(())
}

proptest! {
    #![proptest_config(hostile::cases(512))]

    #[test]
    fn hostile_values_give_the_bytes_of_serde_json(
        sent in sent(),
        trace_id in hostile::text(),
        locale in proptest::option::of(locale()),
    ) {
        check_seed(&sent, &trace_id, locale.as_deref())?;
    }

    #[test]
    fn hostile_values_are_never_read_as_templates(sent in sent(), trace_id in hostile::text()) {
        let error = sent.error();
        prop_assert_eq!(error.user_message(), sent.message(None));
        prop_assert_eq!(error.user_message_in("en"), sent.message(Some("en")));
        let Sent { text, other, hidden, list, .. } = &sent;
        prop_assert_eq!(error.to_string(), format!("{text}|{other}|{hidden}|{list:?}"));

        let error = HostileError::Tuple(text.clone(), other.clone());
        let message = format!("「{other}{text}」");
        prop_assert_eq!(error.user_message(), message.as_str());
        let details = TupleDetails { text, other };
        let inner = Inner { code: "HOSTILE_TUPLE_SENT", message, details, trace_id: &trace_id };
        let expected = serde_json::to_string(&Whole { error: inner }).unwrap();
        prop_assert_eq!(error.envelope().trace_id(&trace_id).to_json(), expected);
    }

    #[test]
    fn hostile_values_break_no_dialect_and_no_header(
        sent in sent(),
        trace_id in hostile::text(),
        locale in locale(),
    ) {
        let error = sent.error();
        for dialect in DIALECTS {
            let envelope = error.envelope().trace_id(&trace_id).locale(&locale).dialect(dialect);
            let json = envelope.to_json();
            if let Err(wrong) = Strict::read(json.as_bytes()) {
                return Err(TestCaseError::fail(format!("{wrong}: {json}")));
            }
            prop_assert_eq!(serde_json::to_string(&envelope).unwrap(), json.as_str());
            let response = envelope.into_response();
            prop_assert_eq!(&**response.body(), json.as_bytes());
            prop_assert_eq!(&response.headers()["content-language"], answered(&locale));
            if let Some(id) = response.headers().get("x-request-id") {
                prop_assert_eq!(id.as_bytes(), trace_id.as_bytes());
            }
        }
    }

    #[test]
    fn hostile_values_are_read_back_from_every_dialect(
        text in hostile::text(),
        other in hostile::text(),
        trace_id in hostile::text(),
    ) {
        let error = HostileError::Tuple(text.clone(), other.clone());
        let trace = Some(trace_id.as_str()).filter(|id| !id.is_empty());
        let details = json!({"text": text, "other": other});
        for (at, dialect) in DIALECTS.into_iter().take(5).enumerate() {
            let body = error.envelope().trace_id(&trace_id).dialect(dialect).body().into_owned();
            let received = ReceivedEnvelope::from_slice(&body).unwrap();
            prop_assert_eq!(received.code(), "HOSTILE_TUPLE_SENT");
            let message = format!("「{other}{text}」");
            prop_assert_eq!(received.message(), message.as_str());
            prop_assert_eq!(received.trace_id(), trace.filter(|_| at != 3));
            if at != 4 {
                prop_assert_eq!(Some(received.details()), details.as_object());
            }
        }
    }

    /// Any bytes at all are an envelope or an error, and never a panic.
    #[test]
    fn foreign_bodies_are_read_or_refused(
        name in proptest::sample::select(&["error", "error_code", "code", "x"][..]),
        value in value(),
        more in value(),
        bytes in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        let _ = ReceivedEnvelope::from_slice(&bytes);
        let mut body = Map::new();
        body.insert(name.to_owned(), value);
        body.insert("title".to_owned(), more.clone());
        body.insert("user_message".to_owned(), more);
        let body = Value::Object(body);
        if let Ok(received) = serde_json::from_value::<ReceivedEnvelope>(body.clone()) {
            prop_assert!(body.to_string().contains(&serde_json::to_string(received.code()).unwrap()));
        }
    }
}

#[test]
fn a_megabyte_is_a_value_like_any_other() {
    for piece in ["\"", "{other}", "\\ud800\u{202e}"] {
        let text = piece.repeat(1_000_000 / piece.len());
        let sent = Sent {
            text: text.clone(),
            other: piece.to_owned(),
            hidden: String::new(),
            number: 0.5,
            list: Vec::new(),
            maybe: None,
            map: BTreeMap::from([(piece.to_owned(), Value::from(piece))]),
        };
        let error = sent.error();
        // Not by `assert_eq!`, which would print it all.
        assert!(
            error.envelope().trace_id(piece).to_json() == sent.expected(None, piece),
            "{piece}"
        );
        for dialect in DIALECTS {
            let envelope = error.envelope().trace_id(&text).dialect(dialect);
            Strict::read(&envelope.body()).unwrap();
        }
    }
}
