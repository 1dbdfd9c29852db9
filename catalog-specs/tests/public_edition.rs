//! The public edition of the documents tells clients what they may know, and nothing else.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use catalog_specs::keys::{Audience, Key};
use catalog_specs::render;
use catalog_specs::spec;

/// Every text that begins with `internal` is for operators and developers.
const SPEC: &str = r#"{
    "name": "Codes",
    "enums": [{
        "domain": "CART", "type": "InternalType", "module": "crate::internal_module", "cfg": ["internal_cfg"],
        "codes": {
            "CART_EMPTY": {
                "status": 404, "message": "The cart is empty", "log_level": "ERROR", "severity": "CRITICAL", "retry": "transient",
                "incident": "P0", "origin": "internal-origin", "error_type": "internal-type", "owner": "internal-owner",
                "ext": {"internal-ext": "internal-value"}, "allow": ["level"], "display": "internal-display {user}",
                "title": "Empty cart", "since": "1.0", "formerly": ["CART_VOID"],
                "deprecated": {"since": "2.0", "replaced_by": ["CART_GONE"]},
                "details": [{"name": "cart", "type": "u64", "doc": "Which cart."}],
                "hidden": [
                    {"field": "user", "type": "InternalUser", "roles": ["context"]},
                    {"field": "wait", "type": "Duration", "roles": ["retry_after"]}
                ],
                "description": "Nothing is in it.",
                "causes": "internal-causes", "solutions": "internal-solutions", "prevention": "internal-prevention"
            },
            "CART_GONE": {"status": 410, "message": "The cart is gone", "log_level": "INFO"},
            "CART_INTERNAL_MASKED": {"status": 410, "log_level": "INFO", "public_as": "CART_GONE"}
        }
    }]
}"#;

#[test]
fn the_public_edition_has_no_internal_text() {
    let catalog = spec::read(SPEC, "spec.json").unwrap();
    let site =
        |pages: Vec<(String, String)>| pages.into_iter().map(|(_, text)| body(&text)).collect();
    let public: [String; 2] =
        [render::public_markdown(&catalog), site(render::public_html(&catalog))];
    let internal: [String; 2] = [render::markdown(&catalog), site(render::html(&catalog))];
    for (public, internal) in public.iter().zip(&internal) {
        for text in [
            "The cart is empty",
            "Empty cart",
            "Nothing is in it.",
            "CART_VOID",
            "CART_GONE",
            "Which cart.",
            "404",
        ] {
            assert!(public.contains(text) && internal.contains(text), "{text}\n{public}");
        }
        for text in [
            "internal-origin",
            "internal-owner",
            "internal-value",
            "internal-display",
            "internal-causes",
            "internal-solutions",
            "internal-prevention",
            "internal_cfg",
            "internal_module",
            "InternalType",
            "InternalUser",
            "CART_INTERNAL_MASKED",
            "CRITICAL",
            "P0",
            "INFO",
        ] {
            assert!(internal.contains(text), "{text}");
            assert!(!public.contains(text), "{text}\n{public}");
        }
        for key in Key::of_codes().filter(|key| key.row().audience > Audience::Client) {
            let label = key.row().label;
            assert!(
                !public.contains(&format!("{label}:")) && !public.contains(&format!(">{label}<")),
                "{label}"
            );
        }
    }
}

/// A page without its script and its style, which speak of what can be filtered.
fn body(page: &str) -> String {
    page.split_once("<body>").unwrap().1.to_owned()
}
