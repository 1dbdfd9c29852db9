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

/// A shop whose registry has a set, and whose module has one that the registry does not name.
fn shop_with_sets() -> Shop {
    let shop = Shop::new();
    let set = "retired { \"AUTH_PASSWORD_OLD\" => \"2.0: use AUTH_INVALID_CREDENTIALS\" }\n\n    \
               /// What showing a user can answer.\n    \
               pub struct Show of Codes { user::UserError::{NotFound, Hidden}, auth::AuthError::ProviderDown }";
    shop.edit(
        "src/lib.rs",
        "retired { \"AUTH_PASSWORD_OLD\" => \"2.0: use AUTH_INVALID_CREDENTIALS\" }",
        set,
    );
    shop
}

#[test]
fn a_set_is_listed_alone_and_explained_with_its_codes() {
    let shop = shop_with_sets();
    let json = shop.json(&["list", "--set", "Show"]);
    assert_eq!(codes(&json), ["AUTH_PROVIDER_DOWN", "USER_HIDDEN", "USER_NOT_FOUND"]);
    assert_eq!(json["codes"][0]["sets"], serde_json::json!(["Show"]));
    let page = shop.run(&["explain", "USER_NOT_FOUND"]).fine();
    assert!(page.contains("Sets") && page.contains("Show"), "{page}");
    let text = shop.run(&["list", "--set", "Shwo"]).refused(2);
    assert!(text.contains("did you mean `Show`?"), "{text}");
    let none = Shop::new().run(&["list", "--set", "Show"]).refused(2);
    assert!(none.contains("`catalog! { pub struct SignUp of Codes { ... } }`"), "{none}");
}

#[test]
fn a_set_that_no_document_has_is_a_warning() {
    let shop = shop_with_sets();
    let user = shop.read("src/user.rs");
    let set = "error_catalog::catalog! { pub struct Rename of crate::Codes { UserError } }";
    shop.write("src/user.rs", &format!("{user}\n{set}\n"));
    let json = shop.json(&["list"]);
    let problems = json["problems"].to_string();
    assert!(problems.contains("the set `Rename` is in no document"), "{problems}");
    assert!(problems.contains("sets { crate::user::Rename }"), "{problems}");
    shop.edit(
        "src/lib.rs",
        "\n\n    /// What showing",
        " sets { user::Rename }\n\n    /// What showing",
    );
    assert_eq!(shop.json(&["list"])["problems"], serde_json::json!([]));
    assert_eq!(codes(&shop.json(&["list", "--set", "Rename"])).len(), 3);
}
