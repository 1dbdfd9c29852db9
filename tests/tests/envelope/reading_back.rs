//! Bodies as the other side reads them.

use crate::{Codes, DIALECTS, Form, ReservationError, TRACE, slot};
use error_catalog::dialect::{Agent, Dialect, Flat, Google, ProblemDetails, Standard};
use error_catalog::{ErrorCatalog, envelope::ReceivedEnvelope};
use serde_json::json;

#[test]
fn every_dialect_is_read_back() {
    let error = slot();
    for (at, dialect) in
        [&Standard as &dyn Dialect, &ProblemDetails, &Google, &Flat, &Agent].into_iter().enumerate()
    {
        let body = error.envelope().trace_id(TRACE).dialect(dialect).to_json();
        let received = ReceivedEnvelope::from_slice(body.as_bytes()).unwrap();
        assert_eq!(serde_json::from_str::<ReceivedEnvelope>(&body).unwrap(), received);
        assert_eq!(received.code(), "RESERVATION_SLOT_UNAVAILABLE");
        assert!(Codes::get(received.code()).is_some());
        assert_eq!(received.message(), "指定された時間枠は既に予約されています");
        let details = json!({"slot_start": "2026-03-01T10:00:00+09:00", "resource_id": "room-7"});
        let details = if at == 4 { json!({}) } else { details };
        assert_eq!(Some(received.details()), details.as_object());
        assert_eq!(received.trace_id(), Some(TRACE).filter(|_| at != 3));

        // A code of a newer version of the other service comes through as it is.
        let newer = body.replace("RESERVATION_SLOT_UNAVAILABLE", "予約.Neu-1");
        let received = ReceivedEnvelope::from_slice(newer.as_bytes()).unwrap();
        assert_eq!(received.code(), "予約.Neu-1");
        assert!(Codes::get(received.code()).is_none());
    }
}

#[test]
fn fields_of_a_form_are_read_back_from_every_dialect_that_has_them() {
    let error = ReservationError::FormInvalid(Form::WRONG);
    for dialect in [&Standard as &dyn Dialect, &ProblemDetails, &Google, &Flat] {
        let body = error.envelope().dialect(dialect).body().into_owned();
        let received = ReceivedEnvelope::from_slice(&body).unwrap();
        assert_eq!(
            received.details(),
            serde_json::to_value(Form::WRONG).unwrap().as_object().unwrap()
        );
    }
}

/// A text may turn out empty when its values are; that is still the text that was sent.
#[test]
fn an_empty_text_is_read_back() {
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "EMPTY")]
    enum EmptyError {
        #[catalog(code = "EMPTY_TEXT_SENT", status = 400, log_level = "INFO", message = "{a}{b}")]
        Sent {
            #[detail]
            a: &'static str,
            #[detail]
            b: &'static str,
        },
    }

    let error = EmptyError::Sent { a: "", b: "" };
    for dialect in DIALECTS.into_iter().take(5) {
        let body = error.envelope().dialect(dialect).to_json();
        let received: ReceivedEnvelope = serde_json::from_str(&body).unwrap();
        assert_eq!(received.message(), "", "{body}");
    }
}
