//! HTTP/2: each stream of a connection is answered, and one that breaks costs the others nothing.

use std::net::SocketAddr;

use actix_web::App;
use actix_web::rt::System;
use actix_web::rt::net::TcpStream;
use actix_web::web::Bytes;
use edge_actix::recorded::{self, records};
use edge_actix::{serve, shop};
use h2::client::SendRequest;
use http::{Method, Request};
use serde_json::Value;

fn address() -> SocketAddr {
    recorded::listen();
    serve!(
        factory: || App::new().configure(shop::routes).wrap(shop::catalogue()),
        workers: 1,
        bind: bind_auto_h2c
    )
}

/// The status and the body of a response; `Err` with what was received of a body that broke off.
async fn ask(
    client: &mut SendRequest<Bytes>,
    method: Method,
    path: &str,
    id: &str,
) -> (u16, Result<Vec<u8>, Vec<u8>>) {
    let request = Request::builder()
        .method(method)
        .uri(format!("http://shop.example{path}"))
        .header("x-request-id", id)
        .body(())
        .unwrap();
    let (response, _) = client.send_request(request, true).unwrap();
    let response = response.await.unwrap();
    let status = response.status().as_u16();
    let mut stream = response.into_body();
    let mut body = Vec::new();
    while let Some(piece) = stream.data().await {
        match piece {
            Ok(piece) => {
                body.extend_from_slice(&piece);
                stream.flow_control().release_capacity(piece.len()).unwrap();
            }
            Err(_) => return (status, Err(body)),
        }
    }
    (status, Ok(body))
}

#[test]
fn each_stream_is_answered_and_reported_once() {
    let address = address();
    System::new().block_on(async {
        let tcp = TcpStream::connect(address).await.unwrap();
        let (mut client, connection) = h2::client::handshake(tcp).await.unwrap();
        actix_web::rt::spawn(connection);
        for (path, status, code) in [
            ("/cart-empty", 400, "SHOP_CART_EMPTY"),
            ("/panic-later", 500, "SHOP_BROKEN"),
            ("/middle/refused", 500, "SHOP_BROKEN"),
            ("/timed/slow", 408, "SYSTEM_REQUEST_TIMEOUT"),
            ("/nowhere", 404, "SYSTEM_ROUTE_NOT_FOUND"),
            ("/text", 400, "SYSTEM_BODY_MALFORMED"),
        ] {
            let id = format!("h2{}", path.replace('/', "."));
            let (sent, body) = ask(&mut client, Method::GET, path, &id).await;
            let body: Value = serde_json::from_slice(&body.unwrap()).unwrap();
            assert_eq!((sent, body["error"]["code"].as_str()), (status, Some(code)), "{path}");
            assert_eq!(records(&id).len(), 1, "{path}");
            let (sent, body) = ask(&mut client, Method::HEAD, path, &format!("{id}.head")).await;
            assert_eq!((sent >= 400, body), (true, Ok(Vec::new())), "{path}");
        }
        for way in ["fails", "panics"] {
            let id = format!("h2.stream.{way}");
            let (status, body) =
                ask(&mut client, Method::GET, &format!("/stream/{way}"), &id).await;
            assert_eq!((status, body), (200, Err(b"piecepiecepiece".to_vec())), "{way}");
            assert_eq!(records(&id).len(), 1, "{way}");
            // The connection goes on.
            let (status, body) = ask(&mut client, Method::GET, "/ok", "h2.ok").await;
            assert_eq!((status, body), (200, Ok(b"fine".to_vec())));
        }
        // A client that resets its stream is no failure.
        let request = Request::get("http://shop.example/timed/slow");
        let request = request.header("x-request-id", "h2.reset").body(()).unwrap();
        let (response, mut sending) = client.send_request(request, true).unwrap();
        sending.send_reset(h2::Reason::CANCEL);
        assert!(response.await.is_err());
        let (status, _) = ask(&mut client, Method::GET, "/ok", "h2.ok").await;
        assert_eq!(status, 200);
        assert!(records("h2.reset").is_empty());
    });
}
