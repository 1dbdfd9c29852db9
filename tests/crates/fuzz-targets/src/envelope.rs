//! The body of a response: any bytes, and bodies that every dialect writes.

use std::collections::BTreeMap;
use std::time::Duration;

use error_catalog::dialect::{Agent, Dialect, Flat, Google, ProblemDetails, Standard};
use error_catalog::envelope::ReceivedEnvelope;
use error_catalog::{ErrorCatalog, Failure, Remote, SystemError, catalog};

catalog! { pub struct Codes { RoomError, SystemError } }

/// One code for each thing that bodies have.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ROOM", registry = Codes, locales("en", "ja"), log_level = "INFO")]
enum RoomError {
    #[catalog(code = "ROOM_NOT_FOUND", status = 404, message("en" = "No room {name}", "ja" = "{name}がありません"))]
    NotFound {
        #[detail]
        name: String,
        #[context]
        asked_by: String,
    },
    #[catalog(code = "ROOM_TAKEN", status = 409, message("en" = "Taken {count:>5} times", "ja" = "{count}回"))]
    Taken {
        #[detail]
        count: i64,
        #[detail("others")]
        free: Option<Vec<String>>,
    },
    #[catalog(code = "ROOM_LIMITED", status = 429, message("en" = "Please wait", "ja" = "お待ちください"))]
    Limited {
        #[retry_after]
        wait: Duration,
    },
    #[catalog(code = "ROOM_FORM_INVALID", status = 422, message("en" = "Wrong input", "ja" = "入力内容"))]
    FormInvalid(#[detail(flatten)] BTreeMap<String, String>),
    #[catalog(
        code = "ROOM_LOST",
        status = 500,
        log_level = "ERROR",
        display = "lost {place}",
        public_as = "ROOM_NOT_AVAILABLE"
    )]
    Lost { place: String },
    #[catalog(code = "ROOM_NOT_AVAILABLE", status = 503, log_level = "ERROR", retry_after = 30, message("en" = "Not now", "ja" = "後で"))]
    NotAvailable,
}

/// What no body of a masked code has.
const SECRET: &str = "LEAK";

const DIALECTS: [&dyn Dialect; 5] = [&Standard, &ProblemDetails, &Google, &Flat, &Agent];

pub(crate) fn check(data: &[u8]) {
    if let Ok(remote) = Remote::<Codes>::from_slice(data) {
        check_raised(remote);
    }
    if let Ok(text) = std::str::from_utf8(data) {
        check_headers(text);
    }
    let Some((choice, data)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(data);
    let dialect = DIALECTS[usize::from(*choice) % DIALECTS.len()];
    let locale = if choice & 0x80 == 0 { "en" } else { "ja" };
    write_and_read(&error(usize::from(*choice) / DIALECTS.len(), &text), dialect, locale);
}

/// Whatever was received, our response is one of our codes.
fn check_raised(remote: Remote<Codes>) {
    let known = remote.entry();
    let wait = remote.retry_after();
    assert!(wait.is_none_or(|wait| wait <= Duration::from_secs(24 * 60 * 60)));
    let _ = format!("{remote:?} {:?} {:?}", remote.details(), remote.locale());
    let failure = Failure::<Codes>::from(remote);
    let _ = format!("{failure:?} {failure}");
    for dialect in DIALECTS {
        for locale in ["en", "ja", "zh-TW"] {
            let body = failure.envelope().dialect(dialect).locale(locale).to_json();
            let again = ReceivedEnvelope::from_slice(body.as_bytes())
                .expect("a body of ours is an envelope");
            let entry = Codes::get(again.code()).unwrap_or_else(|| panic!("unknown code: {body}"));
            // A code that is known and public is passed on.
            let is_kept = known
                .is_none_or(|known| known.public_as().is_some() || known.code() == entry.code());
            assert!(is_kept, "{known:?} becomes {body}");
        }
    }
}

/// The text as the headers of a response with an empty object for a body.
fn check_headers(text: &str) {
    let mut response = http::Response::new(br#"{"error":{"code":"ROOM_TAKEN","message":""}}"#);
    let mut lines = text.lines();
    for name in ["retry-after", "x-request-id", "content-language"] {
        let value =
            lines.next().and_then(|line| http::HeaderValue::from_bytes(line.as_bytes()).ok());
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    let remote = Remote::<Codes>::from_response(&response).expect("its body is an envelope");
    check_raised(remote);
}

fn error(choice: usize, text: &str) -> RoomError {
    let mut lines = text.lines().map(ToOwned::to_owned);
    let mut next = || lines.next().unwrap_or_default();
    match choice % 6 {
        0 => RoomError::NotFound { name: text.to_owned(), asked_by: String::new() },
        1 => {
            let count = next().parse().unwrap_or_default();
            let free: Vec<_> = lines.collect();
            RoomError::Taken { count, free: Some(free).filter(|free| !free.is_empty()) }
        }
        2 => RoomError::Limited { wait: Duration::from_secs(next().parse().unwrap_or_default()) },
        3 => {
            let pairs = lines.filter_map(|line| {
                let (name, value) = line.split_once('=')?;
                Some((name.to_owned(), value.to_owned()))
            });
            RoomError::FormInvalid(pairs.collect())
        }
        4 => RoomError::Lost { place: format!("{SECRET}{text}") },
        _ => RoomError::NotAvailable,
    }
}

/// What one service writes is what another reads.
fn write_and_read(error: &RoomError, dialect: &dyn Dialect, locale: &str) {
    let envelope = error
        .envelope()
        .dialect(dialect)
        .locale(locale)
        .trace_id("4bf92f3577b34da6a3ce929d0e0e4736");
    let body = envelope.to_json();
    assert!(!body.bytes().any(|byte| byte < b' '), "{body:?}");
    let received = ReceivedEnvelope::from_slice(body.as_bytes())
        .unwrap_or_else(|error| panic!("{error}: {body}"));
    assert_eq!(received.code(), envelope.code().as_str());
    let status = envelope.status().as_u16();
    assert!(received.status().is_none_or(|received| received == status), "{body}");
    let remote = Remote::<Codes>::from_slice(body.as_bytes()).expect("it was read before");
    assert!(remote.is(envelope.code()));
    let failure = Failure::<Codes>::from(remote);
    let again = failure.envelope().dialect(dialect);
    assert_eq!((again.code(), again.status()), (envelope.code(), envelope.status()));
    if let RoomError::Lost { .. } = error {
        assert!(!body.contains(SECRET), "{body}");
    }
}
