//! Each request is counted once, by the route that it matched and the status that was sent.

use edge_actix::client::raw_at;
use edge_actix::requests::Requests;
use edge_actix::server::counting;

#[test]
fn a_request_is_counted_once_by_its_route() {
    let requests = Requests::default();
    let address = counting(&requests);
    for (path, route, status) in [
        ("/ok", "/ok", 200),
        ("/nothing", "/nothing", 204),
        ("/sold/7", "/sold/{item}", 409),
        ("/cart-empty", "/cart-empty", 400),
        ("/stock-down", "/stock-down", 503),
        ("/panic", "/panic", 500),
        ("/panic-later", "/panic-later", 500),
        ("/broken", "/broken", 500),
        ("/by-hand", "/by-hand", 400),
        ("/number/seven", "/number/{number}", 404),
        ("/middle/refused", "/middle/refused", 500),
        ("/timed/slow", "/timed/slow", 408),
        ("/gateway", "/gateway", 502),
        ("/nowhere", "-", 404),
        ("/within/sold/7", "/within/sold/{item}", 409),
        ("/within/panic-later", "/within/panic-later", 500),
        ("/within/nowhere", "-", 404),
        // A layer without such an observer within this one.
        ("/nested/sold/7", "/nested/sold/{item}", 409),
        // A stream counts by its head.
        ("/stream/fails", "/stream/{way}", 200),
        ("/twice/stream/panics", "/twice/stream/{way}", 200),
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        raw_at(address, request.as_bytes());
        assert_eq!(requests.take(), [(route.to_owned(), status)], "{path}");
    }
}
