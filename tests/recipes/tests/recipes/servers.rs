//! Each recipe on its own server, at an address that listens.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use edge_recipes::{hyper, poem, rocket, salvo, warp};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;

type Start = fn() -> SocketAddr;

/// The frameworks by name, with what starts the recipe of each.
pub const ALL: [(&str, Start); 5] = [
    ("hyper", of_hyper),
    ("warp", of_warp),
    ("poem", of_poem),
    ("salvo", of_salvo),
    ("rocket", of_rocket),
];

pub fn of_hyper() -> SocketAddr {
    run_by_hyper(hyper::shop())
}

pub fn of_warp() -> SocketAddr {
    run_by_hyper(warp::shop())
}

pub fn of_poem() -> SocketAddr {
    let address = free();
    run(async move {
        let listener = ::poem::listener::TcpListener::bind(address);
        ::poem::Server::new(listener).run(poem::shop()).await.unwrap();
    });
    listening(address)
}

pub fn of_salvo() -> SocketAddr {
    use ::salvo::Listener as _;
    let address = free();
    run(async move {
        let acceptor = ::salvo::conn::TcpListener::new(address).bind().await;
        ::salvo::Server::new(acceptor).serve(salvo::shop()).await;
    });
    listening(address)
}

pub fn of_rocket() -> SocketAddr {
    let address = free();
    run(async move {
        let config = ::rocket::Config { port: address.port(), ..::rocket::Config::default() };
        rocket::shop().configure(config).launch().await.unwrap();
    });
    listening(address)
}

/// A free port, for servers that do not report theirs.
fn free() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], ports::free_port()))
}

fn listening(address: SocketAddr) -> SocketAddr {
    for _ in 0..1200 {
        if TcpStream::connect(address).is_ok() {
            return address;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("nothing listens at {address}");
}

fn run(server: impl Future<Output = ()> + Send + 'static) {
    std::thread::spawn(|| {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap()
            .block_on(server);
    });
}

/// Serves a tower service by hyper alone.
fn run_by_hyper<S, B>(service: S) -> SocketAddr
where
    S: tower::Service<
            http::Request<::hyper::body::Incoming>,
            Response = http::Response<B>,
            Error = std::convert::Infallible,
        > + Clone
        + Send
        + 'static,
    S::Future: Send,
    B: ::hyper::body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    run(async move {
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let service = TowerToHyperService::new(service.clone());
            let served = ::hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service);
            tokio::spawn(served);
        }
    });
    address
}
