//! Fields that a weaker macro or a weaker layer stumbles over: their names, who wrote them, and values that fail
//! while they are shown.

use std::collections::BTreeMap;
use std::fmt;

use error_catalog::{ErrorCatalog, Failure, Secret, SystemError, catalog};
use serde_json::json;

catalog! { pub struct Codes { MadeError, NamedError, Held, Block, FailingError, AuthError, SystemError } }

/// The same field twice: written by a macro, and handed to it.
macro_rules! with_missing {
    ($name:ident { $($own:tt)* }) => {
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "MADE", registry = Codes)]
        pub enum $name {
            $($own)*
            #[catalog(code = "MADE_ITEM_MISSING", status = 404, log_level = INFO, message = "no item {id}")]
            Missing { #[detail] id: u32 },
        }
    };
}

with_missing!(MadeError {
    #[catalog(code = "MADE_ITEM_SOLD", status = 409, log_level = INFO, message = "item {id} is sold")]
    Sold { #[detail] id: u32 },
    #[catalog(code = "MADE_ITEM_KEPT", status = 409, log_level = INFO, message = "item {id} is kept")]
    Kept { #[detail] id: u32 },
});

#[test]
fn variants_of_a_macro_and_of_its_caller_may_show_the_same() {
    for error in
        [MadeError::Missing { id: 7 }, MadeError::Sold { id: 7 }, MadeError::Kept { id: 7 }]
    {
        let body: serde_json::Value = serde_json::from_str(&error.envelope().to_json()).unwrap();
        assert_eq!(body["error"]["details"], json!({ "id": 7 }));
        assert!(error.user_message().contains("item 7"), "{error}");
    }
}

/// Names that the expansion has a use for.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "NAMED", registry = Codes)]
#[expect(non_snake_case, reason = "they are told apart from constants")]
pub enum NamedError {
    #[catalog(code = "NAMED_ALL", status = 400, log_level = INFO, message = "{f} {row} {fields_} {ROWS} {KEYS} {NO_FACTS}")]
    All {
        #[detail]
        f: u8,
        #[detail]
        row: u8,
        #[detail]
        fields_: u8,
        #[detail]
        ROWS: u8,
        #[detail]
        KEYS: u8,
        #[detail]
        NO_FACTS: u8,
    },
    #[catalog(transparent)]
    Held {
        #[from]
        f: Held,
    },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "NAMED", registry = Codes, code = "NAMED_HELD", status = 400, log_level = INFO, message = "held")]
pub struct Held;

#[test]
fn a_field_may_have_any_name() {
    let all = NamedError::All { f: 1, row: 2, fields_: 3, ROWS: 4, KEYS: 5, NO_FACTS: 6 };
    assert_eq!(all.user_message(), "1 2 3 4 5 6");
    assert_eq!(NamedError::from(Held).to_string(), "held");
}

/** In a block,
 * with a gutter.
 *
 * # Causes
 * - none
 */
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "NAMED", registry = Codes, code = "NAMED_BLOCK", status = 400, log_level = INFO, message = "block")]
pub struct Block;

#[test]
fn a_doc_comment_may_be_a_block() {
    assert_eq!(Block.entry().description(), "In a block,\nwith a gutter.");
    assert_eq!(Block.entry().causes(), "- none");
}

/// A value whose `Display` fails, as those do whose format does not fit them.
#[derive(Debug)]
pub struct Failing;

impl fmt::Display for Failing {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Err(fmt::Error)
    }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "FAILING", registry = Codes)]
pub enum FailingError {
    #[catalog(code = "FAILING_CONTEXT", status = 500, log_level = ERROR, message = "later")]
    Context {
        #[context(display)]
        at: Failing,
    },
    #[catalog(code = "FAILING_DETAIL", status = 400, log_level = INFO, message = "not so")]
    Detail {
        #[detail(display)]
        at: Failing,
        #[detail]
        of: u8,
    },
    #[catalog(code = "FAILING_FLAT", status = 400, log_level = INFO, message = "{user} may not")]
    Flat {
        #[detail(flatten)]
        others: BTreeMap<String, String>,
        #[detail]
        user: String,
    },
}

#[test]
fn a_display_that_fails_is_left_out_and_panics_nowhere() {
    let failure = Failure::<Codes>::from(FailingError::Context { at: Failing });
    let response = failure.envelope().into_response();
    assert_eq!(
        response.body().as_ref(),
        r#"{"error":{"code":"FAILING_CONTEXT","message":"later"}}"#.as_bytes()
    );
    let detail = FailingError::Detail { at: Failing, of: 3 };
    assert_eq!(
        detail.envelope().to_json(),
        r#"{"error":{"code":"FAILING_DETAIL","message":"not so","details":{"of":3}}}"#
    );
}

#[test]
fn a_flattened_map_never_replaces_a_field() {
    let others = BTreeMap::from([
        ("user".to_owned(), "attacker".to_owned()),
        ("at".to_owned(), "noon".to_owned()),
    ]);
    let flat = FailingError::Flat { others, user: "ada".to_owned() };
    assert_eq!(
        flat.envelope().to_json(),
        r#"{"error":{"code":"FAILING_FLAT","message":"ada may not","details":{"at":"noon","user":"ada"}}}"#
    );
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes)]
pub enum AuthError {
    #[catalog(code = "AUTH_TOKEN_MISSING", status = 401, log_level = INFO, message = "log in")]
    TokenMissing,
    #[catalog(code = "AUTH_PASSWORD_WRONG", status = 401, log_level = INFO, message = "log in", ext(www_authenticate = "Basic realm=\"shop\""))]
    PasswordWrong(#[secret] Secret<String>),
}

#[test]
fn every_401_has_a_challenge() {
    let wrong = AuthError::PasswordWrong(Secret::new("pw".to_owned()));
    for (error, way) in [(AuthError::TokenMissing, "Bearer"), (wrong, "Basic realm=\"shop\"")] {
        let response = error.envelope().into_response();
        assert_eq!(response.headers()["www-authenticate"], way, "{error:?}");
    }
}

/// A macro hands a type over as a whole, and what stands in it has to be seen all the same.
macro_rules! with_cause {
    ($name:ident, $cause:ty, $text:ty) => {
        #[derive(Debug, ErrorCatalog)]
        #[catalog(domain = "CAUSED")]
        pub enum $name {
            #[catalog(code = "CAUSED_BY_ANOTHER", status = 500, log_level = ERROR, message = "no", display = "no {name}")]
            By { name: $text, #[source] cause: $cause },
        }
    };
}

with_cause!(MaybeCaused, Option<std::io::Error>, &'static str);
with_cause!(AlwaysCaused, std::io::Error, String);

#[test]
fn a_macro_may_hand_over_the_type_of_a_cause() {
    let cause = || std::io::Error::other("disk");
    let source = |error: &dyn std::error::Error| error.source().map(ToString::to_string);
    let caused = MaybeCaused::By { name: "one", cause: Some(cause()) };
    assert_eq!(source(&caused).as_deref(), Some("disk"));
    assert_eq!(caused.to_string(), "no one");
    assert_eq!(source(&MaybeCaused::By { name: "two", cause: None }), None);
    let caused = AlwaysCaused::By { name: "three".to_owned(), cause: cause() };
    assert_eq!(source(&caused).as_deref(), Some("disk"));
}
