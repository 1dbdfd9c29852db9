//! A shop that takes orders: its input is checked by `validator` here and by `garde` there.

pub mod names;

use axum::Router;
use axum::routing::post;
use edge_axum::catalogue::SECRET;
use error_catalog::axum::{Json, Refused, Valid};
use error_catalog::tower::CatalogLayer;
use error_catalog::{ErrorCatalog, Failure, SystemError, ValidationError, catalog};
use serde::{Deserialize, Serialize};
use validator::Validate as _;

catalog! {
    /// Every code of the shop.
    #[registry(dialect = problem, locales("ja", "en"))]
    pub struct Codes { SystemError, ValidationError, FieldError }
}

/// Texts of the shop in place of the crate's, and one for a rule that only the shop has.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "VALIDATION", registry = Codes, locales("ja", "en"), status = 422, log_level = INFO)]
pub enum FieldError {
    #[catalog(
        code = "VALIDATION_FIELD_EMAIL",
        message("ja" = "お店からのお知らせを受け取れるアドレスをご記入ください", "en" = "We need an address that our letters reach")
    )]
    Email,
    #[catalog(
        code = "VALIDATION_FIELD_KATAKANA",
        message("ja" = "全角カタカナで{longest}文字まで入力してください", "en" = "In katakana, up to {longest}, please")
    )]
    Katakana {
        #[detail]
        longest: u64,
    },
}

/// An order, by the rules of `validator`.
#[derive(Debug, Deserialize, Serialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Order {
    #[validate(length(min = 2, max = 20))]
    pub name: String,
    #[validate(custom(function = katakana))]
    #[serde(default)]
    pub フリガナ: String,
    #[validate(email)]
    pub email: String,
    #[validate(length(min = 12), must_match(other = "again"))]
    pub password: String,
    pub again: String,
    #[validate(nested, length(min = 1))]
    pub items: Vec<Item>,
    #[validate(required)]
    #[serde(default)]
    pub agreed: Option<bool>,
}

/// A line of an order.
#[derive(Debug, Deserialize, Serialize, validator::Validate)]
pub struct Item {
    #[validate(range(min = 0.0, max = 100.0))]
    pub price: f64,
    #[validate(range(exclusive_min = 0))]
    pub count: i64,
    #[validate(length(equal = 8, message = "商品コードは8桁です"))]
    pub code: String,
}

/// A sign-up, by the rules of `garde`.
#[derive(Debug, Deserialize, Serialize, garde::Validate)]
pub struct SignUp {
    #[garde(length(min = 2))]
    pub name: String,
    #[garde(email)]
    pub email: String,
    #[garde(length(min = 12))]
    pub password: String,
    #[garde(matches(password))]
    pub again: String,
    #[garde(dive)]
    pub children: Vec<Child>,
    #[garde(required)]
    #[serde(default)]
    pub agreed: Option<bool>,
    #[garde(custom(no_robots))]
    #[serde(default)]
    pub answer: String,
}

/// Another guest.
#[derive(Debug, Deserialize, Serialize, garde::Validate)]
pub struct Child {
    #[garde(range(min = 0, max = 17))]
    pub age: i32,
}

fn katakana(text: &str) -> Result<(), validator::ValidationError> {
    let is_katakana = |c: char| ('ァ'..='ー').contains(&c);
    if text.chars().count() <= 30 && text.chars().all(is_katakana) {
        return Ok(());
    }
    let mut error = validator::ValidationError::new("katakana");
    error.add_param("longest".into(), &30);
    Err(error)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as garde calls it")]
fn no_robots(answer: &str, (): &()) -> garde::Result {
    if answer == SECRET {
        Err(garde::Error::new("ロボットではないことを確認できません"))
    } else {
        Ok(())
    }
}

/// An address whose fields have other names in JSON, by the rules of `validator`.
#[derive(Debug, Deserialize, Serialize, validator::Validate)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    #[validate(length(min = 5))]
    pub postal_code: String,
    #[validate(nested)]
    pub side_doors: Vec<Door>,
}

/// A door of an address.
#[derive(Debug, Deserialize, Serialize, validator::Validate)]
#[serde(rename_all = "camelCase")]
pub struct Door {
    #[validate(range(min = 1))]
    #[serde(rename = "no.")]
    pub no: u32,
    #[validate(length(min = 1))]
    pub door_code: String,
}

/// A parcel whose fields have other names in JSON, by the rules of `garde`.
#[derive(Debug, Deserialize, Serialize, garde::Validate)]
#[serde(rename_all = "kebab-case")]
pub struct Parcel {
    #[garde(range(min = 1))]
    pub weight_grams: u32,
}

/// The routes of the shop.
pub fn router() -> Router {
    Router::new()
        .route("/orders", post(|Valid(order): Valid<Order>| async move { order.name }))
        .route("/sign-ups", post(|Valid(sign_up): Valid<SignUp>| async move { sign_up.name }))
        .route(
            "/addresses",
            post(|Valid(address): Valid<Address>| async move { address.postal_code }),
        )
        .route(
            "/parcels",
            post(|Valid(parcel): Valid<Parcel>| async move { parcel.weight_grams.to_string() }),
        )
        .route("/items", post(|Json(item): Json<Item>| async move { item.code }))
        .route("/items-or-why-not", post(item_or_why_not))
        .route("/by-hand", post(by_hand))
        .route("/sign-ups-by-hand", post(sign_up_by_hand))
        .layer(CatalogLayer::<Codes>::new())
}

/// Looks at what the extractor refuses, and passes it on.
async fn item_or_why_not(item: Result<Json<Item>, Refused>) -> Result<String, Failure<Codes>> {
    let Json(item) = item?;
    Ok(item.code)
}

/// Checks by hand what the extractors do not: the question mark takes what every validator says.
async fn by_hand(body: String) -> Result<String, Failure<Codes>> {
    let item: Item = error_catalog::validation::from_json(body.as_bytes())?;
    item.validate()?;
    Ok(item.code)
}

/// The same with what garde says.
async fn sign_up_by_hand(body: String) -> Result<String, Failure<Codes>> {
    let sign_up: SignUp = error_catalog::validation::from_json(body.as_bytes())?;
    garde::Validate::validate(&sign_up)?;
    Ok(sign_up.name)
}
