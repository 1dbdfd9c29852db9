//! What the catalogue costs on the error path: requests per second of a handler that returns a `Failure` through
//! the layer, against the same handler returning a constant hand-written response through a layer that does
//! the same work by hand. Both run in this process on sockets of their own, and are asked in turn.
//!
//! `cargo run --release -p edge-axum --bin load [-- rounds]`

mod by_hand;
mod client;

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use edge_axum::catalogue::{Codes, ShopError};
use error_catalog::Failure;
use error_catalog::tower::CatalogLayer;

use client::{AT_ONCE, Client};

/// As many batches each side is asked for in a round.
const BATCHES: usize = 200;

fn main() {
    let rounds = std::env::args().nth(1).and_then(|rounds| rounds.parse().ok()).unwrap_or(100);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let handler = async || Result::<(), _>::Err(Failure::<Codes>::from(ShopError::CartEmpty));
    let by_catalogue =
        Router::new().route("/cart", get(handler)).layer(CatalogLayer::<Codes>::new());
    let by_hand = Router::new().route("/cart", get(by_hand::handler)).layer(by_hand::Layer);
    let by_catalogue = client::serve(&runtime, by_catalogue);
    let by_hand = client::serve(&runtime, by_hand);

    let (mut catalogue, mut hand) = (Client::new(by_catalogue), Client::new(by_hand));
    let (theirs, ours) = (hand.answer(), catalogue.answer());
    assert_eq!(theirs, ours, "both sides must send the same bytes");
    println!("{ours}\n");

    let begun = Instant::now();
    let mut measured: Vec<_> = (0..=rounds).map(|_| round(&mut catalogue, &mut hand)).collect();
    // The first one only warmed up.
    measured.remove(0);
    let asked = f64::from(u32::try_from(BATCHES * AT_ONCE).unwrap());
    let rate = |time: Duration| asked / time.as_secs_f64();
    println!(
        "{rounds} rounds of {BATCHES} batches of a request on {AT_ONCE} connections a side in {:.0?}",
        begun.elapsed()
    );
    println!(
        "by the catalogue: {:.0} requests/s",
        median(measured.iter().map(|(ours, _)| rate(*ours)))
    );
    println!(
        "by hand:          {:.0} requests/s",
        median(measured.iter().map(|(_, theirs)| rate(*theirs)))
    );
    let ratios = measured.iter().map(|(ours, theirs)| theirs.as_secs_f64() / ours.as_secs_f64());
    println!("ratio:            {:.3} (the median of the rounds)", median(ratios));
}

/// The time that each side took for its batches. They take turns batch by batch, and who goes first changes, so
/// that whatever else the machine does falls on both.
fn round(catalogue: &mut Client, hand: &mut Client) -> (Duration, Duration) {
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    for batch in 0..BATCHES {
        if batch % 2 == 0 {
            ours += catalogue.batch();
            theirs += hand.batch();
        } else {
            theirs += hand.batch();
            ours += catalogue.batch();
        }
    }
    (ours, theirs)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
