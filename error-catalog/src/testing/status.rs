//! A gRPC status as an answer: its code is in its details.

use http::StatusCode;
use tonic_types::StatusExt as _;

use super::{Answer, Answers};
use crate::json::{Array, Object};

/// As AIP-193 would send it, with the HTTP status of its gRPC code.
impl Answers for tonic::Status {
    fn answer(&self) -> Answer {
        let info = self.get_details_error_info();
        let mut body = Vec::new();
        let mut whole = Object::open(&mut body);
        let mut error = Object::open(whole.key("error"));
        error.number("code", http_status(self.code()).as_u16().into());
        error.text("message", self.message());
        if let Some(info) = info {
            let mut details = Array::open(error.key("details"));
            let mut detail = Object::open(details.item());
            detail.text("@type", "type.googleapis.com/google.rpc.ErrorInfo");
            detail.text("reason", &info.reason);
            detail.text("domain", &info.domain);
            let mut metadata = Object::open(detail.key("metadata"));
            let mut members: Vec<_> = info.metadata.iter().collect();
            members.sort();
            for (name, value) in members {
                metadata.text(name, value);
            }
            metadata.close();
            detail.close();
            details.close();
        }
        error.close();
        whole.close();
        Answer::new(http_status(self.code()), body)
    }
}

/// What the code means in HTTP: google/rpc/code.proto.
fn http_status(code: tonic::Code) -> StatusCode {
    use tonic::Code;
    match code {
        Code::Ok => StatusCode::OK,
        Code::InvalidArgument | Code::FailedPrecondition | Code::OutOfRange => {
            StatusCode::BAD_REQUEST
        }
        Code::Unauthenticated => StatusCode::UNAUTHORIZED,
        Code::PermissionDenied => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::AlreadyExists | Code::Aborted => StatusCode::CONFLICT,
        Code::ResourceExhausted => StatusCode::TOO_MANY_REQUESTS,
        Code::Unimplemented => StatusCode::NOT_IMPLEMENTED,
        Code::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Code::DeadlineExceeded => StatusCode::GATEWAY_TIMEOUT,
        Code::Cancelled | Code::Unknown | Code::Internal | Code::DataLoss => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
