//! The real server on a free port.

use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;

use actix_web::{App, web};
use error_catalog::actix::CatalogMiddleware;

use crate::requests::Requests;
use crate::{recorded, shop};

/// How long a client may take. On a busy machine, a worker may stand still for longer than the five seconds of actix.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Serves an app on a free port. All tests share its log.
#[macro_export]
macro_rules! serve {
    ($app:expr) => {{
        $crate::recorded::listen();
        $crate::serve!(factory: move || $app, workers: 1)
    }};
    // Without the log.
    (factory: $factory:expr, workers: $workers:expr) => {
        $crate::serve!(factory: $factory, workers: $workers, bind: bind)
    };
    // `bind_auto_h2c` also takes HTTP/2.
    (factory: $factory:expr, workers: $workers:expr, bind: $bind:ident) => {{
        let (send, receive) = ::std::sync::mpsc::channel();
        ::std::thread::spawn(move || {
            ::actix_web::rt::System::new().block_on(async {
                let server = ::actix_web::HttpServer::new($factory)
                    .workers($workers)
                    .keep_alive($crate::server::PATIENCE)
                    .client_request_timeout($crate::server::PATIENCE)
                    .$bind(("127.0.0.1", 0))
                    .unwrap();
                send.send(server.addrs()[0]).unwrap();
                server.run().await.unwrap();
            });
        });
        receive.recv().unwrap()
    }};
}

/// Where the shop listens. All tests of a process share it; it ends with them.
pub fn address() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        recorded::listen();
        serve!(
            factory: || App::new().configure(shop::routes).wrap(shop::catalogue()),
            workers: 2
        )
    })
}

/// A shop whose layers hand requests to an observer that counts them: one around all, one around a scope.
pub fn counting(requests: &Requests) -> SocketAddr {
    let requests = requests.clone();
    serve!({
        let layer = || CatalogMiddleware::<shop::Codes>::new().observer(requests.clone());
        let nested = web::scope("/within").wrap(layer()).configure(shop::raising);
        App::new().service(nested).configure(shop::routes).wrap(layer())
    })
}

/// A shop with its own log and recorder, which are those of the thread of its one worker.
pub fn serve_under<S, R>(subscriber: S, recorder: fn() -> R) -> SocketAddr
where
    S: tracing::Subscriber + Clone + Send + Sync + 'static,
    R: metrics::Recorder + 'static,
{
    serve!({
        // For as long as the worker's thread is there.
        std::mem::forget(tracing::subscriber::set_default(subscriber.clone()));
        let recorder: &'static R = Box::leak(Box::new(recorder()));
        std::mem::forget(metrics::set_default_local_recorder(recorder));
        App::new().configure(shop::routes).wrap(shop::catalogue())
    })
}
