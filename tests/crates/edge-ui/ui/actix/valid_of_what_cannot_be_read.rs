// `Valid` reads what it checks.

use actix_web::web;
use error_catalog::actix::Valid;

#[derive(validator::Validate)]
struct NewUser {
    #[validate(length(min = 1))]
    name: String,
}

async fn create(Valid(user): Valid<NewUser>) -> String {
    user.name
}

fn main() {
    let _ = web::post().to(create);
}
