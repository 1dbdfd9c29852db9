//! What a clean build costs, beside that of the crates one would take without ours.

use std::fs;
use std::io::ErrorKind;

use crate::clock::{By, Cost, Samples, time};
use crate::crates::{OURS, THISERROR};
use crate::table::{Table, Target, print_samples};
use crate::{Places, Result};

const ROUNDS: usize = 3;

const PEERS_AND_SERDE: &str = r#"serde = { version = "1", features = ["derive"] }
serde_json = "1"
http = "1"
"#;

const OUR_ENUM: &str = r#"
#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "CART")]
pub enum CartError {
    #[catalog(code = "CART_IS_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
    Empty,
    #[catalog(code = "CART_ITEM_UNKNOWN", status = 404, log_level = "INFO", message = "item {id} is not in the cart")]
    UnknownItem { #[detail] id: u64 },
    #[catalog(code = "CART_IS_LOCKED", status = 409, log_level = "WARN", message = "the cart is locked")]
    Locked,
}
"#;

const THEIR_ENUM: &str = r#"
#[derive(Debug, thiserror::Error, serde::Serialize)]
pub enum CartError {
    #[error("the cart is empty")]
    Empty,
    #[error("item {id} is not in the cart")]
    UnknownItem { id: u64 },
    #[error("the cart is locked")]
    Locked,
}

pub fn response(error: &CartError) -> http::Response<Vec<u8>> {
    http::Response::new(serde_json::to_vec(error).unwrap_or_default())
}
"#;

pub(crate) fn measure(places: &Places, table: &mut Table) -> Result<()> {
    let (ours, theirs) = ("clean-ours", "clean-thiserror-serde-json-http");
    places.write_crate(ours, OURS, OUR_ENUM)?;
    places.write_crate(theirs, &format!("{PEERS_AND_SERDE}{THISERROR}"), THEIR_ENUM)?;
    let all = Samples::in_turns(&[ours, theirs], ROUNDS, |name| build(places, name))?;
    print_samples("cargo build into an empty directory", &all);

    let [ours, theirs] = &all[..] else { return Err("two crates were measured".into()) };
    let ratio =
        |seconds: fn(&Samples, By) -> f64| move |by| seconds(ours, by) / seconds(theirs, by);
    table.add(
        "clean build: ours / thiserror serde serde_json http",
        "",
        ratio(Samples::cpu),
        &Target::AtMost(1.15),
    );
    table.add("  the same by the clock", "", ratio(Samples::wall), &Target::AtMost(1.15));
    Ok(())
}

fn build(places: &Places, name: &str) -> Result<Cost> {
    let target = places.scratch.join("clean");
    match fs::remove_dir_all(&target) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut build = places.cargo("build", name);
    build.arg("--offline").env("CARGO_TARGET_DIR", target);
    Ok(time(&build, &places.output())?.0)
}
