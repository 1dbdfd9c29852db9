//! Broken fields by hand: their texts are catalogue messages, in the language of the reader.

use error_catalog::dialect::{Google, ProblemDetails};
use error_catalog::{
    ErrorCatalog, Failure, SystemError, ValidationError, catalog,
    envelope::ReceivedEnvelope,
    validation::{FieldPath, FieldRule},
};
use proptest::prelude::*;
use serde_json::{Value, json};

catalog! {
    /// A service that listens to the crate's texts.
    #[registry(locales("en", "ja"))]
    struct Plain { SystemError, ValidationError, NameError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "NAME", registry = Plain, locales("en", "ja"))]
enum NameError {
    #[catalog(
        code = "NAME_TAKEN",
        status = 409,
        log_level = "INFO",
        message("en" = "{name} is taken", "ja" = "{name}は使われています")
    )]
    Taken {
        #[detail]
        name: String,
    },
}

mod own {
    use super::{ErrorCatalog, SystemError, ValidationError, catalog};

    catalog! {
        /// A service with its own texts.
        #[registry(locales("ja"))]
        pub struct Codes { SystemError, ValidationError, Field }
    }

    #[derive(Debug, ErrorCatalog)]
    #[allow(dead_code, reason = "its texts stand in for those of the rules")]
    #[catalog(domain = "VALIDATION", registry = Codes, status = 422, log_level = INFO)]
    pub enum Field {
        #[catalog(code = "VALIDATION_FIELD_LENGTH_MAX", message = "{max}文字までです")]
        LengthMax {
            #[detail]
            max: u64,
        },
        // Names what the rule does not have: the rule's own text is sent.
        #[catalog(code = "VALIDATION_FIELD_LENGTH_MIN", message = "{least}文字からです")]
        LengthMin {
            #[detail]
            least: u64,
        },
    }
}

fn details(body: &str) -> Value {
    let body: Value = serde_json::from_str(body).unwrap();
    body["error"]["details"].clone()
}

fn broken() -> ValidationError {
    ValidationError::new()
        .field("氏名", FieldRule::LengthMax { max: 20 })
        .field("氏名", FieldRule::LengthMin { min: 2 })
        .field(
            FieldPath::new().key("items").index(2).key("price"),
            FieldRule::RangeMin { min: "0".into() },
        )
        .field("note", "書き直してください")
        .field("login", NameError::Taken { name: "ann{x}".into() })
}

#[test]
fn texts_are_in_the_language_of_the_envelope() {
    let failure: Failure<Plain> = broken().into();
    assert_eq!(
        details(&failure.envelope().to_json()),
        json!({
            "氏名": "This must not be longer than 20; This must not be shorter than 2",
            "items[2].price": "The value must be 0 or more",
            "note": "書き直してください",
            "login": "ann{x} is taken",
        })
    );
    assert_eq!(
        details(&failure.envelope().locale("ja-JP").to_json()),
        json!({
            "氏名": "長さは20以下にしてください; 長さは2以上にしてください",
            "items[2].price": "0以上で入力してください",
            "note": "書き直してください",
            "login": "ann{x}は使われています",
        })
    );
    // Outside of a registry it is in the default locale of the crate's texts.
    assert_eq!(
        details(&broken().envelope().to_json())["items[2].price"],
        "The value must be 0 or more"
    );
    for (locale, text) in
        [("zh-TW", "此欄位為必填"), ("zh-CN", "此字段为必填项"), ("vi", "Trường này là bắt buộc")]
    {
        let error = ValidationError::new().field("a", FieldRule::Required);
        assert_eq!(details(&error.envelope().locale(locale).to_json()), json!({"a": text}));
    }
}

#[test]
fn an_outer_layer_still_chooses_the_language() {
    let response = broken().envelope().into_response();
    let kept = response.extensions().get::<error_catalog::edge::ResponseError>().unwrap();
    let body = kept.error().envelope().locale("en").to_json();
    assert_eq!(details(&body)["items[2].price"], "The value must be 0 or more");
}

#[test]
fn a_registry_can_replace_texts_of_rules() {
    let failure: Failure<own::Codes> = ValidationError::new()
        .field("a", FieldRule::LengthMax { max: 20 })
        .field("b", FieldRule::LengthMin { min: 2 })
        .into();
    let expected = json!({"a": "20文字までです", "b": "長さは2以上にしてください"});
    assert_eq!(details(&failure.envelope().to_json()), expected);
}

#[test]
fn every_rule_has_a_text_in_every_language_with_its_limits() {
    for entry in FieldRule::ENTRIES {
        assert!(entry.code().starts_with("VALIDATION_FIELD_"));
        assert_eq!(entry.status(), 422);
        let mut texts: Vec<_> =
            ["ja", "en", "zh-TW", "zh-CN", "vi"].map(|locale| entry.message_in(locale)).into();
        for detail in entry.details() {
            let hole = format!("{{{}}}", detail.name);
            assert!(texts.iter().all(|text| text.contains(&hole)), "{entry:?}");
        }
        texts.dedup();
        assert!(texts.len() >= 4, "{texts:?}");
    }
}

#[test]
fn dialects_have_the_fields_in_their_places() {
    let failure: Failure<Plain> = ValidationError::new()
        .field(FieldPath::new().key("a/b~c").index(0).key("d.e").key("名"), FieldRule::Required)
        .into();
    let problem: Value =
        serde_json::from_str(&failure.envelope().dialect(&ProblemDetails).to_json()).unwrap();
    assert_eq!(
        problem["errors"],
        json!([{"detail": "This field is required", "pointer": "#/a~1b~0c/0/d.e/%E5%90%8D", "rule": "required"}])
    );
    let google: Value =
        serde_json::from_str(&failure.envelope().dialect(&Google).locale("ja").to_json()).unwrap();
    let request = google["error"]["details"].as_array().unwrap().iter();
    let request =
        request.filter(|detail| detail["@type"] == "type.googleapis.com/google.rpc.BadRequest");
    let violations: Vec<_> =
        request.flat_map(|detail| detail["fieldViolations"].as_array().unwrap()).collect();
    assert_eq!(violations.len(), 1);
    assert_eq!(violations[0]["field"], r#"a/b~c[0]["d.e"].名"#);
    assert_eq!(violations[0]["description"], "必須項目です");
    assert_eq!(violations[0]["reason"], "REQUIRED");
}

#[test]
fn violations_and_their_paths_are_limited() {
    let mut error = ValidationError::new();
    for index in 0..100_000 {
        error.push(FieldPath::new().key("items").index(index), FieldRule::Required);
        error.push("one", FieldRule::Invalid);
    }
    assert_eq!(error.fields().count(), 1000);
    assert!(error.envelope().to_json().len() < 200_000);
    let deep = (0..100_000).fold(FieldPath::new(), FieldPath::index);
    assert!(deep.to_string().len() < 600);
}

#[test]
fn errors_compare_and_print_by_their_violations() {
    let error = || ValidationError::new().field("a", FieldRule::Required);
    assert_eq!(error(), error());
    assert_ne!(error(), ValidationError::new().field("a", FieldRule::Type));
    assert_eq!(error().fields().collect::<Vec<_>>(), [("a", "This field is required".into())]);
    assert!(error().or_ok(1).is_err());
    assert_eq!(ValidationError::new().or_ok(1), Ok(1));
}

proptest! {
    /// Whatever the names of fields are, a pointer says them, and leads back to the same path.
    #[test]
    fn pointers_are_read_back_as_paths(keys in prop::collection::vec("\\PC{0,8}", 1..4), index in 0_usize..1000) {
        let keys: Vec<_> = keys.into_iter().map(|key| format!("k{key}")).collect();
        let path = keys.iter().fold(FieldPath::new(), |path, key| path.key(key)).index(index).to_string();
        let error = ValidationError::new().field(path.clone(), "x");
        let body = error.envelope().dialect(&ProblemDetails).to_json();
        let problem: Value = serde_json::from_str(&body).unwrap();
        let pointer = problem["errors"][0]["pointer"].as_str().unwrap();
        prop_assert!(pointer.is_ascii());
        prop_assert_eq!(pointer.matches('/').count(), keys.len() + 1, "{} of {}", pointer, path);
        let received = ReceivedEnvelope::from_slice(body.as_bytes()).unwrap();
        prop_assert_eq!(received.details().keys().collect::<Vec<_>>(), [&path]);
    }

    #[test]
    fn any_text_and_path_is_json(path in ".*", text in ".*") {
        let error = ValidationError::new().field(path.clone(), text.clone());
        let expected = json!({path.clone(): text.clone()});
        prop_assert_eq!(details(&error.envelope().to_json()), expected);
        for body in [error.envelope().dialect(&ProblemDetails).to_json(), error.envelope().dialect(&Google).to_json()] {
            prop_assert!(serde_json::from_str::<Value>(&body).is_ok());
        }
    }
}
