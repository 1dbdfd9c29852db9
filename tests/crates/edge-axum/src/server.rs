//! A router on a real socket, with a log and a recorder that no other test shares.

use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::JoinHandle;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use axum::serve::ListenerExt as _;
use http::Request;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower::service_fn;
use tower::util::BoxCloneSyncService;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::capture::{Counts, Log, subscribe_everywhere};
use crate::client::{self, Seen};

/// A service that runs until it is dropped.
pub struct Running {
    pub address: SocketAddr,
    pub log: Log,
    pub counts: Counts,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Runs a router. The log and the recorder are those of its thread, on which all of its requests run.
pub fn run(router: Router) -> Running {
    let (log, counts) = (Log::default(), Counts::default());
    let subscriber = tracing_subscriber::registry().with(log.clone());
    let mut running = run_under(router, subscriber, counts.clone());
    running.log = log;
    running.counts = counts;
    running
}

/// The same with its own log and recorder.
pub fn run_under(
    router: Router,
    subscriber: impl tracing::Subscriber + Send + Sync + 'static,
    recorder: impl metrics::Recorder + Send + 'static,
) -> Running {
    subscribe_everywhere();
    let (stop, stopped) = oneshot::channel::<()>();
    let (tell, told) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        let _log = tracing::subscriber::set_default(subscriber);
        let _counts = metrics::set_default_local_recorder(&recorder);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            // Small responses at once: the tests wait for thousands.
            let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap());
            tokio::select! {
                served = async { axum::serve(listener, router).await } => served.unwrap(),
                _ = stopped => {}
            }
        });
    });
    let address = told.recv().unwrap();
    let (log, counts) = (Log::default(), Counts::default());
    Running { address, log, counts, stop: Some(stop), thread: Some(thread) }
}

/// A service that only fails, in the way that the test names.
pub fn failing<E>(error: fn() -> E) -> BoxCloneSyncService<Request<Body>, Response, E>
where
    E: Send + 'static,
{
    let service = service_fn(move |_| async move { Err(error()) });
    BoxCloneSyncService::new(service)
}

impl Running {
    /// Sends a request.
    pub fn send(&self, request: http::request::Builder, body: impl Into<Vec<u8>>) -> Seen {
        client::send(self.address, request.body(body.into()).unwrap())
    }

    /// Gets a path.
    pub fn get(&self, path: &str) -> Seen {
        self.send(Request::get(path), "")
    }

    /// Sends bytes as they are.
    pub fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        client::send_raw(self.address, bytes)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}
