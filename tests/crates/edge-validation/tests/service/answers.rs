//! What a client hears of input that breaks rules.

use std::fmt::Write as _;

use edge_axum::client::Seen;
use edge_axum::server::{Running, run};
use edge_validation::{Codes, router};
use error_catalog::testing::{assert_code, unproduced};
use error_catalog::{ErrorCatalog as _, Failure, SystemError, ValidationError};
use http::Request;
use serde_json::{Value, json};

const PASSWORD: &str = "hunter2-of-the-marker";

/// A byte more than axum reads: of more the rest would stay unread, and a connection that is closed over it may lose the
/// answer on its way.
const TOO_LARGE: usize = (2 << 20) + 1;

const GOOD_AND_MORE: &str = r#"{"price":1,"count":1,"code":"12345678"} {}"#;

fn ask(shop: &Running, path: &str, locale: &str, body: impl Into<Vec<u8>>) -> Seen {
    let request = Request::post(path)
        .header("content-type", "application/json; charset=utf-8")
        .header("accept-language", locale);
    shop.send(request, body)
}

/// The broken fields of a problem document: pointer and text.
fn errors(seen: &Seen) -> Vec<(String, String)> {
    assert_code!((seen.status, &seen.body), ValidationError::new().code());
    let body: Value = serde_json::from_slice(&seen.body).unwrap();
    let text = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
    let errors = body["errors"].as_array().unwrap().iter();
    errors.map(|error| (text(error, "pointer"), text(error, "detail"))).collect()
}

fn text_at<'e>(errors: &'e [(String, String)], pointer: &str) -> &'e str {
    let found = errors.iter().find(|(known, _)| known == pointer);
    &found.unwrap_or_else(|| panic!("no `{pointer}` in {errors:?}")).1
}

fn broken_order() -> String {
    json!({
        "name": "あ", "フリガナ": "ふりがな", "email": "nobody", "password": PASSWORD, "again": "other-marker",
        "items": [
            {"price": 10, "count": 1, "code": "12345678"},
            {"price": -1, "count": 0, "code": "1"},
        ],
    })
    .to_string()
}

#[test]
pub fn a_rejection_of_an_extractor_converts_by_the_question_mark() {
    let shop = run(router());
    let refusals =
        [("{", SystemError::BodyMalformed.code()), ("{}", ValidationError::new().code())];
    for (body, code) in refusals {
        let by_itself = ask(&shop, "/items", "en", body);
        let by_hand = ask(&shop, "/items-or-why-not", "en", body);
        for seen in [&by_itself, &by_hand] {
            assert_code!((seen.status, &seen.body), code);
        }
    }
}

#[test]
pub fn fields_have_the_names_that_the_client_sent() {
    let shop = run(router());
    let address = json!({"postalCode": "1", "sideDoors": [{"no.": 0, "doorCode": ""}]});
    let seen = ask(&shop, "/addresses", "en", address.to_string());
    let found = errors(&seen);
    let mut pointers: Vec<_> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["#/postalCode", "#/sideDoors/0/doorCode", "#/sideDoors/0/no."]);
    // As it is when reading stops at the field.
    let seen = ask(&shop, "/addresses", "en", r#"{"postalCode":1,"sideDoors":[]}"#);
    assert_eq!(text_at(&errors(&seen), "#/postalCode"), "The value is of the wrong type");
    let seen = ask(&shop, "/parcels", "en", r#"{"weight-grams":0}"#);
    assert_eq!(text_at(&errors(&seen), "#/weight-grams"), "The value must be 1 or more");
}

#[test]
pub fn validator_reports_all_broken_fields_in_the_clients_language() {
    let shop = run(router());
    let seen = ask(&shop, "/orders", "ja", broken_order());
    assert_eq!(seen.status, 422);
    assert_eq!(seen.header("content-type"), "application/problem+json");
    let ja = errors(&seen);
    assert_eq!(text_at(&ja, "#/name"), "長さは2以上20以下にしてください");
    assert_eq!(text_at(&ja, "#/email"), "お店からのお知らせを受け取れるアドレスをご記入ください");
    assert_eq!(text_at(&ja, "#/password"), "入力内容が一致しません");
    assert_eq!(
        text_at(&ja, "#/%E3%83%95%E3%83%AA%E3%82%AC%E3%83%8A"),
        "全角カタカナで30文字まで入力してください"
    );
    assert_eq!(text_at(&ja, "#/items/1/price"), "0以上100以下で入力してください");
    assert_eq!(text_at(&ja, "#/items/1/count"), "0より大きい値を入力してください");
    assert_eq!(text_at(&ja, "#/items/1/code"), "商品コードは8桁です");
    assert_eq!(text_at(&ja, "#/agreed"), "必須項目です");
    assert_eq!(ja.len(), 8, "{ja:?}");

    let en = errors(&ask(&shop, "/orders", "en-GB,ja;q=0.5", broken_order()));
    assert_eq!(text_at(&en, "#/name"), "The length must be from 2 to 20");
    assert_eq!(text_at(&en, "#/email"), "We need an address that our letters reach");
    assert_eq!(
        text_at(&en, "#/%E3%83%95%E3%83%AA%E3%82%AC%E3%83%8A"),
        "In katakana, up to 30, please"
    );
    // A text that is none of the catalogue's is as it is.
    assert_eq!(text_at(&en, "#/items/1/code"), "商品コードは8桁です");
}

#[test]
pub fn garde_reports_all_broken_fields_in_the_clients_language() {
    let shop = run(router());
    let body = json!({
        "name": "x", "email": "nobody", "password": "short-marker", "again": "longer-than-twelve-marker",
        "children": [{"age": 3}, {"age": 18}], "answer": edge_axum::catalogue::SECRET,
    });
    // By the extractor, and by the question mark, where garde has written its own texts.
    for path in ["/sign-ups", "/sign-ups-by-hand"] {
        let seen = ask(&shop, path, "ja", body.to_string());
        let ja = errors(&seen);
        assert_eq!(text_at(&ja, "#/name"), "長さは2以上にしてください", "{path}");
        assert_eq!(
            text_at(&ja, "#/email"),
            "お店からのお知らせを受け取れるアドレスをご記入ください"
        );
        assert_eq!(text_at(&ja, "#/again"), "入力内容が一致しません");
        assert_eq!(text_at(&ja, "#/children/1/age"), "17以下で入力してください");
        assert_eq!(text_at(&ja, "#/agreed"), "必須項目です");
        assert_eq!(text_at(&ja, "#/answer"), "ロボットではないことを確認できません");
        let en = errors(&ask(&shop, path, "en", body.to_string()));
        assert_eq!(text_at(&en, "#/name"), "This must not be shorter than 2", "{path}");
        assert_eq!(text_at(&en, "#/children/1/age"), "The value must be 17 or less");
    }
}

#[test]
pub fn input_of_a_wrong_type_is_reported_with_its_path() {
    let shop = run(router());
    let told = |body: &Value| errors(&ask(&shop, "/orders", "en", body.to_string()));
    let order = |items: Value| json!({"name": "ab", "email": "a@b.c", "password": PASSWORD, "again": PASSWORD, "items": items, "agreed": true});
    let item = json!({"price": 1, "count": 1, "code": "12345678"});
    let wrong = json!({"price": PASSWORD, "count": 1, "code": "12345678"});
    let lacking = json!({"price": 1, "count": 1});
    let pair = |pointer: &str, text: &str| vec![(pointer.to_owned(), text.to_owned())];
    assert_eq!(
        told(&order(json!([item, wrong]))),
        pair("#/items/1/price", "The value is of the wrong type")
    );
    assert_eq!(told(&order(json!([lacking]))), pair("#/items/0/code", "This field is required"));
    assert_eq!(told(&order(json!("all"))), pair("#/items", "The value is of the wrong type"));
    let mut unknown = order(json!([item]));
    unknown["a/b~c.d"] = json!(PASSWORD);
    assert_eq!(told(&unknown), pair("#/a~1b~0c.d", "There is no such field"));
    assert_eq!(told(&json!(PASSWORD)), pair("#", "The value is of the wrong type"));
    let twice = r#"{"name": "ab", "name": "cd"}"#;
    assert_eq!(
        errors(&ask(&shop, "/orders", "en", twice)),
        pair("#/name", "This field is there more than once")
    );
    // The same by hand, by the question mark.
    let by_hand = errors(&ask(&shop, "/by-hand", "ja", lacking.to_string()));
    assert_eq!(by_hand, pair("#/code", "必須項目です"));
    let by_hand = errors(&ask(
        &shop,
        "/by-hand",
        "ja",
        json!({"price": 101, "count": 1, "code": "12345678"}).to_string(),
    ));
    assert_eq!(by_hand, pair("#/price", "0以上100以下で入力してください"));
}

#[test]
pub fn an_error_of_serde_with_a_path_converts_by_the_question_mark() {
    let read = |text: &str| -> Result<Vec<u8>, Failure<Codes>> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        Ok(serde_path_to_error::deserialize(&mut deserializer)?)
    };
    assert_eq!(read("[1, 2]").unwrap(), [1, 2]);
    let failure = read(r#"[1, "x"]"#).unwrap_err();
    assert_eq!(failure.code(), "VALIDATION_ERROR");
    let body = failure.envelope().locale("en").to_json();
    assert!(body.contains("The value is of the wrong type"), "{body}");
    assert_eq!(read("[1, ").unwrap_err().code(), "SYSTEM_BODY_MALFORMED");
}

#[test]
pub fn invalid_json_has_its_codes() {
    let shop = run(router());
    for body in ["", "{", "{\"price\": 1,}", "nope", GOOD_AND_MORE, "\u{feff}{}"] {
        let seen = ask(&shop, "/items", "ja", body);
        assert_code!((seen.status, &seen.body), SystemError::BodyMalformed.code());
        assert_eq!(seen.header("content-type"), "application/problem+json", "{body:?}");
    }
    let seen = ask(&shop, "/items", "ja", b"{\"code\": \"\xff\xfe\"}".to_vec());
    assert_code!((seen.status, &seen.body), SystemError::BodyMalformed.code());
    for media_type in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "application/+json",
    ] {
        let seen = shop.send(Request::post("/items").header("content-type", media_type), "{}");
        assert_code!((seen.status, &seen.body), SystemError::MediaUnsupported.code());
    }
    let seen = shop
        .send(Request::post("/items").header("content-type", "application/vnd.shop+json"), "{}");
    assert_code!((seen.status, &seen.body), ValidationError::new().code());
    let seen = ask(&shop, "/items", "ja", vec![b' '; TOO_LARGE]);
    assert_code!((seen.status, &seen.body), SystemError::BodyTooLarge.code());
}

#[test]
pub fn the_log_has_the_reason_of_a_refused_body_in_english() {
    let shop = run(router());
    ask(&shop, "/items", "ja", format!("{{\"code\": \"{PASSWORD}\","));
    ask(&shop, "/items", "ja", format!("{GOOD_AND_MORE}{PASSWORD}"));
    ask(&shop, "/items", "ja", b"\xff".to_vec());
    ask(&shop, "/items", "ja", vec![b' '; TOO_LARGE]);
    shop.send(Request::post("/items").header("content-type", "text/plain"), "{}");
    ask(&shop, "/items", "ja", json!({"price": 1, "count": 1}).to_string());
    let records = shop.log.failures();
    for (record, (message, why)) in records.iter().zip([
        ("the request cannot be read", "EOF while parsing a value at line 1 column"),
        ("the request cannot be read", "trailing characters at line 1 column"),
        ("the request cannot be read", "invalid utf-8 sequence"),
        ("the request body is too large", "length limit exceeded"),
        ("this media type is not supported", "the body is not said to be JSON"),
        ("some of the input is not valid", ""),
    ]) {
        assert_eq!(record.fields["message"], message);
        assert!(record.fields["causes"].contains(why), "{record:?}");
        assert!(!format!("{record:?}").contains("marker"), "{record:?}");
    }
    assert_eq!(records.len(), 6);
    assert_eq!(records[5].fields["context"], r#"{"code":"this field is required"}"#);
}

#[test]
pub fn valid_input_passes() {
    let shop = run(router());
    let order = json!({
        "name": "山田", "フリガナ": "ヤマダ", "email": "a@example.com", "password": PASSWORD, "again": PASSWORD,
        "items": [{"price": 0, "count": 1, "code": "12345678"}], "agreed": true,
    });
    let seen = ask(&shop, "/orders", "ja", order.to_string());
    assert_eq!((seen.status.as_u16(), seen.text().as_str()), (200, "山田"));
    let sign_up = json!({"name": "山田", "email": "a@example.com", "password": PASSWORD, "again": PASSWORD, "children": [], "agreed": true});
    assert_eq!(ask(&shop, "/sign-ups", "ja", sign_up.to_string()).text(), "山田");
}

#[test]
pub fn a_refused_value_is_in_no_response_and_no_log() {
    let shop = run(router());
    let mut all = String::new();
    let wrong_types =
        json!({"name": PASSWORD, "email": [PASSWORD], "password": {"marker": PASSWORD}});
    let texts = [
        broken_order(),
        wrong_types.to_string(),
        json!([PASSWORD]).to_string(),
        format!("{{\"name\": \"{PASSWORD}"),
    ];
    for path in ["/orders", "/sign-ups", "/items", "/by-hand"] {
        for text in &texts {
            let seen = ask(&shop, path, "en", text.clone());
            assert!(seen.status.is_client_error(), "{path} {text}");
            write!(all, "{:?}{}", seen.headers, seen.text()).unwrap();
        }
    }
    // What the parser says is for the log.
    assert!(!all.contains("line 1"), "{all}");
    let log = shop.log.records();
    assert_eq!(log.len(), 16, "one record a request");
    write!(all, "{log:?}").unwrap();
    assert!(!all.contains("marker"), "{all}");
    assert!(!all.contains("invalid type"), "{all}");
}

#[test]
pub fn produced_codes_are_recorded() {
    let shop = run(router());
    let seen = ask(&shop, "/items", "ja", "{}");
    assert_code!((seen.status, &seen.body), ValidationError::new().code());
    drop(shop);
    assert!(!unproduced::<Codes>().contains(&"VALIDATION_ERROR"));
}
