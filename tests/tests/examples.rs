//! The example bodies of the documents are what the service sends: member for member, in every
//! dialect and locale, with its status and its headers.

#[path = "common/mod.rs"]
#[allow(dead_code, reason = "each test takes what it needs")]
mod common;
#[path = "../src/bin/documents/sample.rs"]
mod sample;

use std::collections::BTreeMap;
use std::time::Duration;

use catalog_specs::model::Catalog;
use catalog_specs::render::example::{Examples, TRACE_ID};
use catalog_specs::render::{self, Dialect};
use common::japanese::{AuthError, ReservationError, UserError};
use common::{japanese, payments, system_errors};
use error_catalog::dialect::{self, Agent, Flat, Google, ProblemDetails, Standard};
use error_catalog::validation::{FieldText, ViolationRule};
use error_catalog::{Catalogued, Envelope, Secret, SystemError, ValidationError, catalog};

catalog! {
    pub struct Ours { SystemError, ValidationError }
}

fn real(dialect: Dialect) -> &'static dyn dialect::Dialect {
    match dialect {
        Dialect::Standard => &Standard,
        Dialect::Problem => &ProblemDetails,
        Dialect::Google => &Google,
        Dialect::Flat => &Flat,
        Dialect::Agent => &Agent,
    }
}

/// Holds the example of an error's code to the error itself.
fn hold(catalog: &Catalog, locale: Option<&str>, error: &dyn Catalogued) {
    let examples = Examples::new(catalog);
    let code = error.code().as_str();
    let (group, row) = catalog.get(code).unwrap_or_else(|| panic!("{code} is not listed"));
    let example = examples.example(group, row, locale);
    for own in Dialect::ALL {
        let mut envelope = Envelope::from_dyn(error).dialect(real(*own)).trace_id(TRACE_ID);
        if let Some(locale) = locale {
            envelope = envelope.locale(locale);
        }
        let what = format!("{code} as {own:?} in {locale:?}");
        assert_eq!(example.body(*own).compact(), envelope.to_json(), "{what}");
        assert_eq!(example.status(*own), envelope.status().as_u16(), "{what}");
        let response = envelope.into_response();
        let mut sent: Vec<_> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        let mut shown: Vec<_> = example
            .headers(*own)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        sent.sort();
        shown.sort();
        assert_eq!(shown, sent, "{what}");
    }
}

/// Holds errors to a catalogue in every locale, and sees to it that no code was left out.
fn hold_all(catalog: &Catalog, of: &[&str], errors: &[(Option<&str>, &dyn Catalogued)]) {
    for (locale, error) in errors {
        hold(catalog, *locale, *error);
    }
    for (group, row) in catalog.entries() {
        let held = errors.iter().any(|(_, error)| error.code() == row.code.as_str());
        assert!(held || !of.contains(&group.type_name.as_str()), "{} is not held", row.code);
    }
}

/// Each error in each locale.
fn in_each<'e>(
    locales: &[Option<&'e str>],
    errors: &[&'e dyn Catalogued],
) -> Vec<(Option<&'e str>, &'e dyn Catalogued)> {
    locales.iter().flat_map(|locale| errors.iter().map(|error| (*locale, *error))).collect()
}

#[test]
fn of_our_own_codes() {
    let catalog = Ours::spec();
    let errors: [&dyn Catalogued; 7] = [
        &SystemError::Internal,
        &SystemError::RouteNotFound,
        &SystemError::MethodNotAllowed,
        &SystemError::RequestTimeout,
        &SystemError::BodyTooLarge,
        &SystemError::MediaUnsupported,
        &SystemError::BodyMalformed,
    ];
    let locales =
        [None, Some("ja"), Some("EN"), Some("zh-TW"), Some("zh-CN"), Some("vi-VN"), Some("fr")];
    hold_all(&catalog, &["SystemError"], &in_each(&locales, &errors));
    for (locale, text) in [
        (None, "This is not an e-mail address"),
        (Some("ja"), "メールアドレスの形式が正しくありません"),
        (Some("zh-TW"), "電子郵件格式不正確"),
        (Some("zh-CN"), "电子邮件格式不正确"),
        (Some("vi"), "Địa chỉ email không đúng định dạng"),
    ] {
        let text = FieldText::from(text).with_rule(ViolationRule::new("email"));
        hold(&catalog, locale, &ValidationError::new().field("email", text));
    }
}

#[test]
fn of_the_seeds() {
    let catalog = japanese::Codes::spec();
    let errors: [&dyn Catalogued; 10] = [
        &AuthError::InvalidCredentials,
        &AuthError::TokenExpired,
        &AuthError::TokenInvalid,
        &AuthError::InsufficientPermissions,
        &UserError::NotFound,
        &UserError::EmailExists,
        &UserError::InvalidStatus,
        &ReservationError::NotFound,
        &ReservationError::SlotUnavailable,
        &ReservationError::CancelDeadline,
    ];
    let of = ["AuthError", "UserError", "ReservationError"];
    hold_all(&catalog, &of, &in_each(&[None, Some("ja")], &errors));

    let catalog = system_errors::Codes::spec();
    let text = String::new;
    let errors: [&dyn Catalogued; 4] = [
        &system_errors::SystemError::Generic,
        &system_errors::SystemError::Critical,
        &system_errors::SystemError::ApiTimeout { retries: 1, endpoint: text() },
        &system_errors::SystemError::PoolExhausted { pool_size: 1, active: 1, waiting: 1 },
    ];
    hold_all(&catalog, &["SystemError"], &in_each(&[None, Some("vi")], &errors));

    let catalog = payments::Codes::spec();
    let example = || "example".to_owned();
    let errors: [&dyn Catalogued; 10] = [
        &payments::PaymentError::Validation { message: text(), field: Some("email".to_owned()) },
        &payments::PaymentError::InsufficientStock {
            product_name: example(),
            available: 2,
            requested: 5,
        },
        &payments::PaymentError::Failed {
            reason: text(),
            transaction_id: Some("transaction-123".to_owned()),
        },
        &payments::PaymentError::ResourceNotFound {
            resource_type: example(),
            resource_id: "resource-123".to_owned(),
        },
        &payments::PaymentError::Gateway {
            gateway_message: example(),
            gateway_code: Some(example()),
        },
        &payments::PaymentError::Network { message: text() },
        &payments::PaymentError::Database { operation: example(), message: text() },
        &payments::PaymentError::PermissionDenied { action: example(), resource: example() },
        &payments::PaymentError::Internal { error: text() },
        &payments::PaymentError::Unknown { message: text() },
    ];
    hold_all(&catalog, &["PaymentError"], &in_each(&[None, Some("zh-TW")], &errors));
}

#[test]
fn of_codes_with_all_there_is() {
    use sample::{AuthError, HostileError, ReservationError};

    let catalog = sample::Codes::spec();
    let time = || "2026-03-01T10:00:00+09:00".to_owned();
    let minute = Duration::from_secs(60);
    let form = |text: &str| ReservationError::FormInvalid {
        form: "example".to_owned(),
        fields: BTreeMap::from([("email".to_owned(), text.to_owned())]),
    };
    let errors: [&dyn Catalogued; 10] = [
        &AuthError::InvalidCredentials,
        &AuthError::TokenExpired { expired_at: time() },
        &AuthError::ProviderDown {
            host: String::new(),
            token: Secret::new(String::new()),
            cause: std::io::Error::other("down"),
        },
        &AuthError::RateLimited { limit: 100, wait: minute },
        &AuthError::KeysLost { path: String::new() },
        &ReservationError::NotFound { reservation_id: 123 },
        &ReservationError::SlotUnavailable {
            resource_id: "resource-123".to_owned(),
            slot_start: time(),
            alternatives: Some(vec!["example".to_owned()]),
            position: (3, 12.5),
            open: [true, true],
            prices: BTreeMap::from([("key".to_owned(), 1200)]),
            held_for: Some(minute),
        },
        &ReservationError::LimitsReached { limits: BTreeMap::from([("email".to_owned(), 3)]) },
        &HostileError::Markup { what: "example".to_owned() },
        &HostileError::OldSpelling,
    ];
    let japanese = form("メールアドレスの形式が正しくありません");
    let english = form("This is not an e-mail address");
    let mut all = in_each(&[None, Some("ja"), Some("en-GB"), Some("fr")], &errors);
    all.extend([(None, &japanese as &dyn Catalogued), (Some("en"), &english)]);
    hold_all(&catalog, &["AuthError", "ReservationError", "HostileError"], &all);
}

#[test]
fn the_catalogue_is_that_of_the_registry() {
    assert_eq!(render::catalogue(&Ours::spec()), Ours::to_json());
    assert_eq!(render::catalogue(&japanese::Service::spec()), japanese::Service::to_json());
    assert_eq!(render::catalogue(&payments::Codes::spec()), payments::Codes::to_json());
    assert_eq!(render::catalogue(&system_errors::Codes::spec()), system_errors::Codes::to_json());
    assert_eq!(render::catalogue(&sample::Codes::spec()), sample::Codes::to_json());
}
