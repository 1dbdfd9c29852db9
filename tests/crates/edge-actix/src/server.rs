//! The real server on a port of its own.

use std::net::SocketAddr;
use std::sync::OnceLock;
use std::sync::mpsc;
use std::thread;

use actix_web::{App, HttpServer, rt};

use crate::{shop, told};

/// Where the shop listens. All tests of a process share it; it ends with them.
pub fn address() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        told::listen();
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            rt::System::new().block_on(async {
                let server =
                    HttpServer::new(|| App::new().configure(shop::routes).wrap(shop::catalogue()))
                        .workers(2)
                        .bind(("127.0.0.1", 0))
                        .unwrap();
                send.send(server.addrs()[0]).unwrap();
                server.run().await.unwrap();
            });
        });
        receive.recv().unwrap()
    })
}
