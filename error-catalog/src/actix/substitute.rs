//! A request in place of one that is gone.
//!
//! A panic takes the request along, and so does an error of another middleware. actix wants it back with the response: without
//! it there is only an error, and CORS, access logs and default headers around this middleware let an error pass by.

use actix_web::HttpMessage as _;
use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderValue, ORIGIN};
use actix_web::http::{Method, Uri};
use actix_web::test::TestRequest;
use std::net::SocketAddr;

use crate::edge::Exchange;

/// What is kept of a request: what middlewares ask of the request of a response. A clone of it cannot be kept, because a router
/// panics where others hold its request.
pub(super) struct Substitute {
    method: Method,
    uri: Uri,
    /// By which CORS decides.
    origin: Option<HeaderValue>,
    peer: Option<SocketAddr>,
}

impl Substitute {
    pub(super) fn for_request(request: &ServiceRequest) -> Self {
        let head = request.head();
        Self {
            method: head.method.clone(),
            uri: head.uri.clone(),
            origin: head.headers.get(ORIGIN).cloned(),
            peer: head.peer_addr,
        }
    }

    /// The response, with a request in place of the one that is gone.
    pub(super) fn respond<B: MessageBody>(
        &self,
        exchange: &Exchange,
        response: HttpResponse<B>,
    ) -> ServiceResponse<B> {
        // actix makes requests for its servers and for tests only.
        let mut request = TestRequest::default().to_srv_request();
        let head = request.head_mut();
        head.method = self.method.clone();
        head.uri = self.uri.clone();
        head.peer_addr = self.peer;
        if let Some(origin) = &self.origin {
            head.headers.insert(ORIGIN, origin.clone());
        }
        request.extensions_mut().insert(exchange.clone());
        request.into_response(response)
    }
}
