//! `list`.

use serde_json::Value;

use crate::harness::{Shop, golden};

fn codes(json: &Value) -> Vec<&str> {
    json["codes"].as_array().unwrap().iter().map(|entry| entry["code"].as_str().unwrap()).collect()
}

#[test]
fn the_codes_are_in_columns() {
    let shop = Shop::new();
    golden("list.txt", &shop.run(&["list"]).fine());
    golden("list-en.txt", &shop.run(&["list", "--locale", "en"]).fine());
    golden("list-none.txt", &shop.run(&["list", "--status", "499"]).fine());
}

#[test]
fn each_filter_keeps_its_codes() {
    let shop = Shop::new();
    let auth = ["AUTH_INSUFFICIENT_PERMISSIONS", "AUTH_INVALID_CREDENTIALS", "AUTH_PROVIDER_DOWN"];
    for (filter, expected) in [
        (&["--domain", "auth"][..], &auth[..]),
        (&["--owner", "identity"], &auth),
        (&["--status", "403"], &["AUTH_INSUFFICIENT_PERMISSIONS", "USER_HIDDEN"]),
        (&["--status", "5xx"], &["AUTH_PROVIDER_DOWN", "USER_EXPORT_BROKEN"]),
        (&["--class", "not_found"], &["USER_NOT_FOUND"]),
        (&["--severity", "critical"], &["AUTH_PROVIDER_DOWN"]),
        (&["--level", "WARN"], &["AUTH_INSUFFICIENT_PERMISSIONS"]),
        (&["--deprecated"], &["USER_EXPORT_BROKEN"]),
        (&["--retryable"], &["AUTH_PROVIDER_DOWN"]),
        (&["--search", "パスワード"], &["AUTH_INVALID_CREDENTIALS"]),
        (&["--search", "TYPING error"], &["AUTH_INVALID_CREDENTIALS"]),
        (
            &["--domain", "USER", "--level", "INFO", "--status", "4xx"],
            &["USER_HIDDEN", "USER_NOT_FOUND"],
        ),
    ] {
        let json = shop.json(&[&["list"], filter].concat());
        assert_eq!(codes(&json), expected, "{filter:?}");
        assert_eq!(json["total"], 6);
    }
}

#[test]
fn a_filter_that_matches_no_code_is_an_error() {
    let shop = Shop::new();
    for (filter, told) in [
        (["--domain", "AUHT"], "did you mean `AUTH`?"),
        (["--owner", "identiy"], "did you mean `identity`?"),
        (["--locale", "fr"], "use one of `en` or `ja`"),
        (["--status", "200"], "from 400 to 599"),
        (["--class", "tehcnical"], "'technical'"),
    ] {
        let said = shop.run(&[&["list"][..], &filter].concat()).refused(2);
        assert!(said.contains(told), "{said}");
    }
}

#[test]
fn a_code_in_json_has_its_derived_values() {
    let shop = Shop::new();
    let json = shop.json(&["list", "--search", "AUTH_PROVIDER_DOWN"]);
    let entry = &json["codes"][0];
    assert_eq!(entry["class"], "transient");
    assert_eq!(entry["retry"]["waits_ms"], serde_json::json!([2000, 2000]));
    assert_eq!(entry["retry"]["after_ms"], 60_000);
    assert_eq!(entry["messages"][1]["message"], "something went wrong");
    assert_eq!(entry["place"]["file"], "src/auth.rs");
}
