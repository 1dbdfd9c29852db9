//! The real server, with its service as generated code would have it.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::OnceLock;
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use error_catalog::tonic::CatalogLayer;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::body::Body;
use tonic::server::{
    ClientStreamingService, Grpc, NamedService, ServerStreamingService, StreamingService,
    UnaryService,
};
use tonic::transport::Server;
use tonic::{Request, Response, Status, Streaming};
use tonic_prost::ProstCodec;
use tower_layer::Layer as _;
use tower_service::Service;

use crate::recorded;
use crate::requests::Requests;
use crate::shop::{self, Codes, Order, Receipt, Receipts};

/// Where the shop listens. All tests of a process share it; it ends with them.
pub fn address() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| serve(CatalogLayer::new()))
}

/// A shop whose timeout is shorter than the slow call, which takes thirty seconds.
pub fn impatient() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| serve(CatalogLayer::new().timeout(Duration::from_secs(2))))
}

/// A shop whose timeout a quick call never meets, on a busy machine either.
pub fn patient() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| serve(CatalogLayer::new().timeout(Duration::from_secs(60))))
}

/// A shop without a layer: what it says comes as tonic sends it.
pub fn upstream() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        let (send, receive) = mpsc::channel();
        thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                send.send(listener.local_addr().unwrap()).unwrap();
                let shop = Server::builder().add_service(Shop { name: "/shop.Shop/" });
                shop.serve_with_incoming(TcpListenerStream::new(listener)).await.unwrap();
            });
        });
        receive.recv().unwrap()
    })
}

/// One layer around all, and one more around each service.
fn serve(layer: CatalogLayer<Codes>) -> SocketAddr {
    recorded::listen();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(listen(layer, &send));
    });
    receive.recv().unwrap()
}

/// A shop whose layers both hand requests to an observer that counts them.
pub fn counting(requests: &Requests) -> SocketAddr {
    let layer = CatalogLayer::new().observer(requests.clone());
    recorded::listen();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(listen(layer, &send));
    });
    receive.recv().unwrap()
}

/// A shop on one thread, with its own log and recorder.
pub fn serve_under(
    subscriber: impl tracing::Subscriber + Send + Sync + 'static,
    recorder: impl metrics::Recorder + Send + 'static,
) -> SocketAddr {
    recorded::listen();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let _log = tracing::subscriber::set_default(subscriber);
        let _counts = metrics::set_default_local_recorder(&recorder);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(listen(CatalogLayer::new(), &send));
    });
    receive.recv().unwrap()
}

async fn listen(layer: CatalogLayer<Codes>, address: &mpsc::Sender<SocketAddr>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    address.send(listener.local_addr().unwrap()).unwrap();
    // Small answers at once: the tests wait for thousands.
    let incoming = TcpListenerStream::new(listener)
        .map(|stream| stream.inspect(|stream| stream.set_nodelay(true).unwrap()));
    let nested = layer.clone().layer(Shop { name: "/nested.Shop/" });
    Server::builder()
        .layer(layer)
        .add_service(Shop { name: "/shop.Shop/" })
        .add_service(Nested(nested))
        .serve_with_incoming(incoming)
        .await
        .unwrap();
}

/// What protoc's plugin would have written.
#[derive(Clone)]
struct Shop {
    name: &'static str,
}

impl NamedService for Shop {
    const NAME: &'static str = "shop.Shop";
}

type Answer<T> = Pin<Box<dyn Future<Output = T> + Send>>;

impl Service<http::Request<Body>> for Shop {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Answer<Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let name = self.name;
        Box::pin(async move {
            let mut grpc = Grpc::new(ProstCodec::default());
            Ok(match request.uri().path().strip_prefix(name) {
                Some("Buy") => grpc.unary(Buy, request).await,
                Some("Watch") => grpc.server_streaming(Watch, request).await,
                Some("Collect") => grpc.client_streaming(Collect, request).await,
                Some("Chat") => grpc.streaming(Chat, request).await,
                _ => Status::unimplemented("").into_http(),
            })
        })
    }
}

struct Buy;

impl UnaryService<Order> for Buy {
    type Response = Receipt;
    type Future = Answer<Result<Response<Receipt>, Status>>;

    fn call(&mut self, request: Request<Order>) -> Self::Future {
        Box::pin(shop::buy(request))
    }
}

struct Watch;

impl ServerStreamingService<Order> for Watch {
    type Response = Receipt;
    type ResponseStream = Receipts;
    type Future = Answer<Result<Response<Receipts>, Status>>;

    fn call(&mut self, request: Request<Order>) -> Self::Future {
        Box::pin(std::future::ready(shop::watch(request)))
    }
}

struct Collect;

impl ClientStreamingService<Order> for Collect {
    type Response = Receipt;
    type Future = Answer<Result<Response<Receipt>, Status>>;

    fn call(&mut self, request: Request<Streaming<Order>>) -> Self::Future {
        Box::pin(shop::collect(request))
    }
}

struct Chat;

impl StreamingService<Order> for Chat {
    type Response = Receipt;
    type ResponseStream = Receipts;
    type Future = Answer<Result<Response<Receipts>, Status>>;

    fn call(&mut self, request: Request<Streaming<Order>>) -> Self::Future {
        Box::pin(std::future::ready(Ok(shop::chat(request))))
    }
}

/// A service in its own layer, under another name.
#[derive(Clone)]
struct Nested<S>(S);

impl<S> NamedService for Nested<S> {
    const NAME: &'static str = "nested.Shop";
}

impl<S: Service<http::Request<Body>>> Service<http::Request<Body>> for Nested<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> S::Future {
        self.0.call(request)
    }
}
