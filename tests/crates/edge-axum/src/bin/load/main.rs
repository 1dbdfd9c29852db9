//! What the catalogue costs on the error path: requests per second of a handler that returns a `Failure` through
//! the layer, against the same handler returning a constant hand-written response through a layer that does
//! the same work by hand. Both run in this process on sockets of their own, and are asked in turn.
//!
//! `cargo run --release -p edge-axum --bin load [-- rounds]`; `-- wrk [rounds]` lets wrk ask, a second a side and round. With
//! `-- operations [rounds]` both sides also write each failure as JSON to a file, and count it for Prometheus.

mod by_hand;
mod client;
mod operations;
mod wrk;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use edge_axum::catalogue::{Codes, ShopError};
use error_catalog::Failure;
use error_catalog::tower::CatalogLayer;

use client::{AT_ONCE, Client};
use operations::Operations;

/// As many batches each side is asked for in a round.
const BATCHES: usize = 200;

/// The requests per second of both sides in one round.
struct Round {
    catalogue: f64,
    hand: f64,
}

fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    let by_wrk = arguments.next_if(|argument| argument == "wrk").is_some();
    let operations = arguments.next_if(|argument| argument == "operations");
    let operations = operations.map(|_| Operations::start());
    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok());
    let rounds = rounds.unwrap_or(if by_wrk { 20 } else { 100 });

    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let handler = async || Result::<(), _>::Err(Failure::<Codes>::from(ShopError::CartEmpty));
    let layer = operations.as_ref().map_or_else(CatalogLayer::<Codes>::new, Operations::layer);
    let by_catalogue = Router::new().route("/cart", get(handler)).layer(layer);
    let by_hand = Router::new().route("/cart", get(by_hand::handler)).layer(by_hand::Layer);
    let by_catalogue = client::serve(&runtime, by_catalogue);
    let by_hand = client::serve(&runtime, by_hand);

    let (mut catalogue, mut hand) = (Client::new(by_catalogue), Client::new(by_hand));
    let (theirs, ours) = (hand.answer(), catalogue.answer());
    assert_eq!(theirs, ours, "both sides must send the same bytes");
    println!("{ours}\n");

    let begun = Instant::now();
    let mut measured: Vec<_> = (0..=rounds)
        .map(|at| {
            if by_wrk {
                round_by_wrk(by_catalogue, by_hand, at)
            } else {
                round(&mut catalogue, &mut hand)
            }
        })
        .collect();
    // The first one only warmed up.
    measured.remove(0);
    let what = if by_wrk { "a second of wrk".into() } else { format!("{BATCHES} batches") };
    println!(
        "{rounds} rounds of {what} on {AT_ONCE} connections a side in {:.0?}",
        begun.elapsed()
    );
    let of = |figure: fn(&Round) -> f64| median(measured.iter().map(figure));
    println!("by the catalogue: {:.0} requests/s", of(|round| round.catalogue));
    println!("by hand:          {:.0} requests/s", of(|round| round.hand));
    let ratio = of(|round| round.catalogue / round.hand);
    println!("ratio:            {ratio:.3} (the median of the rounds)");
    if let Some(operations) = operations {
        runtime.shutdown_timeout(Duration::from_secs(1));
        operations.print();
    }
}

/// They take turns batch by batch, and who goes first changes, so that whatever else the machine does falls on both.
fn round(catalogue: &mut Client, hand: &mut Client) -> Round {
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
    let asked = f64::from(u32::try_from(BATCHES * AT_ONCE).unwrap());
    let rate = |time: Duration| asked / time.as_secs_f64();
    Round { catalogue: rate(ours), hand: rate(theirs) }
}

fn round_by_wrk(by_catalogue: SocketAddr, by_hand: SocketAddr, at: usize) -> Round {
    if at % 2 == 0 {
        let catalogue = wrk::rate(by_catalogue);
        Round { catalogue, hand: wrk::rate(by_hand) }
    } else {
        let hand = wrk::rate(by_hand);
        Round { catalogue: wrk::rate(by_catalogue), hand }
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
