//! A server on a socket, and a client that asks it as fast as it answers.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// As many connections have a request on its way at once, so that the server never waits for the client.
pub const AT_ONCE: usize = 32;

const REQUEST: &[u8] = b"GET /cart HTTP/1.1\r\nhost: shop\r\nx-request-id: load-1\r\n\r\n";

/// Serves a router until the process ends.
pub fn serve(runtime: &Runtime, router: Router) -> SocketAddr {
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    // Else the small answers wait for one another.
    let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap());
    runtime.spawn(async move { axum::serve(listener, router).await });
    address
}

/// Connections that stay open.
pub struct Client {
    streams: Vec<TcpStream>,
    /// Room for an answer: each is as long as the first.
    answer: Vec<u8>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        let connect = |_| {
            let stream = TcpStream::connect(address).unwrap();
            stream.set_nodelay(true).unwrap();
            stream
        };
        let mut client = Self { streams: (0..AT_ONCE).map(connect).collect(), answer: Vec::new() };
        client.answer = vec![0; client.ask().len()];
        client
    }

    /// One answer without its date, header lines sorted.
    pub fn answer(&mut self) -> String {
        let answer = String::from_utf8(self.ask()).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let mut lines: Vec<_> =
            head.split("\r\n").filter(|line| !line.starts_with("date")).collect();
        lines[1..].sort_unstable();
        format!("{}\n\n{body}", lines.join("\n"))
    }

    fn ask(&mut self) -> Vec<u8> {
        self.streams[0].write_all(REQUEST).unwrap();
        let mut answer = Vec::new();
        let mut piece = [0; 1024];
        while !answer.ends_with(b"}}") {
            let length = self.streams[0].read(&mut piece).unwrap();
            answer.extend_from_slice(&piece[..length]);
        }
        answer
    }

    /// How long one request on each connection takes.
    pub fn batch(&mut self) -> Duration {
        let begun = Instant::now();
        for stream in &mut self.streams {
            stream.write_all(REQUEST).unwrap();
        }
        for stream in &mut self.streams {
            stream.read_exact(&mut self.answer).unwrap();
            assert!(self.answer.ends_with(b"}}"));
        }
        begun.elapsed()
    }
}
