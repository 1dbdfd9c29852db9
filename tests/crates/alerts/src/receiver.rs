//! A receiver of webhooks on the loopback interface, which can misbehave.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

/// How a receiver answers a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// With a status.
    Status(u16),
    /// With 429 and a time to wait, in seconds.
    TooMany(u64),
    /// Never, and keeps the connection until it is to answer in another way.
    Hang,
    /// A byte of the head every 10 ms.
    Trickle,
    /// With a good head and a body that has no end.
    EndlessBody,
    /// With headers that have no end.
    EndlessHead,
    /// Ends the connection.
    Close,
    /// To another place.
    Redirect,
    /// With bytes that are not HTTP.
    Garbage,
}

/// A receiver, which ends when it is dropped.
pub struct Receiver {
    port: u16,
    requests: Arc<Mutex<Vec<(String, Value)>>>,
    answer: Arc<Mutex<Answer>>,
    is_over: Arc<AtomicBool>,
}

impl Receiver {
    /// Starts one.
    pub fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let receiver = Self {
            port,
            requests: Arc::default(),
            answer: Arc::new(Mutex::new(answer)),
            is_over: Arc::default(),
        };
        let (requests, is_over) = (Arc::clone(&receiver.requests), Arc::clone(&receiver.is_over));
        let answer = Arc::clone(&receiver.answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if is_over.load(SeqCst) {
                    return;
                }
                let (requests, is_over) = (Arc::clone(&requests), Arc::clone(&is_over));
                let answer = Arc::clone(&answer);
                std::thread::spawn(move || serve(stream, &requests, &answer, &is_over));
            }
        });
        receiver
    }

    /// The address of a webhook. Its path is a secret.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/services/T00000000/B00000000/s3cr3tHookPath", self.port)
    }

    /// Changes how it answers.
    pub fn set(&self, answer: Answer) {
        *self.answer.lock().unwrap() = answer;
    }

    /// The bodies so far.
    pub fn bodies(&self) -> Vec<Value> {
        self.requests.lock().unwrap().iter().map(|(_, body)| body.clone()).collect()
    }

    /// The heads so far.
    pub fn heads(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().map(|(head, _)| head.clone()).collect()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.is_over.store(true, SeqCst);
        // Wakes the listener.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn serve(
    mut stream: TcpStream,
    requests: &Mutex<Vec<(String, Value)>>,
    current: &Mutex<Answer>,
    is_over: &AtomicBool,
) {
    let pause = || std::thread::sleep(Duration::from_millis(10));
    while let Some((head, body)) = request(&mut stream) {
        // Before a test sees the request: it may change the answer then.
        let answer = *current.lock().unwrap();
        requests.lock().unwrap().push((head, body));
        let whole = match answer {
            Answer::Status(status) => {
                format!("HTTP/1.1 {status} x\r\ncontent-length: 2\r\n\r\nok")
            }
            Answer::TooMany(seconds) => {
                format!("HTTP/1.1 429 x\r\nretry-after: {seconds}\r\ncontent-length: 0\r\n\r\n")
            }
            Answer::Redirect => {
                let location = "location: http://127.0.0.1:1/elsewhere";
                format!("HTTP/1.1 307 x\r\n{location}\r\ncontent-length: 0\r\n\r\n")
            }
            Answer::Garbage => "\0\x01\x02 what is this\r\n\r\n".to_owned(),
            Answer::Close => return,
            Answer::Hang => {
                while !is_over.load(SeqCst) && *current.lock().unwrap() == answer {
                    pause();
                }
                return;
            }
            Answer::Trickle => {
                for byte in b"HTTP/1.1 200 OK\r\nx: ".iter().chain(std::iter::repeat(&b'a')) {
                    if is_over.load(SeqCst) || stream.write_all(&[*byte]).is_err() {
                        return;
                    }
                    pause();
                }
                return;
            }
            Answer::EndlessBody => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
                while !is_over.load(SeqCst) && stream.write_all(&[b'a'; 4096]).is_ok() {}
                return;
            }
            Answer::EndlessHead => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
                while !is_over.load(SeqCst) && stream.write_all(b"x-a: aaaaaaaa\r\n").is_ok() {}
                return;
            }
        };
        // At once: the second of two small packets would wait for the receipt of the first.
        if stream.write_all(whole.as_bytes()).is_err() {
            return;
        }
    }
}

fn request(stream: &mut TcpStream) -> Option<(String, Value)> {
    let (mut read, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        if let Some(end) = read.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8(read[..end].to_vec()).unwrap();
            let lower = head.to_lowercase();
            let length = lower.split("content-length: ").nth(1)?.split("\r\n").next()?;
            let body = end + 4..end + 4 + length.parse::<usize>().ok()?;
            if let Some(body) = read.get(body) {
                return Some((head, serde_json::from_slice(body).unwrap()));
            }
        }
        let count = stream.read(&mut piece).ok().filter(|count| *count > 0)?;
        read.extend_from_slice(&piece[..count]);
    }
}
