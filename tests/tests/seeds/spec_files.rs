//! The spec files in `catalog-specs/specs` against the compiled rows.

use std::collections::BTreeMap;

use catalog_specs::{Class, Grpc, Incident, Level, Retry, Severity, status};
use error_catalog::{Entry, ErrorCatalog, Registry};
use serde_json::{Map, Value, json};

use crate::common::japanese::{AuthError, InternalError, ReservationError, Service, UserError};
use crate::common::payments::{self, PaymentError};
use crate::common::system_errors::{self, SystemError};
use crate::common::validation::ValidationError;
use crate::japanese_catalogue::{AUTH, RESERVATION, USER};

/// Each spec file with the rows that implement it.
const SPECS: [(&str, &str, &[Entry]); 7] = [
    ("auth", include_str!("../../../catalog-specs/specs/auth.json"), AuthError::ENTRIES),
    ("user", include_str!("../../../catalog-specs/specs/user.json"), UserError::ENTRIES),
    (
        "reservation",
        include_str!("../../../catalog-specs/specs/reservation.json"),
        ReservationError::ENTRIES,
    ),
    ("system", include_str!("../../../catalog-specs/specs/system.json"), InternalError::ENTRIES),
    (
        "validation",
        include_str!("../../../catalog-specs/specs/validation.json"),
        ValidationError::ENTRIES,
    ),
    ("payments", include_str!("../../../catalog-specs/specs/payments.json"), PaymentError::ENTRIES),
    (
        "system-errors",
        include_str!("../../../catalog-specs/specs/system-errors.json"),
        SystemError::ENTRIES,
    ),
];

#[test]
fn every_spec_file_is_implemented() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../catalog-specs/specs");
    let mut files: Vec<_> = std::fs::read_dir(directory)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort_unstable();
    let mut expected = SPECS.map(|(name, _, _)| format!("{name}.json"));
    expected.sort_unstable();
    assert_eq!(files, expected);
}

#[test]
fn every_spec_equals_the_compiled_enum_in_every_field() {
    for (file, text, rows) in SPECS {
        let spec: Value = serde_json::from_str(text).unwrap();
        let locales = spec["locales"].as_array().unwrap();
        for row in rows {
            assert_eq!(row.domain(), spec["domain"], "{file}");
            assert!(row.locales().iter().eq(locales), "{file}: {locales:?}");
        }
        let compiled: Map<_, _> =
            rows.iter().map(|row| (row.code().to_owned(), from_row(row))).collect();
        let codes = spec["codes"].as_object().unwrap();
        assert_eq!(compiled.len(), rows.len(), "{file}");
        assert!(compiled.keys().eq(codes.keys()), "{file}: {:?}", compiled.keys());
        for (code, entry) in codes {
            let (expected, found) = (from_spec(code, entry, &spec), &compiled[code]);
            for (field, value) in &expected {
                assert_eq!(&found[field], value, "{file}: {field} of {code}");
            }
            assert!(expected.keys().eq(found.as_object().unwrap().keys()), "{file}: {code}");
        }
    }
}

#[test]
fn the_japanese_specs_are_the_printed_catalogues() {
    // A map forgets the order of its keys; the text does not.
    let order = |text: &str, codes: &Map<String, Value>| -> Vec<String> {
        let mut codes: Vec<_> = codes.keys().cloned().collect();
        codes.sort_by_key(|code| text.find(&format!("{code:?}: {{")).unwrap());
        codes
    };
    for ((file, text, _), printed) in SPECS.iter().zip([AUTH, USER, RESERVATION]) {
        let spec: Value = serde_json::from_str(text).unwrap();
        let catalogue: Map<String, Value> = serde_json::from_str(printed).unwrap();
        assert_eq!(spec["codes"].as_object(), Some(&catalogue), "{file}");
        assert_eq!(order(text, &catalogue), order(printed, &catalogue), "{file}");
    }
}

#[test]
fn the_dialects_of_the_specs_are_those_of_the_registries() {
    let settings: [&error_catalog::dialect::Settings; 7] = [
        Service::settings(),
        Service::settings(),
        Service::settings(),
        Service::settings(),
        Service::settings(),
        payments::Codes::settings(),
        system_errors::Codes::settings(),
    ];
    let error = AuthError::TokenInvalid;
    for ((file, text, _), settings) in SPECS.iter().zip(settings) {
        let spec: Value = serde_json::from_str(text).unwrap();
        let body: Map<String, Value> =
            serde_json::from_str(&error.envelope().dialect(settings.dialect).to_json()).unwrap();
        let first = match spec.get("dialect").and_then(Value::as_str) {
            None | Some("standard") => "error",
            Some("flat") => "details",
            Some("agent") => "user_message",
            Some(other) => panic!("{file}: no test knows the dialect {other}"),
        };
        assert!(body.contains_key(first), "{file}: {body:?}");
    }
}

/// A row as the spec format writes it, defaults filled in.
fn from_row(row: &Entry) -> Value {
    let details: Vec<_> = row
        .details()
        .iter()
        .map(|detail| {
            let inner = detail.type_name.strip_prefix("Option<");
            let inner = inner.and_then(|inner| inner.strip_suffix('>'));
            json!({
                "name": detail.name,
                "type": inner.unwrap_or(detail.type_name),
                "doc": detail.doc,
                "optional": inner.is_some(),
                "flatten": detail.flatten,
            })
        })
        .collect();
    let mut messages = Map::new();
    if !row.message().is_empty() {
        for locale in row.locales() {
            messages.insert((*locale).to_owned(), row.message_in(locale).into());
        }
    }
    json!({
        "status": row.status().as_u16(),
        "message": messages,
        "log_level": row.log_level().as_str(),
        "class": row.class().as_str(),
        "retry": row.retry().as_str(),
        "retry_after": row.retry_after().map(|wait| wait.as_secs()),
        "severity": row.severity().as_str(),
        "incident": row.incident().as_str(),
        "origin": row.origin(),
        "error_type": row.error_type(),
        "grpc": row.grpc().as_str(),
        "public_as": row.public_as(),
        "formerly": row.formerly(),
        "owner": row.owner(),
        "title": row.title(),
        "since": row.since(),
        "deprecated": row.deprecated().map(|deprecated| deprecated.since),
        "doc_url": row.doc_url(),
        "runbook": row.runbook(),
        "ext": row.extensions().iter().copied().collect::<BTreeMap<_, _>>(),
        "allow": row.allows(),
        "display": row.display(),
        "details": details,
        "description": row.description(),
        "symptoms": row.symptoms(),
        "diagnosis": row.diagnosis(),
        "causes": row.causes(),
        "solutions": row.solutions(),
        "prevention": row.prevention(),
        "variant": row.variant(),
    })
}

/// An entry of a spec with the defaults that follow from what it says.
fn from_spec(code: &str, entry: &Value, spec: &Value) -> Map<String, Value> {
    let said = |key: &str| entry.get(key).and_then(Value::as_str);
    let number = u16::try_from(entry["status"].as_u64().unwrap()).unwrap();
    let level = Level::parse(said("log_level").unwrap()).unwrap();
    let class = said("class").map_or(status::class(number), |word| Class::parse(word).unwrap());
    let retry =
        said("retry").map_or(status::retry(number, class), |word| Retry::parse(word).unwrap());
    let severity = said("severity")
        .map_or(status::severity(number, level), |word| Severity::parse(word).unwrap());
    let incident =
        said("incident").map_or(status::incident(severity), |word| Incident::parse(word).unwrap());
    let grpc = said("grpc").map_or(status::grpc(number), |word| Grpc::parse(word).unwrap());
    let message = match entry.get("message") {
        None => json!({}),
        Some(Value::String(text)) => json!({ spec["locales"][0].as_str().unwrap(): text }),
        Some(texts) => texts.clone(),
    };
    let details =
        entry.get("details").and_then(Value::as_array).into_iter().flatten().map(|detail| {
            json!({
                "name": detail["name"],
                "type": detail["type"],
                "doc": detail.get("doc").unwrap_or(&json!("")),
                "optional": detail.get("optional").unwrap_or(&json!(false)),
                "flatten": detail.get("flatten").unwrap_or(&json!(false)),
            })
        });
    let mut row = json!({
        "status": number,
        "message": message,
        "log_level": level.as_str(),
        "class": class.as_str(),
        "retry": retry.as_str(),
        "severity": severity.as_str(),
        "incident": incident.as_str(),
        "grpc": grpc.as_str(),
        "details": details.collect::<Vec<_>>(),
        "variant": said("variant").map_or_else(|| camel_case(code), str::to_owned),
    });
    let row = row.as_object_mut().unwrap();
    let absent = [
        (json!(null), &["retry_after", "origin", "error_type", "public_as", "owner", "title"][..]),
        (json!(null), &["since", "deprecated", "doc_url", "runbook", "display"]),
        (json!(""), &["description", "symptoms", "diagnosis", "causes", "solutions", "prevention"]),
        (json!([]), &["formerly", "allow"]),
        (json!({}), &["ext"]),
    ];
    for (value, keys) in absent {
        for key in keys {
            row.insert((*key).to_owned(), entry.get(*key).unwrap_or(&value).clone());
        }
    }
    // The fields that clients do not receive are no part of an entry; `specs` compares them.
    for key in entry.as_object().unwrap().keys().filter(|key| *key != "hidden") {
        assert!(row.contains_key(key), "no comparison knows `{key}` of {code}");
    }
    std::mem::take(row)
}

/// `InvalidCredentials` for `AUTH_INVALID_CREDENTIALS`.
fn camel_case(code: &str) -> String {
    let words = code.split('_').skip(1);
    let words = words.map(|word| format!("{}{}", &word[..1], word[1..].to_ascii_lowercase()));
    words.collect::<Vec<_>>().concat()
}
