//! Errors and bodies that know nothing of a catalogue.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, MessageBody};
use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, ResponseError, web};

use crate::shop::{Codes, MARKER, ShopError, catalogue};
use error_catalog::Failure;

pub fn routes(app: &mut web::ServiceConfig) {
    app.route("/foreign/{status}/{kind}", web::get().to(foreign))
        .route("/stream/{way}", web::get().to(stream))
        .service(
            web::scope("/twice").wrap(catalogue()).route("/stream/{way}", web::get().to(stream)),
        );
}

/// The types of bodies that an error of another crate may have; `default` is what actix makes of its `Display`.
pub const KINDS: [&str; 8] =
    ["default", "none", "plain", "html", "markdown", "capitals", "bytes", "empty"];

/// An error of another crate that sets a status and a body.
#[derive(Debug)]
struct Foreign {
    status: StatusCode,
    kind: String,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MARKER)
    }
}

impl ResponseError for Foreign {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        response.insert_header((header::LOCATION, "/login"));
        let text = self.to_string();
        match self.kind.as_str() {
            "none" => response.body(text),
            "plain" => response.content_type("text/plain; charset=utf-8").body(text),
            "html" => response.content_type("text/html").body(format!("<h1>{text}</h1>")),
            "markdown" => response.content_type("text/markdown").body(text),
            "bytes" => response.content_type("application/octet-stream").body(text),
            "empty" => response.insert_header((header::CONTENT_TYPE, "")).body(text),
            "capitals" => response.content_type("TEXT/HTML").body(text),
            _ => {
                let mut default = HttpResponse::new(self.status);
                default
                    .headers_mut()
                    .insert(header::LOCATION, header::HeaderValue::from_static("/login"));
                default.set_body(actix_web::body::BoxBody::new(text))
            }
        }
    }
}

async fn foreign(path: web::Path<(u16, String)>) -> Result<String, Foreign> {
    let (status, kind) = path.into_inner();
    Err(Foreign { status: StatusCode::from_u16(status).unwrap(), kind })
}

/// The ways in which a body that is being sent may break.
pub const WAYS: [&str; 5] = ["fails", "fails-with-a-code", "panics", "panics-at-once", "sized"];

async fn stream(way: web::Path<String>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body(Broken { way: way.into_inner(), sent: 0 })
}

/// Sends three pieces, and then breaks.
struct Broken {
    way: String,
    sent: u8,
}

impl MessageBody for Broken {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        if self.way == "sized" { BodySize::Sized(1000) } else { BodySize::Stream }
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        if self.way == "endless" || self.sent < 3 && self.way != "panics-at-once" {
            self.sent = self.sent.saturating_add(1);
            return Poll::Ready(Some(Ok(Bytes::from_static(b"piece"))));
        }
        if self.sent == 3 {
            // What is there is sent before the rest is asked for.
            self.sent += 1;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        match self.way.as_str() {
            "fails-with-a-code" => {
                let failure = Failure::<Codes>::from(ShopError::CartEmpty);
                Poll::Ready(Some(Err(Box::<dyn std::error::Error + Send + Sync>::from(failure))))
            }
            "panics" | "panics-at-once" => panic!("{MARKER}"),
            "whole" | "drop" => Poll::Ready(None),
            _ => Poll::Ready(Some(Err(MARKER.into()))),
        }
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        assert!(self.way != "drop" || std::thread::panicking(), "{MARKER}");
    }
}
