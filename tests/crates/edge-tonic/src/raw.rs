//! A client that sends what it likes and shows what came as it came.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use h2::client::handshake;
use http::{HeaderMap, Request};
use tokio::net::TcpStream;
use tokio::runtime::Builder;

/// The headers and the trailers of an answer.
#[derive(Debug)]
pub struct Answer {
    pub headers: HeaderMap,
    pub trailers: HeaderMap,
}

/// Sends requests on one connection, one after the other; nothing where the server has ended the stream or the
/// connection without an answer.
pub fn send(address: SocketAddr, requests: Vec<(Request<()>, Bytes)>) -> Vec<Option<Answer>> {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (mut client, connection) = handshake(stream).await.unwrap();
        tokio::spawn(connection);
        let mut answers = Vec::new();
        for (request, body) in requests {
            let one = async {
                client = client.clone().ready().await.ok()?;
                let (answer, mut sending) = client.send_request(request, false).ok()?;
                sending.send_data(body, true).ok()?;
                let mut answer = answer.await.ok()?;
                while let Some(data) = answer.body_mut().data().await {
                    let length = data.ok()?.len();
                    answer.body_mut().flow_control().release_capacity(length).ok()?;
                }
                let trailers = answer.body_mut().trailers().await.ok()?.unwrap_or_default();
                Some(Answer { headers: answer.headers().clone(), trailers })
            };
            answers.push(tokio::time::timeout(Duration::from_secs(60), one).await.unwrap());
        }
        answers
    })
}

/// How a client ends its messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Whole,
    /// With trailers, which gRPC does not know of clients.
    Trailers,
    /// It breaks off.
    Reset,
    /// It says no more, and waits.
    Silent,
}

/// Sends messages one by one, and gives the messages that came back and the answer; nothing where there was none.
pub fn stream(
    address: SocketAddr,
    request: Request<()>,
    pieces: Vec<Bytes>,
    ending: Ending,
) -> (usize, Option<Answer>) {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (client, connection) = handshake(stream).await.unwrap();
        let connection = tokio::spawn(connection);
        let mut received = Vec::new();
        let one = async {
            let mut client = client.ready().await.ok()?;
            let (answer, mut sending) = client.send_request(request, false).ok()?;
            for piece in pieces {
                // The server may have answered before all is sent.
                let _ = sending.send_data(piece, false);
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            match ending {
                Ending::Whole => drop(sending.send_data(Bytes::new(), true)),
                Ending::Trailers => {
                    let mut trailers = HeaderMap::new();
                    trailers.insert("grpc-status", "13".parse().unwrap());
                    trailers.insert("x-request-id", "of-a-trailer".parse().unwrap());
                    drop(sending.send_trailers(trailers));
                }
                Ending::Reset => {
                    sending.send_reset(h2::Reason::CANCEL);
                    return None;
                }
                Ending::Silent => {}
            }
            let mut answer = answer.await.ok()?;
            while let Some(data) = answer.body_mut().data().await {
                let data = data.ok()?;
                answer.body_mut().flow_control().release_capacity(data.len()).ok()?;
                received.extend_from_slice(&data);
            }
            let trailers = answer.body_mut().trailers().await.ok()?.unwrap_or_default();
            Some(Answer { headers: answer.headers().clone(), trailers })
        };
        let answer = tokio::time::timeout(Duration::from_secs(60), one).await.unwrap();
        if ending == Ending::Reset {
            // It is still to be written.
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        connection.abort();
        (messages(&received), answer)
    })
}

/// How many whole messages bytes have.
fn messages(mut bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some((&[_, length @ ..], rest)) = bytes.split_first_chunk::<5>() {
        let Some(rest) = rest.get(u32::from_be_bytes(length) as usize..) else { break };
        (bytes, count) = (rest, count + 1);
    }
    count
}

/// A request for a method, with a message as it stands in a frame.
pub fn request(path: &str, metadata: &[(&str, &str)], message: &[u8]) -> (Request<()>, Bytes) {
    let mut request = Request::post(format!("http://shop{path}"))
        .header("content-type", "application/grpc")
        .header("te", "trailers");
    for (name, value) in metadata {
        request = request.header(*name, *value);
    }
    (request.body(()).unwrap(), frame(message))
}

/// A message as gRPC has it: not compressed, its length, and itself.
pub fn frame(message: &[u8]) -> Bytes {
    let length = u32::try_from(message.len()).unwrap().to_be_bytes();
    [&[0], &length[..], message].concat().into()
}
