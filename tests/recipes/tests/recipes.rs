//! Each recipe with its own server: a returned failure, a panic and an unknown route are one envelope with one id.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use edge_recipes::{hyper, poem, rocket, salvo, warp};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;

/// A port that was free a moment ago, for servers that do not tell theirs.
fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
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

fn answers(address: SocketAddr) {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .into();
    // The server may not listen yet.
    for _ in 0..200 {
        if std::net::TcpStream::connect(address).is_ok() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    for (path, status, code) in [
        ("/cart", 400, "CART_EMPTY"),
        ("/panic", 500, "SYSTEM_INTERNAL_ERROR"),
        ("/no/such/route", 404, "SYSTEM_ROUTE_NOT_FOUND"),
    ] {
        let request =
            agent.get(format!("http://{address}{path}")).header("x-request-id", "order-7");
        let mut response = request.call().unwrap();
        let body = response.body_mut().read_to_string().unwrap();
        assert_eq!(response.status().as_u16(), status, "{path}: {body}");
        assert!(body.starts_with(&format!(r#"{{"error":{{"code":"{code}""#)), "{path}: {body}");
        assert!(body.ends_with(r#""trace_id":"order-7"}}"#), "{path}: {body}");
        let headers = response.headers();
        assert_eq!(headers["content-type"], "application/json", "{path}");
        assert_eq!(headers["x-request-id"], "order-7", "{path}");
        assert!(!format!("{headers:?}{body}").contains("hunter2"));
    }
}

#[test]
fn of_hyper() {
    answers(run_by_hyper(hyper::shop()));
}

#[test]
fn of_warp() {
    answers(run_by_hyper(warp::shop()));
}

#[test]
fn of_poem() {
    let address = free();
    run(async move {
        let listener = ::poem::listener::TcpListener::bind(address);
        ::poem::Server::new(listener).run(poem::shop()).await.unwrap();
    });
    answers(address);
}

#[test]
fn of_salvo() {
    use ::salvo::Listener as _;
    let address = free();
    run(async move {
        let acceptor = ::salvo::conn::TcpListener::new(address).bind().await;
        ::salvo::Server::new(acceptor).serve(salvo::shop()).await;
    });
    answers(address);
}

#[test]
fn of_rocket() {
    let address = free();
    run(async move {
        let config = ::rocket::Config {
            port: address.port(),
            log_level: ::rocket::config::LogLevel::Off,
            ..::rocket::Config::default()
        };
        rocket::shop().configure(config).launch().await.unwrap();
    });
    answers(address);
}

/// What the document shows is what was tried here.
#[test]
fn of_the_document() {
    let document = include_str!("../../../docs/frameworks.md");
    for recipe in [
        include_str!("../src/catalogue.rs"),
        include_str!("../src/hyper.rs"),
        include_str!("../src/warp.rs"),
        include_str!("../src/poem.rs"),
        include_str!("../src/salvo.rs"),
        include_str!("../src/rocket.rs"),
    ] {
        let first = recipe.lines().find(|line| line.starts_with("use")).unwrap();
        assert!(
            document.contains(recipe),
            "docs/frameworks.md does not show the recipe of `{first}`"
        );
    }
}
