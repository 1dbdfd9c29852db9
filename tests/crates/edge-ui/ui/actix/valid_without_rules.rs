// `Valid` and `Garde` take types with rules.

use actix_web::web;
use error_catalog::actix::{Garde, Json, Query, Valid};

#[derive(serde::Deserialize)]
struct NewUser {
    name: String,
}

async fn of_a_body(Valid(user): Valid<NewUser>) -> String {
    user.name
}

async fn of_json(Valid(Json(user)): Valid<Json<NewUser>>) -> String {
    user.name
}

async fn of_a_query(Garde(Query(user)): Garde<Query<NewUser>>) -> String {
    user.name
}

fn main() {
    let _ = web::post().to(of_a_body);
    let _ = web::post().to(of_json);
    let _ = web::get().to(of_a_query);
}
// Mistakes: 3
