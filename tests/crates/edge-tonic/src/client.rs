//! tonic's own client.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::runtime::Builder;
use tonic::client::Grpc;
use tonic::transport::{Channel, Endpoint};
use tonic::{Code, Request, Response, Status};
use tonic_prost::ProstCodec;

use crate::server::address;
use crate::shop::{Order, Receipt};

/// How a call ended, and what came before.
#[derive(Debug)]
pub struct Ended {
    pub receipts: Vec<Receipt>,
    pub status: Status,
}

/// Calls the shop.
pub fn buy(what: &str) -> Status {
    call(address(), "/shop.Shop/Buy", what, 0, &[]).status
}

pub fn buy_with(what: &str, metadata: &[(&'static str, &str)]) -> Status {
    call(address(), "/shop.Shop/Buy", what, 0, metadata).status
}

pub fn watch(what: &str) -> Ended {
    call(address(), "/shop.Shop/Watch", what, 0, &[])
}

/// Calls any method; all of them may stream to this client.
pub fn call(
    address: SocketAddr,
    path: &'static str,
    what: &str,
    amount: u32,
    metadata: &[(&'static str, &str)],
) -> Ended {
    let mut request = Request::new(Order { what: what.to_owned(), amount });
    for (name, value) in metadata {
        request.metadata_mut().append(*name, value.parse().unwrap());
    }
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let call = async {
        let mut receipts = Vec::new();
        let status = stream(connect(address).await, path, request, &mut receipts).await.err();
        Ended { receipts, status: status.unwrap_or_else(|| Status::ok("")) }
    };
    runtime.block_on(async { tokio::time::timeout(Duration::from_secs(60), call).await.unwrap() })
}

/// Calls many times on one connection, some at a time, and counts the statuses that have the code of an empty cart.
pub fn flood(address: SocketAddr, what: &'static str, count: u64) -> u64 {
    const AT_A_TIME: u64 = 64;
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let grpc = connect(address).await;
        let calls = (0..AT_A_TIME).map(|number| {
            let mut grpc = grpc.clone();
            async move {
                let mut as_expected = 0;
                for _ in (number..count).step_by(usize::try_from(AT_A_TIME).unwrap()) {
                    let path = http::uri::PathAndQuery::from_static("/shop.Shop/Buy");
                    let codec = ProstCodec::<Order, Receipt>::default();
                    let order = Order { what: what.to_owned(), amount: 0 };
                    grpc.ready().await.unwrap();
                    let answer = grpc.unary(Request::new(order), path, codec).await;
                    let code =
                        answer.err().and_then(|status| error_catalog::tonic::code_of(&status));
                    as_expected += u64::from(code.as_deref() == Some("SHOP_CART_EMPTY"));
                }
                as_expected
            }
        });
        let calls: Vec<_> = calls.map(tokio::spawn).collect();
        let mut sum = 0;
        for call in calls {
            sum += call.await.unwrap();
        }
        sum
    })
}

/// Asks as a handler does.
pub async fn ask(address: SocketAddr, order: Order) -> Result<Response<Receipt>, Status> {
    let path = http::uri::PathAndQuery::from_static("/shop.Shop/Buy");
    let codec = ProstCodec::<Order, Receipt>::default();
    connect(address).await.unary(Request::new(order), path, codec).await
}

async fn connect(address: SocketAddr) -> Grpc<Channel> {
    let endpoint = Endpoint::from_shared(format!("http://{address}")).unwrap();
    let mut grpc = Grpc::new(endpoint.connect().await.unwrap());
    grpc.ready().await.unwrap();
    grpc
}

async fn stream(
    mut grpc: Grpc<Channel>,
    path: &'static str,
    request: Request<Order>,
    receipts: &mut Vec<Receipt>,
) -> Result<(), Status> {
    let path = http::uri::PathAndQuery::from_static(path);
    let codec = ProstCodec::<Order, Receipt>::default();
    let mut stream = grpc.server_streaming(request, path, codec).await?.into_inner();
    while let Some(receipt) = stream.message().await? {
        receipts.push(receipt);
    }
    Ok(())
}

/// The id of the request, which is the same in the metadata and in the details.
#[track_caller]
pub fn trace_id(status: &Status) -> String {
    use tonic_types::StatusExt as _;

    let info = status.get_details_request_info();
    let id = info.unwrap_or_else(|| panic!("no RequestInfo: {status:?}")).request_id;
    if let Some(said) = status.metadata().get("x-request-id") {
        assert_eq!(said.to_str().unwrap(), id);
    }
    id
}

/// Everything a client could read.
pub fn all(status: &Status) -> String {
    let details = String::from_utf8_lossy(status.details()).into_owned();
    format!(
        "{} {details} {:?} {}",
        status.message(),
        status.metadata(),
        Code::description(&status.code())
    )
}
