//! Many requests in little time: one connection that stays open, on which requests are sent before the responses to earlier ones arrive.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How many requests are under way at a time.
const AHEAD: u64 = 64;

/// How many requests a test sends: `BREAKING_REQUESTS`, or few enough for every run.
pub fn requests() -> u64 {
    std::env::var("BREAKING_REQUESTS").map_or(2_000, |count| count.parse().unwrap())
}

/// Gets a path many times, and counts the responses whose body has a text in it.
pub fn get(address: SocketAddr, path: &str, count: u64, expected: &str) -> u64 {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n");
    let mut responses = BufReader::new(stream.try_clone().unwrap());
    let (mut sent, mut answered, mut as_expected) = (0, 0, 0);
    let mut stream = stream;
    while answered < count {
        let ahead = AHEAD.min(count - sent);
        let batch = request.repeat(usize::try_from(ahead).unwrap());
        stream.write_all(batch.as_bytes()).unwrap();
        sent += ahead;
        for _ in 0..ahead {
            as_expected += u64::from(response(&mut responses).contains(expected));
            answered += 1;
        }
    }
    as_expected
}

/// The body of the next response.
fn response(stream: &mut BufReader<TcpStream>) -> String {
    let mut length = 0;
    loop {
        let mut line = String::new();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the connection is gone");
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    String::from_utf8(body).unwrap()
}
