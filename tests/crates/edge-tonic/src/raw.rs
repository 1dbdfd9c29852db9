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
            answers.push(tokio::time::timeout(Duration::from_secs(10), one).await.unwrap());
        }
        answers
    })
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
