//! The real server on a free port.

use std::net::SocketAddr;
use std::sync::OnceLock;
use std::sync::mpsc;
use std::thread;

use actix_web::{App, HttpServer, rt, web};
use error_catalog::actix::CatalogMiddleware;

use crate::requests::Requests;
use crate::{recorded, shop};

/// Where the shop listens. All tests of a process share it; it ends with them.
pub fn address() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        recorded::listen();
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

/// Serves an app on a free port. All tests share its log.
#[macro_export]
macro_rules! serve {
    ($app:expr) => {{
        $crate::recorded::listen();
        let (send, receive) = ::std::sync::mpsc::channel();
        ::std::thread::spawn(move || {
            ::actix_web::rt::System::new().block_on(async {
                let server = ::actix_web::HttpServer::new(|| $app).workers(1);
                let server = server.bind(("127.0.0.1", 0)).unwrap();
                send.send(server.addrs()[0]).unwrap();
                server.run().await.unwrap();
            });
        });
        receive.recv().unwrap()
    }};
}

/// A shop whose layers hand requests to an observer that counts them: one around all, one around a scope.
pub fn counting(requests: &Requests) -> SocketAddr {
    let requests = requests.clone();
    recorded::listen();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        rt::System::new().block_on(async {
            let app = move || {
                let layer = || CatalogMiddleware::<shop::Codes>::new().observer(requests.clone());
                let nested = web::scope("/within").wrap(layer()).configure(shop::raising);
                App::new().service(nested).configure(shop::routes).wrap(layer())
            };
            let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0)).unwrap();
            send.send(server.addrs()[0]).unwrap();
            server.run().await.unwrap();
        });
    });
    receive.recv().unwrap()
}

/// A shop with its own log and recorder, which are those of the thread of its one worker.
pub fn serve_under<S, R>(subscriber: S, recorder: fn() -> R) -> SocketAddr
where
    S: tracing::Subscriber + Clone + Send + Sync + 'static,
    R: metrics::Recorder + 'static,
{
    recorded::listen();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        rt::System::new().block_on(async {
            let app = move || {
                // For as long as the worker's thread is there.
                std::mem::forget(tracing::subscriber::set_default(subscriber.clone()));
                let recorder: &'static R = Box::leak(Box::new(recorder()));
                std::mem::forget(metrics::set_default_local_recorder(recorder));
                App::new().configure(shop::routes).wrap(shop::catalogue())
            };
            let server = HttpServer::new(app).workers(1).bind(("127.0.0.1", 0)).unwrap();
            send.send(server.addrs()[0]).unwrap();
            server.run().await.unwrap();
        });
    });
    receive.recv().unwrap()
}
