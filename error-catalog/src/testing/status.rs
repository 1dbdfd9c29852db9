//! A gRPC status as a response: its code is in its details.

use http::StatusCode;
use serde_json::json;
use tonic_types::StatusExt as _;

use super::{TestResponse, ToTestResponse};

/// As AIP-193 would send it, with the HTTP status of its gRPC code.
impl ToTestResponse for tonic::Status {
    fn to_test_response(&self) -> TestResponse {
        let details = self.get_details_error_info().map(|info| {
            json!([{
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": info.reason,
                "domain": info.domain,
                "metadata": info.metadata,
            }])
        });
        let status = http_status(self.code()).as_u16();
        let error = json!({ "code": status, "message": self.message(), "details": details });
        let body = json!({ "error": error }).to_string().into_bytes();
        TestResponse::new(http_status(self.code()), body)
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
