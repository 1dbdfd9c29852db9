//! Ports for the servers that tests start.

use std::net::TcpListener;
use std::process;
use std::sync::atomic::{AtomicU16, Ordering};

/// A port of the loopback interface that is free. It is below 32768: from there on the system chooses ports for sockets that name
/// none, and one of them could take the port before the server listens.
///
/// Other tests may still take it. A server that ends because of that needs another port.
pub fn free_port() -> u16 {
    static TRIED: AtomicU16 = AtomicU16::new(0);
    // Processes that run at the same time begin in different places.
    let first = 20_000 + (process::id() % 1_000) as u16 * 10;
    loop {
        let port = first + TRIED.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
