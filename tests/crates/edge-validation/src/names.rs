//! Input whose fields have other names in JSON than in Rust, in each way that `serde` has, by the rules of both libraries.

use axum::Router;
use axum::routing::{get, post};
use error_catalog::axum::{Form, Json, Path, Query, Valid};
use error_catalog::tower::CatalogLayer;
use error_catalog::validation::{check_with_garde, from_json};
use error_catalog::{Failure, OrFail as _};
use serde::{Deserialize, Serialize};
use validator::Validate as _;

use crate::Codes;

/// Declares a type once for each library.
macro_rules! twice {
    ($( $(#[$serde:meta])* struct $Name:ident { $( $(#[$of_field:meta])* [$validator:meta, $garde:meta] $field:ident: $Type:ty, )* } )*) => {
        /// By the rules of `validator`.
        pub mod by_validator {
            use super::*;
            $(
                #[derive(Debug, Deserialize, Serialize, validator::Validate)]
                $(#[$serde])*
                pub struct $Name { $( $(#[$of_field])* #[$validator] pub $field: $Type, )* }
            )*
        }

        /// By the rules of `garde`.
        pub mod by_garde {
            use super::*;
            $(
                #[derive(Debug, Deserialize, Serialize, garde::Validate)]
                $(#[$serde])*
                pub struct $Name { $( $(#[$of_field])* #[$garde] pub $field: $Type, )* }
            )*
        }
    };
}

twice! {
    #[serde(rename_all = "camelCase")]
    struct Parcel {
        [validate(length(min = 2)), garde(length(min = 2))]
        first_name: String,
        #[serde(rename = "zip")]
        [validate(length(min = 5)), garde(length(min = 5))]
        postal_code: String,
        #[serde(alias = "emailAddress")]
        [validate(email), garde(email)]
        mail: String,
        #[serde(default)]
        [validate(required), garde(required)]
        is_agreed: Option<bool>,
        #[serde(flatten)]
        [validate(nested), garde(dive)]
        address: Address,
        [validate(nested), garde(dive)]
        line_items: Vec<Line>,
        #[serde(rename = "送り主", default)]
        [validate(nested), garde(dive)]
        sender: Vec<Line>,
    }

    #[serde(rename_all = "kebab-case")]
    struct Address {
        [validate(length(min = 3)), garde(length(min = 3))]
        street_name: String,
        [validate(range(min = 1)), garde(range(min = 1))]
        house_number: u16,
        #[serde(default)]
        [validate(required), garde(required)]
        door_code: Option<u8>,
    }

    #[serde(rename_all = "SCREAMING_SNAKE_CASE", deny_unknown_fields)]
    struct Line {
        [validate(range(min = 1, max = 9)), garde(range(min = 1, max = 9))]
        unit_price: i64,
        #[serde(rename = "品名")]
        [validate(length(min = 2)), garde(length(min = 2))]
        label: String,
    }

    #[serde(rename_all = "camelCase")]
    struct Page {
        [validate(range(min = 1, max = 100)), garde(range(min = 1, max = 100))]
        page_size: u32,
        #[serde(rename = "q", default)]
        [validate(length(max = 5)), garde(length(max = 5))]
        search_text: String,
        #[serde(default)]
        [validate(length(max = 3)), garde(length(max = 3))]
        tag: Vec<String>,
    }
}

/// The parameters of a path, in another order than that of the route.
#[derive(Debug, Deserialize)]
pub struct Person {
    pub name: String,
    pub id: u32,
}

/// The routes.
pub fn router() -> Router {
    use by_validator::Parcel;
    Router::new()
        .route("/validator", post(|Valid(parcel): Valid<Parcel>| async move { Json(parcel) }))
        .route("/garde", post(|Valid(parcel): Valid<by_garde::Parcel>| async move { Json(parcel) }))
        .route("/validator-by-hand", post(validator_by_hand))
        .route("/garde-by-hand", post(garde_by_hand))
        .route(
            "/inside",
            post(|Valid(Json(parcel)): Valid<Json<Parcel>>| async move { Json(parcel) }),
        )
        .route(
            "/pages",
            get(|Valid(Query(page)): Valid<Query<by_validator::Page>>| async move { Json(page) }),
        )
        .route("/pages-of-garde", get(pages_of_garde))
        .route("/pages-by-hand", get(pages_by_hand))
        .route(
            "/forms",
            post(|Valid(Form(page)): Valid<Form<by_garde::Page>>| async move { Json(page) }),
        )
        .route("/users/{user_id}", get(|Path(id): Path<u32>| async move { id.to_string() }))
        .route(
            "/users/{user_id}/parcels/{parcel_id}",
            get(
                |Path((user, parcel)): Path<(String, u8)>| async move { format!("{user}{parcel}") },
            ),
        )
        .route("/lines/{UNIT_PRICE}/{品名}", get(line))
        .route(
            "/people/{id}/{name}",
            get(|Path(it): Path<Person>| async move { format!("{} {}", it.id, it.name) }),
        )
        .route(
            "/pairs/{id}/{name}",
            get(|Path(it): Path<(u8, String)>| async move { format!("{} {}", it.0, it.1) }),
        )
        .route("/halves/{id}/{name}", get(|Path((id,)): Path<(u8,)>| async move { id.to_string() }))
        .route("/parcel-forms", get(form).post(form))
        .layer(CatalogLayer::<Codes>::new())
}

async fn form(Valid(Form(page)): Valid<Form<by_validator::Page>>) -> Json<by_validator::Page> {
    Json(page)
}

async fn line(Valid(Path(line)): Valid<Path<by_validator::Line>>) -> Json<by_validator::Line> {
    Json(line)
}

async fn pages_of_garde(Valid(Query(page)): Valid<Query<by_garde::Page>>) -> Json<by_garde::Page> {
    Json(page)
}

async fn pages_by_hand(Query(page): Query<by_validator::Page>) -> Result<String, Failure<Codes>> {
    page.validate()?;
    Ok(page.search_text)
}

async fn validator_by_hand(body: String) -> Result<Json<by_validator::Parcel>, Failure<Codes>> {
    let parcel: by_validator::Parcel = from_json(body.as_bytes())?;
    parcel.validate()?;
    Ok(Json(parcel))
}

async fn garde_by_hand(body: String) -> Result<Json<by_garde::Parcel>, Failure<Codes>> {
    let parcel: by_garde::Parcel = from_json(body.as_bytes())?;
    check_with_garde(&parcel)?;
    std::fs::exists("/").or_internal()?;
    Ok(Json(parcel))
}
