//! Enums that answer by themselves, in all their shapes: no feature of a service asks more of an enum than
//! the derive does without it.

use std::rc::Rc;

use axum::body::to_bytes;
use axum::response::{IntoResponse, Response};
use error_catalog::ErrorCatalog;
use serde::Serialize;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHAPE", into_response)]
enum Borrowing<'t> {
    #[catalog(code = "SHAPE_IS_BORROWED", status = 404, log_level = INFO, message = "no {name}")]
    Borrowed {
        #[detail]
        name: &'t str,
    },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHAPE", into_response)]
enum Generic<T>
where
    T: Serialize + std::fmt::Debug + std::fmt::Display,
{
    #[catalog(code = "SHAPE_IS_GENERIC", status = 409, log_level = WARN, message = "no {value}")]
    Of {
        #[detail]
        value: T,
    },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHAPE", into_response)]
enum OfOneThread {
    #[catalog(code = "SHAPE_OF_ONE_THREAD", status = 400, log_level = INFO, message = "no")]
    Shared(Rc<str>),
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SHAPE", code = "SHAPE_IS_STRUCT", status = 410, log_level = INFO, message = "gone", into_response)]
struct Whole;

async fn sent(answer: impl IntoResponse) -> (u16, String) {
    let response: Response = answer.into_response();
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn every_shape_of_enum_is_a_response() {
    let name = String::from("\"鍵\"");
    let (status, body) = sent(Borrowing::Borrowed { name: &name }).await;
    assert_eq!(status, 404);
    assert_eq!(
        body,
        r#"{"error":{"code":"SHAPE_IS_BORROWED","message":"no \"鍵\"","details":{"name":"\"鍵\""}}}"#
    );
    let (status, body) = sent(Generic::Of { value: 7 }).await;
    assert_eq!(status, 409);
    assert!(body.contains(r#""details":{"value":7}"#), "{body}");
    let shared = OfOneThread::Shared("seen by nobody".into());
    let OfOneThread::Shared(text) = &shared;
    assert_eq!(text.len(), 14);
    assert_eq!(sent(shared).await.0, 400);
    assert_eq!(sent(Err::<(), _>(Whole)).await.0, 410);
}
