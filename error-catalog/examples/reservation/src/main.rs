//! The reservations of a restaurant: a whole service with a catalogue.
//!
//! Each area has its errors beside it, [`catalogue`] lists them, handlers return them by `?`, and one layer in
//! [`service`] does the rest. The README has the command that starts it, and a curl line for every code.

#![expect(unreachable_pub, reason = "nothing imports a program")]

mod app;
mod auth;
mod backups;
mod catalogue;
mod database;
mod documents;
mod openapi;
mod operations;
mod reservations;
mod routes;
mod service;
mod users;

use std::env;
use std::error::Error;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::time::Duration;

use error_catalog::edge::quiet_panic_hook;
use tokio::net::TcpListener;

use app::App;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the address is what a user of the program needs")]
async fn main() -> Result<(), Box<dyn Error>> {
    quiet_panic_hook();
    tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).init();

    let port = env::var("PORT").map_or(Ok(3000), |port| port.parse())?;
    let backups = env::var_os("BACKUPS").map_or_else(|| "/mnt/backups".into(), PathBuf::from);
    // More than any handler needs, when the client sends its body.
    let longest_wait = env::var("LONGEST_WAIT").map_or(Ok(2), |seconds| seconds.parse())?;
    let longest_wait = Duration::from_secs(longest_wait);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    // The guard writes what is queued when the service ends.
    let (reporter, _guard) = operations::reporter()?;
    // Before the alerts, whose series it starts at 0.
    let metrics = operations::metrics()?;
    let observers = (reporter, operations::alerts()?);
    // A busy pool is reported as what it is, before the request has lasted too long.
    let app = App::new(backups, env::var("DATABASE_URL").ok(), longest_wait / 2).await?;
    let service = service::router(app, observers, metrics, longest_wait)?;

    println!("{url}");
    println!("  curl -i {url}/nowhere");
    println!(
        "  curl -i {url}/session --json '{{\"email\":\"admin@example.com\",\"password\":\"wrong\"}}'"
    );
    println!("  every code:   {url}/errors");
    println!("  the OpenAPI:  {url}/openapi.json");
    println!("  the metrics:  {url}/metrics");
    let ended = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
    axum::serve(listener, service).with_graceful_shutdown(ended).await?;
    Ok(())
}
