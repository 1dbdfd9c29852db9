//! Fields within enums have the names that the client sent, in each representation that `serde` has for enums.

use axum::Router;
use axum::routing::post;
use edge_axum::server::run;
use edge_validation::Codes;
use error_catalog::axum::Valid;
use error_catalog::tower::CatalogLayer;
use http::Request;
use serde::Deserialize;
use serde_json::{Value, json};

/// Declares an order whose payment is an enum in a representation, in a field and flattened.
macro_rules! represented {
    ($($module:ident: $serde:meta,)+) => { $(
        mod $module {
            use super::Deserialize;

            #[derive(Debug, Deserialize, garde::Validate)]
            #[$serde]
            #[serde(rename_all = "kebab-case", rename_all_fields = "camelCase")]
            pub enum Payment {
                CreditCard {
                    #[garde(length(min = 4))]
                    card_number: String,
                    #[garde(range(max = 999))]
                    #[serde(rename = "CVC", default)]
                    check_code: u32,
                },
                BankTransfer {
                    #[garde(length(min = 3))]
                    #[serde(rename = "bank")]
                    bank_code: String,
                },
            }

            #[derive(Debug, Deserialize, garde::Validate)]
            #[serde(rename_all = "camelCase")]
            pub struct Order {
                #[garde(length(min = 2))]
                pub first_name: String,
                #[garde(dive)]
                pub paid_by: Payment,
            }

            #[derive(Debug, Deserialize, garde::Validate)]
            #[serde(rename_all = "camelCase")]
            pub struct Flat {
                #[garde(length(min = 2))]
                pub first_name: String,
                #[serde(flatten)]
                #[garde(dive)]
                pub paid_by: Payment,
            }
        }
    )+ };
}

represented! {
    external: serde(),
    internal: serde(tag = "kind"),
    adjacent: serde(tag = "kind", content = "data"),
    untagged: serde(untagged),
}

macro_rules! routes {
    ($($module:ident)+) => {
        Router::new() $(
            .route(
                concat!("/", stringify!($module)),
                post(|Valid(order): Valid<$module::Order>| async move { order.first_name }),
            )
            .route(
                concat!("/", stringify!($module), "-flat"),
                post(|Valid(order): Valid<$module::Flat>| async move { order.first_name }),
            )
        )+
    };
}

/// A payment as its representation has it, and where its fields stand in it.
fn payment(representation: &str, variant: &str, fields: Value) -> (Value, String) {
    match representation {
        "external" => (json!({ variant: fields }), format!("/{variant}")),
        "internal" => {
            let mut fields = fields;
            fields["kind"] = variant.into();
            (fields, String::new())
        }
        "adjacent" => (json!({ "kind": variant, "data": fields }), "/data".to_owned()),
        _ => (fields, String::new()),
    }
}

const REPRESENTATIONS: [&str; 4] = ["external", "internal", "adjacent", "untagged"];

/// A path, the violations there by pointer and rule, and the pointer that is expected.
type Asked = (String, Vec<(String, String)>, String);

/// The violations of a payment as it is nested and as it is flattened.
fn ask(variant: &str, fields: &Value, broken: &str) -> Vec<Asked> {
    let routes = routes!(external internal adjacent untagged);
    let shop = run(routes.layer(CatalogLayer::<Codes>::new()));
    let mut asked = Vec::new();
    for representation in REPRESENTATIONS {
        let (paid_by, place) = payment(representation, variant, fields.clone());
        let mut flat = paid_by.clone();
        flat["firstName"] = "Jo".into();
        for (path, body, prefix) in [
            (
                format!("/{representation}"),
                json!({"firstName": "Jo", "paidBy": paid_by}),
                "#/paidBy",
            ),
            (format!("/{representation}-flat"), flat, "#"),
        ] {
            let request = Request::post(&path).header("content-type", "application/json");
            let seen = shop.send(request, body.to_string());
            let answer: Value = serde_json::from_slice(&seen.body).unwrap();
            let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("{path}: {answer}"));
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let found = errors.iter().map(|error| (text(&error["pointer"]), text(&error["rule"])));
            asked.push((path, found.collect(), format!("{prefix}{place}/{broken}")));
        }
    }
    asked
}

#[test]
fn a_field_within_an_enum_has_the_name_of_the_client() {
    for (path, found, pointer) in ask("credit-card", &json!({"cardNumber": "1"}), "cardNumber") {
        assert_eq!(found, [(pointer, "length".to_owned())], "{path}");
    }
}

/// A name that has nothing in common with that of Rust is found by the rule that its value breaks. Where an enum is flattened and
/// its fields stand one level deeper than in Rust, there is no such evidence.
#[test]
fn a_renamed_field_within_an_enum_is_found_too() {
    let deeper = ["/external-flat", "/adjacent-flat"];
    for (variant, fields, broken, rule) in [
        ("credit-card", json!({"cardNumber": "1234", "CVC": 1000}), "CVC", "range"),
        ("bank-transfer", json!({"bank": "x"}), "bank", "length"),
    ] {
        let asked = ask(variant, &fields, broken).into_iter();
        for (path, found, pointer) in asked.filter(|(path, ..)| !deeper.contains(&path.as_str())) {
            assert_eq!(found, [(pointer, rule.to_owned())], "{path}");
        }
    }
}

/// `serde` keeps no path of a field whose enum it has to buffer: the field is found all the same. Of an enum without a tag, it is
/// the enum that fits no variant.
#[test]
fn a_wrong_type_within_an_enum_is_named_too() {
    for (path, found, pointer) in ask("credit-card", &json!({"cardNumber": 7}), "cardNumber") {
        let (pointer, rule) = match path.as_str() {
            "/untagged" => ("#/paidBy", "invalid"),
            "/untagged-flat" => ("#", "invalid"),
            _ => (pointer.as_str(), "type"),
        };
        assert_eq!(found, [(pointer.to_owned(), rule.to_owned())], "{path}");
    }
}
