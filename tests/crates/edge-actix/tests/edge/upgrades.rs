//! Responses that switch protocols, as WebSocket does: they pass untouched, and what fails before or after is reported once.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONNECTION, UPGRADE};
use actix_web::middleware::Compress;
use actix_web::web::{Bytes, Payload};
use actix_web::{App, HttpResponse, web};
use edge_actix::client::parse;
use edge_actix::recorded::records;
use edge_actix::serve;
use edge_actix::shop::{Codes, MARKER, ShopError, catalogue};
use error_catalog::Failure;
use futures_util::stream::{StreamExt as _, once};

/// What makes compression within the middleware look at a response.
const ZIP: &str = "accept-encoding: gzip\r\n";

/// Sends back what it receives, until it receives `break` or `panic`.
async fn echo(payload: Payload) -> HttpResponse {
    let mut response = HttpResponse::build(StatusCode::SWITCHING_PROTOCOLS);
    response.upgrade("websocket").insert_header(("sec-echo-accept", "yes"));
    response.streaming(payload.map(|piece| -> Result<Bytes, actix_web::Error> {
        let piece = piece?;
        match &*piece {
            b"break" => Err(std::io::Error::other(MARKER).into()),
            b"panic" => panic!("{MARKER}"),
            _ => Ok(piece),
        }
    }))
}

async fn refuse() -> Result<HttpResponse, Failure<Codes>> {
    Err(ShopError::CartEmpty)?
}

/// What is sent back is a part of what was received.
async fn mirror(payload: Payload) -> HttpResponse {
    let first = once(async { Ok(Bytes::from_static(b"begin ")) });
    HttpResponse::Ok().streaming(first.chain(payload))
}

fn routes(app: &mut web::ServiceConfig) {
    app.route("/echo", web::get().to(echo))
        .route("/refused", web::get().to(refuse))
        .route("/mirror", web::post().to(mirror));
}

fn address() -> SocketAddr {
    serve!(
        App::new()
            .configure(routes)
            .service(web::scope("/nested").wrap(catalogue()).configure(routes))
            .wrap(Compress::default())
            .wrap(catalogue())
    )
}

fn connect(address: SocketAddr, head: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// actix passes the bytes behind the head on to the handler of `websocket` only.
fn upgrade(address: SocketAddr, path: &str, id: &str, more: &str) -> TcpStream {
    let head = format!(
        "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n{more}x-request-id: {id}\r\n\r\n"
    );
    connect(address, &head)
}

fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut read = Vec::new();
    let mut byte = [0];
    while !read.ends_with(end.as_bytes()) && stream.read(&mut byte).is_ok_and(|length| length == 1)
    {
        read.push(byte[0]);
    }
    String::from_utf8(read).unwrap()
}

fn wait_for_records(id: &str) -> usize {
    for _ in 0..50 {
        if !records(id).is_empty() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    records(id).len()
}

#[test]
fn an_upgrade_passes_untouched_both_ways() {
    let address = address();
    for path in ["/echo", "/nested/echo"] {
        let mut stream = upgrade(address, path, "upgrade", ZIP);
        let head = read_until(&mut stream, "\r\n\r\n");
        let answer = parse(head.as_bytes(), true).unwrap();
        assert_eq!(answer.status, 101, "{head}");
        assert_eq!(answer.header(UPGRADE.as_str()), "websocket");
        assert_eq!(answer.header(CONNECTION.as_str()).to_lowercase(), "upgrade", "{head}");
        assert_eq!(answer.header("sec-echo-accept"), "yes");
        for absent in ["content-length", "content-encoding", "transfer-encoding"] {
            assert_eq!(answer.header(absent), "", "{head}");
        }
        for text in ["one", "two", "桜"] {
            stream.write_all(text.as_bytes()).unwrap();
            assert_eq!(read_until(&mut stream, text), text);
        }
    }
    assert!(records("upgrade").is_empty());
}

#[test]
fn a_refused_upgrade_is_a_response_like_any_other() {
    let address = address();
    for path in ["/refused", "/nested/refused"] {
        let id = format!("refused{}", path.replace('/', "."));
        let mut stream = upgrade(address, path, &id, "");
        let head = read_until(&mut stream, "\r\n\r\n");
        let body = read_until(&mut stream, "}}");
        let answer = parse(format!("{head}{body}").as_bytes(), false).unwrap();
        assert_eq!((answer.status, &*answer.code()), (400, "SHOP_CART_EMPTY"), "{head}");
        assert_eq!(records(&id).len(), 1);
    }
}

#[test]
fn what_breaks_after_an_upgrade_is_reported_once() {
    let address = address();
    for path in ["/echo", "/nested/echo"] {
        for way in ["break", "panic"] {
            let id = format!("{way}{}", path.replace('/', "."));
            let mut stream = upgrade(address, path, &id, ZIP);
            read_until(&mut stream, "\r\n\r\n");
            stream.write_all(way.as_bytes()).unwrap();
            assert_eq!(read_until(&mut stream, "never"), "", "{id}");
            assert_eq!(wait_for_records(&id), 1, "{id}");
            let record = records(&id).remove(0);
            assert_eq!((&*record.level, &*record.fields["error_code"]), ("ERROR", "SHOP_BROKEN"));
            assert_eq!(record.fields["status"], "101");
        }
    }
    // The worker goes on.
    let mut stream = upgrade(address, "/echo", "after", "");
    assert!(read_until(&mut stream, "\r\n\r\n").starts_with("HTTP/1.1 101"));
}

/// A client can go away at will.
#[test]
fn a_client_that_breaks_off_raises_no_alarm() {
    let address = address();
    let mut stream = upgrade(address, "/echo", "gone.upgrade", "");
    read_until(&mut stream, "\r\n\r\n");
    drop(stream);
    let head = "POST /mirror HTTP/1.1\r\nhost: x\r\nx-request-id: gone.mirror\r\ncontent-length: 1000\r\n\r\nsome";
    let mut stream = connect(address, head);
    read_until(&mut stream, "begin");
    drop(stream);
    let head = "POST /mirror HTTP/1.1\r\nhost: x\r\nx-request-id: gone.chunks\r\ntransfer-encoding: chunked\r\n\r\n4\r\nsome\r\n";
    let mut stream = connect(address, head);
    read_until(&mut stream, "begin");
    stream.write_all(b"no chunk\r\n").unwrap();
    read_until(&mut stream, "never");
    std::thread::sleep(Duration::from_millis(500));
    for id in ["gone.upgrade", "gone.mirror", "gone.chunks"] {
        let records = records(id);
        assert!(records.len() <= 1, "{id}: {records:#?}");
        assert!(records.iter().all(|record| record.level != "ERROR"), "{id}: {records:#?}");
    }
}
