//! Fields and parameters have the names that the client knows, whatever is wrong with them.

use edge_axum::client::Seen;
use edge_axum::server::{Running, run};
use edge_validation::names::router;
use http::Request;
use serde_json::{Value, json};

const WAYS: [&str; 5] = ["/validator", "/garde", "/validator-by-hand", "/garde-by-hand", "/inside"];

fn post(shop: &Running, path: &str, body: &str) -> Seen {
    let request = Request::post(path)
        .header("content-type", "application/json")
        .header("accept-language", "en");
    shop.send(request, body.to_owned())
}

fn get(shop: &Running, path: &str) -> Seen {
    shop.send(Request::get(path).header("accept-language", "en"), "")
}

/// Each violation: pointer, rule, parameters, place.
fn violations(seen: &Seen) -> Vec<(String, String, Value, String)> {
    let body: Value = serde_json::from_slice(&seen.body).unwrap();
    assert_eq!(body["code"], "VALIDATION_ERROR", "{body}");
    assert_eq!(seen.status, 422);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of = |error: &Value| {
        (text(&error["pointer"]), text(&error["rule"]), error["params"].clone(), text(&error["in"]))
    };
    let mut found: Vec<_> = body["errors"].as_array().unwrap().iter().map(of).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn pointers(seen: &Seen) -> Vec<String> {
    violations(seen).into_iter().map(|(pointer, ..)| pointer).collect()
}

fn parcel() -> Value {
    json!({
        "firstName": "Annette", "zip": "12345", "mail": "a@example.com", "isAgreed": true,
        "street-name": "High Street", "house-number": 1, "door-code": 7,
        "lineItems": [{"UNIT_PRICE": 1, "品名": "pen"}], "送り主": [],
    })
}

fn with(change: impl FnOnce(&mut Value)) -> String {
    let mut parcel = parcel();
    change(&mut parcel);
    parcel.to_string()
}

#[test]
fn valid_input_is_accepted_by_every_extractor() {
    let shop = run(router());
    for way in WAYS {
        let seen = post(&shop, way, &parcel().to_string());
        assert_eq!(seen.status, 200, "{way}: {}", seen.text());
        assert_eq!(seen.header("content-type"), "application/json");
        assert_eq!(serde_json::from_slice::<Value>(&seen.body).unwrap(), parcel());
    }
}

#[test]
fn a_broken_rule_has_the_name_of_the_client() {
    let shop = run(router());
    let broken: [(&str, Value, &str); 9] = [
        ("/firstName", json!("A"), "#/firstName"),
        ("/zip", json!("1"), "#/zip"),
        ("/mail", json!("nobody"), "#/mail"),
        ("/isAgreed", json!(null), "#/isAgreed"),
        ("/street-name", json!("x"), "#/street-name"),
        ("/house-number", json!(0), "#/house-number"),
        ("/door-code", json!(null), "#/door-code"),
        ("/lineItems/0/UNIT_PRICE", json!(10), "#/lineItems/0/UNIT_PRICE"),
        ("/lineItems/0/品名", json!("x"), "#/lineItems/0/%E5%93%81%E5%90%8D"),
    ];
    for way in WAYS {
        // garde says no values, and by hand no other can be tried: several lists are too short as well.
        let is_known = |pointer: &str| way != "/garde-by-hand" || pointer != "#/zip";
        for (place, value, pointer) in broken.iter().filter(|(.., pointer)| is_known(pointer)) {
            let body = with(|parcel| *parcel.pointer_mut(place).unwrap() = value.clone());
            assert_eq!(pointers(&post(&shop, way, &body)), [*pointer], "{way} {place}");
        }
        // All at once.
        let body = with(|parcel| {
            for (place, value, _) in broken.iter().filter(|(.., pointer)| is_known(pointer)) {
                *parcel.pointer_mut(place).unwrap() = value.clone();
            }
        });
        let all = broken.iter().map(|(.., pointer)| *pointer);
        let mut all: Vec<_> = all.filter(|pointer| is_known(pointer)).collect();
        all.sort_unstable();
        assert_eq!(pointers(&post(&shop, way, &body)), all, "{way}");
    }
}

/// Several members would break the rule: the library has the value, or the extractor tries another one.
#[test]
fn a_renamed_field_is_found_among_others_that_would_break_the_rule() {
    let shop = run(router());
    for way in ["/validator", "/validator-by-hand", "/garde", "/inside"] {
        let body = with(|parcel| {
            parcel["firstName"] = json!("Ann");
            parcel["zip"] = json!("1");
        });
        assert_eq!(pointers(&post(&shop, way, &body)), ["#/zip"], "{way}");
    }
}

#[test]
fn absent_nested_and_aliased_fields_have_their_names() {
    let shop = run(router());
    for way in WAYS {
        let absent = with(|parcel| {
            let members = parcel.as_object_mut().unwrap();
            members.remove("isAgreed");
            members.remove("door-code");
        });
        assert_eq!(pointers(&post(&shop, way, &absent)), ["#/door-code", "#/isAgreed"], "{way}");
        let nested = with(|parcel| parcel["送り主"] = json!([{"UNIT_PRICE": 0, "品名": "pen"}]));
        let pointer = "#/%E9%80%81%E3%82%8A%E4%B8%BB/0/UNIT_PRICE";
        assert_eq!(pointers(&post(&shop, way, &nested)), [pointer], "{way}");
        let alias = with(|parcel| {
            parcel.as_object_mut().unwrap().remove("mail");
            parcel["emailAddress"] = json!("nobody");
        });
        assert_eq!(pointers(&post(&shop, way, &alias)), ["#/emailAddress"], "{way}");
    }
}

#[test]
fn a_wrong_type_has_the_same_name_as_a_broken_rule() {
    let shop = run(router());
    for way in WAYS {
        for (place, value, pointer, rule) in [
            ("/firstName", json!(1), "#/firstName", "type"),
            ("/zip", json!([]), "#/zip", "type"),
            ("/lineItems/0/UNIT_PRICE", json!("1"), "#/lineItems/0/UNIT_PRICE", "type"),
            ("/lineItems", json!({}), "#/lineItems", "type"),
            // Of a flattened struct.
            ("/street-name", json!(5), "#/street-name", "type"),
            ("/street-name", json!({}), "#/street-name", "type"),
            ("/house-number", json!("1"), "#/house-number", "type"),
            ("/house-number", json!(70_000), "#/house-number", "invalid"),
            ("/door-code", json!(-1), "#/door-code", "invalid"),
        ] {
            let body = with(|parcel| *parcel.pointer_mut(place).unwrap() = value.clone());
            let found = violations(&post(&shop, way, &body));
            let found: Vec<_> =
                found.iter().map(|(at, rule, ..)| (at.as_str(), rule.as_str())).collect();
            assert_eq!(found, [(pointer, rule)], "{way} {place} {value}");
        }
        for (name, pointer) in [("zip", "#/zip"), ("street-name", "#/street-name")] {
            let body = with(|parcel| drop(parcel.as_object_mut().unwrap().remove(name)));
            let found = violations(&post(&shop, way, &body));
            assert_eq!((found[0].0.as_str(), found[0].1.as_str()), (pointer, "required"), "{way}");
        }
        let unknown = with(|parcel| parcel["lineItems"][0]["x"] = json!(1));
        let found = violations(&post(&shop, way, &unknown));
        assert_eq!(found[0].1, "unknown_field", "{found:?}");
    }
}

#[test]
fn violations_have_parameters_and_no_sent_value() {
    let shop = run(router());
    let body = with(|parcel| {
        parcel["zip"] = json!("1");
        parcel["lineItems"][0]["UNIT_PRICE"] = json!(4711);
    });
    let seen = post(&shop, "/validator", &body);
    let found = violations(&seen);
    assert_eq!(found[0].1, "range");
    assert_eq!(found[0].2, json!({"min": 1, "max": 9}));
    assert_eq!((found[1].1.as_str(), &found[1].2), ("length", &json!({"min": 5})));
    assert!(!seen.text().contains("4711"), "{}", seen.text());
    let found = violations(&post(&shop, "/garde", &body));
    assert_eq!((found[0].1.as_str(), &found[0].2), ("range", &json!({"max": 9})));
}

#[test]
fn parameters_are_named_on_a_get() {
    let shop = run(router());
    for path in ["/pages", "/pages-of-garde", "/pages-by-hand"] {
        for (query, pointer, rule) in [
            ("?pageSize=x", "#/pageSize", "type"),
            ("?pageSize=-1", "#/pageSize", "type"),
            ("?pageSize=99999999999999999999", "#/pageSize", "type"),
            ("?pageSize=", "#/pageSize", "type"),
            ("?pageSize=1&pageSize=2", "#/pageSize", "type"),
            ("?pageSize=%FF", "#/pageSize", "type"),
            ("", "#/pageSize", "required"),
            ("?pageSize=0", "#/pageSize", "range"),
            ("?page%53ize=101", "#/pageSize", "range"),
            (
                "?pageSize=1&q=%E5%90%8D%E5%89%8D%E5%90%8D%E5%89%8D%E5%90%8D%E5%89%8D",
                "#/q",
                "length",
            ),
            ("?pageSize=1&tag=a&tag=b&tag=c&tag=d", "#/tag", "length"),
        ] {
            let seen = get(&shop, &format!("{path}{query}"));
            let found = violations(&seen);
            let found: Vec<_> =
                found.iter().map(|(at, rule, ..)| (at.as_str(), rule.as_str())).collect();
            assert_eq!(found, [(pointer, rule)], "{path}{query}");
            if path != "/pages-by-hand" {
                assert_eq!(violations(&seen)[0].3, "query", "{path}{query}");
            }
        }
        let seen = get(&shop, &format!("{path}?pageSize=10&q=a+b&tag=x"));
        assert_eq!(seen.status, 200, "{}", seen.text());
    }
    for (path, pointer) in [
        ("/users/abc", "#/user_id"),
        ("/users/-1", "#/user_id"),
        ("/users/9999999999999", "#/user_id"),
        ("/users/%FF", "#/user_id"),
        ("/users/a/parcels/300", "#/parcel_id"),
        ("/lines/x/pen", "#/UNIT_PRICE"),
        ("/lines/10/pen", "#/UNIT_PRICE"),
        ("/lines/1/x", "#/%E5%93%81%E5%90%8D"),
    ] {
        let found = violations(&get(&shop, path));
        assert_eq!((found[0].0.as_str(), found[0].3.as_str()), (pointer, "path"), "{path}");
        assert_eq!(found.len(), 1);
    }
    assert_eq!(get(&shop, "/users/7").text(), "7");
    assert_eq!(get(&shop, "/lines/7/pen").status, 200);
}

#[test]
fn forms_name_their_fields() {
    let shop = run(router());
    let send = |media_type: &str, body: &str| {
        shop.send(Request::post("/forms").header("content-type", media_type), body.to_owned())
    };
    let form = "application/x-www-form-urlencoded";
    for (body, pointer, rule) in [
        ("", "#/pageSize", "required"),
        ("pageSize=x", "#/pageSize", "type"),
        ("pageSize=1&q=123456", "#/q", "length"),
        ("pageSize=%00", "#/pageSize", "type"),
    ] {
        let found = violations(&send(form, body));
        assert_eq!((found[0].0.as_str(), found[0].1.as_str()), (pointer, rule), "{body}");
        assert_eq!(found[0].3, "", "a body");
    }
    assert_eq!(send("application/x-www-form-urlencoded; charset=utf-8", "pageSize=5").status, 200);
    assert_eq!(send("text/plain", "pageSize=5").status, 415);
}

/// One way in which a field of [`parcel`] can break its rule: the change, and the pointer that it has then.
type Breaking = (fn(&mut Value), &'static str);

const BREAKING: [Breaking; 9] = [
    (|parcel| parcel["firstName"] = "A".into(), "#/firstName"),
    (|parcel| parcel["zip"] = "1".into(), "#/zip"),
    (|parcel| parcel["mail"] = "none".into(), "#/mail"),
    (|parcel| drop(parcel.as_object_mut().unwrap().remove("isAgreed")), "#/isAgreed"),
    (|parcel| parcel["street-name"] = "X".into(), "#/street-name"),
    (|parcel| parcel["house-number"] = 0.into(), "#/house-number"),
    (|parcel| parcel["lineItems"][0]["UNIT_PRICE"] = 10.into(), "#/lineItems/0/UNIT_PRICE"),
    (|parcel| parcel["lineItems"][1]["品名"] = "x".into(), "#/lineItems/1/%E5%93%81%E5%90%8D"),
    (|parcel| parcel["door-code"] = Value::Null, "#/door-code"),
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 64, failure_persistence: None, ..Default::default() })]

    /// Whatever else is broken, renamed, flattened, nested or sent under an alias.
    #[test]
    fn each_set_of_broken_fields_has_the_names_of_the_client(
        broken in proptest::collection::vec(proptest::bool::ANY, BREAKING.len()),
        has_alias in proptest::bool::ANY,
        has_more in proptest::bool::ANY,
        // By hand, a library may not say which value breaks a rule, and a name like `zip` stays that of Rust.
        way in proptest::sample::select(vec!["/validator", "/garde", "/inside"]),
    ) {
        let mut parcel = parcel();
        parcel["lineItems"] = json!([{"UNIT_PRICE": 1, "品名": "pen"}, {"UNIT_PRICE": 2, "品名": "ink"}]);
        let mut expected = Vec::new();
        for ((change, pointer), _) in BREAKING.iter().zip(&broken).filter(|(_, is_broken)| **is_broken) {
            change(&mut parcel);
            expected.push((*pointer).to_owned());
        }
        let members = parcel.as_object_mut().unwrap();
        if has_alias {
            let mail = members.remove("mail").unwrap();
            members.insert("emailAddress".to_owned(), mail);
            expected.iter_mut().filter(|pointer| **pointer == "#/mail").for_each(|pointer| *pointer = "#/emailAddress".to_owned());
        }
        if has_more {
            members.insert("notes".to_owned(), json!({"zip": 1, "品名": "x"}));
        }
        expected.sort();
        let seen = post(&SHOP, way, &parcel.to_string());
        if expected.is_empty() {
            assert_eq!(seen.status, 200);
        } else {
            assert_eq!(pointers(&seen), expected, "{way} {parcel}");
        }
    }
}

/// One shop for all cases.
static SHOP: std::sync::LazyLock<Running> = std::sync::LazyLock::new(|| run(router()));
