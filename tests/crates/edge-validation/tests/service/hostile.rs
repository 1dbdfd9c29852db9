//! Input made to hurt: it is refused with a code, in bounded words of ours, or taken.

use edge_validation::{Item, Order, SignUp};
use error_catalog::validation::{InputError, check_with_garde, from_json};
use error_catalog::{Envelope, ValidationError, envelope::ReceivedEnvelope, validation::FieldRule};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use validator::Validate as _;

const MARKER: &str = "hunter2-marker";

/// What a client would see of a body, by both validators.
fn bodies(input: &[u8]) -> Vec<String> {
    let sent = |error: &InputError| Envelope::new(error).locale("en").to_json();
    let mut bodies = Vec::new();
    match from_json::<Order>(input) {
        Ok(order) => bodies.extend(
            order
                .validate()
                .err()
                .map(|errors| Envelope::new(&ValidationError::from(errors)).locale("en").to_json()),
        ),
        Err(error) => bodies.push(sent(&error)),
    }
    match from_json::<SignUp>(input) {
        Ok(sign_up) => bodies
            .extend(check_with_garde(&sign_up).err().map(|error| Envelope::new(&error).to_json())),
        Err(error) => bodies.push(sent(&error)),
    }
    bodies.extend(from_json::<Item>(input).err().map(|error| sent(&error)));
    bodies
}

/// Values as wrong as can be, every text of them a secret.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        any::<f64>().prop_map(|number| json!(number)),
        "\\PC{0,20}".prop_map(|text| Value::String(format!("{text}{MARKER}"))),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((name(), inner), 0..6)
                .prop_map(|members| { Value::Object(members.into_iter().collect::<Map<_, _>>()) }),
        ]
    })
}

/// Names of fields that there are, and others.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "name",
            "email",
            "password",
            "again",
            "items",
            "children",
            "price",
            "count",
            "code",
            "age",
            "agreed",
            "フリガナ",
        ])
        .prop_map(ToOwned::to_owned),
        "\\PC{0,8}",
    ]
}

proptest! {
    #[test]
    fn values_are_in_no_body(input in value()) {
        for body in bodies(input.to_string().as_bytes()) {
            let received = ReceivedEnvelope::from_slice(body.as_bytes()).unwrap();
            prop_assert!(["VALIDATION_ERROR", "SYSTEM_BODY_MALFORMED"].contains(&received.code()));
            prop_assert!(!body.contains("marker"), "{}", body);
            prop_assert!(!body.contains("expected"), "words of serde: {}", body);
        }
    }

    #[test]
    fn random_bytes_are_answered(input: Vec<u8>) {
        for body in bodies(&input) {
            prop_assert!(ReceivedEnvelope::from_slice(body.as_bytes()).is_ok());
        }
    }
}

#[test]
fn depth_and_size_are_bounded() {
    for deep in ["[".repeat(200_000), "{\"a\":".repeat(200_000)] {
        let error = from_json::<Value>(deep.as_bytes()).unwrap_err();
        assert!(matches!(error, InputError::Malformed(_)));
        assert!(bodies(deep.as_bytes()).iter().all(|body| body.len() < 2_000));
    }
    let long = format!("{{\"{}\": 1}}", "k".repeat(1 << 20));
    assert!(bodies(long.as_bytes()).iter().all(|body| body.len() < 2_000));
    let item = json!({"price": -1.0, "count": 0, "code": "1"});
    let items: Vec<_> = (0..50_000).map(|_| item.clone()).collect();
    let order =
        json!({"name": "ab", "email": "x", "password": MARKER, "again": "", "items": items});
    let sent = bodies(order.to_string().as_bytes());
    assert!(sent.iter().all(|body| body.len() < 200_000));
}

/// An update of serde or `serde_json` whose texts are not recognized fails here.
#[test]
fn each_kind_of_error_of_serde_has_its_rule() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "nothing of it is ever read")]
    struct Input {
        size: u8,
        choice: Option<Choice>,
    }
    #[derive(Debug, serde::Deserialize)]
    enum Choice {
        Yes,
    }
    for (input, path, rule) in [
        ("{}", "size", FieldRule::Required),
        (r#"{"size": 1, "size": 1}"#, "size", FieldRule::Duplicate),
        (r#"{"size": "marker"}"#, "size", FieldRule::Type),
        (r#"{"size": null}"#, "size", FieldRule::Type),
        (r#"{"size": 1.5}"#, "size", FieldRule::Type),
        (r#"{"marker": 1}"#, "marker", FieldRule::Unknown),
        (r#"{"size": 1, "choice": "marker"}"#, "choice", FieldRule::Choice),
        (r#"{"size": 300}"#, "size", FieldRule::Invalid),
        ("[1]", "", FieldRule::Invalid),
    ] {
        let expected = ValidationError::new().field(path, rule);
        assert_eq!(
            from_json::<Input>(input.as_bytes()).unwrap_err(),
            InputError::Invalid(expected),
            "{input}"
        );
    }
}

/// A type may say in its error what it likes.
#[test]
fn a_custom_error_of_a_type_is_not_sent() {
    #[derive(Debug)]
    struct Picky;
    impl<'de> serde::Deserialize<'de> for Picky {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(serde::de::Error::custom(text))
        }
    }
    for text in [
        MARKER,
        "missing field `\u{202e}marker`",
        "missing field `",
        "invalid type: marker",
        "unknown variant `marker`",
    ] {
        let input = json!([text]).to_string();
        let error = from_json::<Vec<Picky>>(input.as_bytes()).unwrap_err();
        let body = Envelope::new(&error).to_json();
        assert!(body.contains(r#""[0]":"#) && !body.contains("marker"), "{body}");
    }
}
