//! Input that is read and checked by hand: the names, the rules and their parameters, and what they cost.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::routing::{get, post};
use edge_validation::Codes;
use error_catalog::axum::{Form, Json, Valid};
use error_catalog::tower::CatalogLayer;
use error_catalog::validation::{FieldError, InputError, check_with_garde, from_json};
use error_catalog::{ErrorCatalog, Failure, ValidationError};
use http::Request;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};
use tokio::sync::Notify;
use tower::ServiceExt as _;
use validator::Validate as _;

/// The violations of an input by the rules of `validator`.
fn violations<T: serde::de::DeserializeOwned + validator::Validate>(
    input: &Value,
) -> ValidationError {
    let value: T = from_json(input.to_string().as_bytes()).unwrap();
    value.validate().unwrap_err().into()
}

fn paths(error: &ValidationError) -> Vec<&str> {
    error.violations().iter().map(FieldError::path).collect()
}

/// The parameters of the only violation.
fn params(error: &ValidationError) -> Map<String, Value> {
    let field = error.violations().iter().next().unwrap();
    field.rules().next().unwrap().params().clone()
}

thread_local! {
    /// How often an amount was read.
    static READ: Cell<usize> = const { Cell::new(0) };
}

fn counted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    READ.set(READ.get() + 1);
    u32::deserialize(deserializer)
}

#[derive(Debug, Deserialize, validator::Validate)]
struct Entry {
    #[serde(deserialize_with = "counted")]
    #[expect(dead_code, reason = "it is read to be counted")]
    amount: u32,
    #[validate(required)]
    name: Option<String>,
}

#[derive(Debug, Deserialize, validator::Validate)]
struct Entries {
    #[validate(nested)]
    entries: Vec<Entry>,
}

/// Each way to find a name reads the input again: a large input with many broken rules is read a few times all the same.
#[test]
fn an_input_is_read_a_bounded_number_of_times() {
    for entries in [10, 4000] {
        let input = json!({"entries": vec![json!({"amount": 1}); entries]}).to_string();
        assert!(input.len() < 64 * 1024);
        READ.set(0);
        let read: Entries = from_json(input.as_bytes()).unwrap();
        let error = ValidationError::from(read.validate().unwrap_err());
        assert_eq!(paths(&error)[..2], ["entries[0].name", "entries[1].name"]);
        let readings = READ.get() / entries;
        assert!((2..=20).contains(&readings), "{entries} entries were read {readings} times");
    }
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(dead_code, reason = "it is read alone")]
enum Search {
    Page { limit: Option<u32>, offset: u32 },
    Between { start: char, end: char },
    Labels { first: BTreeMap<String, u8>, second: BTreeMap<String, u8> },
    Lists { first: Vec<u8>, second: Vec<u8> },
    Shares { first: f64, second: Option<f64> },
}

/// A member that is right can fail with the same words, if it had another value.
#[test]
fn a_wrong_type_is_that_of_the_member_that_is_quoted() {
    for (input, expected) in [
        (json!({"kind": "page", "limit": null, "offset": "x"}), "offset"),
        (json!({"kind": "page", "limit": 3, "offset": []}), "offset"),
        (json!({"kind": "page", "limit": "3", "offset": 1}), "limit"),
        (json!({"kind": "between", "start": "a", "end": "zz"}), "end"),
        (json!({"kind": "between", "start": "a", "end": 7}), "end"),
        (json!({"kind": "between", "start": "\"\"", "end": "z"}), "start"),
        (json!({"kind": "labels", "first": {}, "second": "x"}), "second"),
        (json!({"kind": "labels", "first": [], "second": {}}), "first"),
        (json!({"kind": "lists", "first": [], "second": {}}), "second"),
        (json!({"kind": "shares", "first": "1", "second": null}), "first"),
        (json!({"kind": "shares", "first": 1.5, "second": false}), "second"),
    ] {
        let error = from_json::<Search>(input.to_string().as_bytes()).unwrap_err();
        let InputError::Invalid(error) = error else { panic!("{error}") };
        assert_eq!(paths(&error), [expected], "{input}");
    }
}

#[derive(Debug, Deserialize, validator::Validate)]
struct Ruled {
    #[validate(custom(function = refused))]
    #[serde(default)]
    text: Option<String>,
    #[validate(custom(function = too_many))]
    #[serde(default)]
    number: Option<i64>,
    #[validate(custom(function = too_few))]
    #[serde(default)]
    list: Option<Vec<Value>>,
}

fn refused(text: &str) -> Result<(), validator::ValidationError> {
    let mut error = validator::ValidationError::new("refused");
    error.add_param("allowed".into(), &"a-z");
    error.add_param("seen".into(), &format!("{text} is refused"));
    error.add_param("first".into(), &5);
    Err(error)
}

fn too_many(number: i64) -> Result<(), validator::ValidationError> {
    let mut error = validator::ValidationError::new("too_many");
    error.add_param("most".into(), &5);
    error.add_param("twice".into(), &number);
    error.add_param("part".into(), &5.0);
    error.add_param("seen".into(), &format!("{number} is refused"));
    Err(error)
}

fn too_few(_: &[Value]) -> Result<(), validator::ValidationError> {
    let mut error = validator::ValidationError::new("too_few");
    error.add_param("least".into(), &3);
    error.add_param("hint".into(), &"not hunter2");
    Err(error)
}

/// A parameter is left out where it repeats what was sent, and only there.
#[test]
fn a_parameter_of_a_rule_does_not_depend_on_the_value_unless_it_repeats_it() {
    let of = |input: Value| Value::Object(params(&violations::<Ruled>(&input)));
    let kept = |text: &str| of(json!({"text": text}));
    assert_eq!(kept("a"), json!({"allowed": "a-z", "first": 5, "seen": "a is refused"}));
    assert_eq!(kept("a-z"), json!({"first": 5}));
    assert_eq!(kept("5"), json!({"allowed": "a-z", "seen": "5 is refused"}));
    assert_eq!(kept("hunter2"), json!({"allowed": "a-z", "first": 5}), "a text that holds it");
    assert_eq!(kept("123"), json!({"allowed": "a-z", "first": 5}), "the check number of a card");
    assert_eq!(kept(""), json!({"allowed": "a-z", "first": 5, "seen": " is refused"}));
    assert_eq!(of(json!({"number": 4711})), json!({"most": 5, "part": 5}));
    assert_eq!(of(json!({"number": 5})), json!({"seen": "5 is refused"}));
    let list = |list: Value| of(json!({"list": list}));
    assert_eq!(list(json!([])), json!({"least": 3, "hint": "not hunter2"}));
    assert_eq!(list(json!([3, "not", true])), json!({"least": 3}));
    assert_eq!(list(json!([{"password": "hunter2"}])), json!({"least": 3}));
}

#[derive(Debug, Deserialize, validator::Validate, garde::Validate)]
struct Price {
    #[validate(range(min = 1))]
    #[garde(range(min = 1))]
    #[serde(rename = "AMOUNT")]
    amount: i64,
}

#[derive(Debug, Deserialize, validator::Validate)]
struct Counted {
    #[validate(nested)]
    prices: HashMap<String, Price>,
}

#[derive(Debug, Deserialize, garde::Validate)]
struct Keyed {
    #[garde(dive)]
    prices: BTreeMap<usize, Price>,
}

/// `validator` counts the entries of a map; garde names a key that is a number as the place of a list.
#[test]
fn an_entry_of_a_map_is_named_by_its_key() {
    let counted = |prices: Value| violations::<Counted>(&json!({ "prices": prices }));
    let one = counted(json!({"tea": {"AMOUNT": 0}}));
    assert_eq!(paths(&one), ["prices.tea.AMOUNT"]);
    let of_two = counted(json!({"tea": {"AMOUNT": 0}, "salt": {"AMOUNT": 3}}));
    assert_eq!(paths(&of_two), ["prices.tea.AMOUNT"]);
    let both = counted(json!({"tea": {"AMOUNT": 0}, "salt": {"AMOUNT": -1}}));
    let mut both = paths(&both);
    both.sort_unstable();
    assert_eq!(both, ["prices.salt.AMOUNT", "prices.tea.AMOUNT"], "told apart by their values");

    let keyed = |prices: Value| {
        let input = json!({ "prices": prices }).to_string();
        check_with_garde(&from_json::<Keyed>(input.as_bytes()).unwrap()).unwrap_err()
    };
    let of_two = keyed(json!({"3": {"AMOUNT": 9}, "5": {"AMOUNT": 0}}));
    assert_eq!(paths(&of_two), ["prices.5.AMOUNT"]);
    let both = keyed(json!({"3": {"AMOUNT": 0}, "5": {"AMOUNT": 0}}));
    assert_eq!(paths(&both), ["prices.3.AMOUNT", "prices.5.AMOUNT"]);
}

/// Entries that nothing tells apart keep their number.
#[test]
fn an_entry_of_a_map_that_is_not_known_keeps_its_number() {
    let same = json!({"prices": {"tea": {"AMOUNT": 0}, "salt": {"AMOUNT": 0}}});
    let error = violations::<Counted>(&same);
    assert_eq!(paths(&error), ["prices[0].AMOUNT", "prices[1].AMOUNT"]);
}

/// A rule of the service, whose detail is a text.
#[derive(Debug, Clone, ErrorCatalog)]
#[catalog(domain = "SHOP", status = 422, log_level = INFO)]
enum ShopRule {
    #[catalog(code = "SHOP_ARTICLE_SOLD_OUT", message = "{article} is sold out")]
    SoldOut {
        #[detail]
        article: String,
    },
}

#[test]
fn a_text_stays_a_text_in_the_parameters_of_a_rule() {
    for article in ["12345", "1e3", "00", "tea"] {
        let rule = ShopRule::SoldOut { article: article.to_owned() };
        let error = ValidationError::new().field("article", rule);
        assert_eq!(Value::Object(params(&error)), json!({ "article": article }));
    }
    let error = violations::<Price>(&json!({"AMOUNT": 0}));
    assert_eq!(Value::Object(params(&error)), json!({"min": 1}), "a limit is a number");
}

#[derive(Debug, Deserialize, validator::Validate)]
struct Page {
    #[validate(range(min = 1))]
    number: u32,
}

async fn errors(router: Router, request: http::request::Builder, body: String) -> Value {
    let response = router.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    let mut body: Value = serde_json::from_slice(&body).unwrap();
    body.get_mut("errors").map(Value::take).unwrap_or_default()
}

/// A form of a GET is the query, whatever is wrong with it; one of a POST is the body.
#[tokio::test]
async fn a_form_is_where_it_was_sent() {
    let form = async |Valid(Form(page)): Valid<Form<Page>>| page.number.to_string();
    let router =
        || Router::new().route("/", get(form).post(form)).layer(CatalogLayer::<Codes>::new());
    for number in ["x", "0"] {
        let get = Request::get(format!("/?number={number}"));
        let errors_of_get = errors(router(), get, String::new()).await;
        assert_eq!(errors_of_get[0]["in"], "query", "{number}");
        let post = Request::post("/").header("content-type", "application/x-www-form-urlencoded");
        let errors_of_post = errors(router(), post, format!("number={number}")).await;
        assert_eq!(errors_of_post[0]["pointer"], "#/number");
        assert_eq!(errors_of_post[0]["in"], Value::Null, "{number}");
    }
}

/// While a handler waits, its thread reads the input of another request: its names are not borrowed.
#[tokio::test]
async fn a_handler_that_waits_has_no_names_of_another_request() {
    let turn = Arc::new(Notify::new());
    let waits = {
        let turn = Arc::clone(&turn);
        async move |Json(prices): Json<Counted>| -> Result<(), Failure<Codes>> {
            turn.notified().await;
            Ok(prices.validate()?)
        }
    };
    let reads = async move |Json(prices): Json<Counted>| {
        turn.notify_one();
        prices.prices.len().to_string()
    };
    let router = Router::new()
        .route("/waits", post(waits))
        .route("/reads", post(reads))
        .layer(CatalogLayer::<Codes>::new());
    let ask = |path: &str, key: &str| {
        let request = Request::post(path).header("content-type", "application/json");
        errors(router.clone(), request, json!({"prices": {key: {"AMOUNT": 0}}}).to_string())
    };
    let (mine, _) =
        tokio::join!(ask("/waits", "me@example.com"), ask("/reads", "other@example.com"));
    let pointer = mine[0]["pointer"].as_str().unwrap();
    assert!(pointer.starts_with("#/prices"), "{pointer}");
    assert!(!pointer.contains("other"), "{pointer}");
}
