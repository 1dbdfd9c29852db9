//! The assertions, with what one wants to read when they fail.

use core::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use super::unproduced::missing;
use super::{TestResponse, ToTestResponse};
use crate::code::ExpectedCode;
use crate::envelope::ReceivedEnvelope;
use crate::produced::{self, Produced};
use crate::{Entry, Registry};

/// What `assert_code!` does.
///
/// # Panics
/// When the response is not of the code.
#[track_caller]
#[expect(clippy::panic, reason = "it is how a test fails")]
pub fn expect_code(
    response: &(impl ToTestResponse + ?Sized),
    code: impl ExpectedCode,
) -> ReceivedEnvelope {
    let (response, code) = (response.to_test_response(), code.code());
    match compare(&response, code.entry()) {
        Ok(envelope) => envelope,
        Err(difference) => panic!("{difference}\n{}", response.describe()),
    }
}

/// What `assert_code!` does with details.
///
/// # Panics
/// When the response is not of the code, or has other details.
#[track_caller]
#[expect(clippy::panic, reason = "it is how a test fails")]
pub fn expect_details(
    response: &(impl ToTestResponse + ?Sized),
    code: impl ExpectedCode,
    details: &impl Serialize,
) -> ReceivedEnvelope {
    let response = response.to_test_response();
    let envelope = expect_code(&response, code);
    let expected = match serde_json::to_value(details) {
        Ok(Value::Object(details)) => details,
        Ok(other) => panic!("the expected details are {other}, which is no object"),
        Err(error) => panic!("the expected details cannot be written as JSON: {error}"),
    };
    let differences = differences(&expected, envelope.details());
    if !differences.is_empty() {
        let code = envelope.code();
        panic!("`{code}` has other details:{differences}\n{}", response.describe());
    }
    envelope
}

/// Each detail that differs, a line each.
fn differences(expected: &Map<String, Value>, found: &Map<String, Value>) -> String {
    let mut lines = String::new();
    for (name, wanted) in expected {
        // Writing to a `String` does not fail.
        let _ = match found.get(name) {
            Some(found) if found == wanted => Ok(()),
            Some(found) => write!(lines, "\n  `{name}`: expected {wanted}, found {found}"),
            None => write!(lines, "\n  `{name}`: expected {wanted}, found nothing"),
        };
    }
    for (name, found) in found.iter().filter(|(name, _)| !expected.contains_key(*name)) {
        let _ = write!(lines, "\n  `{name}`: expected nothing, found {found}");
    }
    lines
}

fn compare(response: &TestResponse, expected: &'static Entry) -> Result<ReceivedEnvelope, String> {
    let wanted =
        format!("expected `{}` with status {}", expected.code(), expected.status().as_u16());
    let envelope = response
        .envelope()
        .map_err(|error| format!("{wanted}, found no error envelope: {error}"))?;
    if envelope.code() != expected.code() {
        let mut difference = format!("{wanted}, found `{}`", envelope.code());
        if expected.public_as() == Some(envelope.code()) {
            // Writing to a `String` does not fail.
            let _ = write!(
                difference,
                "\n  help: `{}` is sent as `{1}` (`public_as`); expect `{1}`",
                expected.code(),
                envelope.code(),
            );
        }
        return Err(difference);
    }
    let status = expected.status().as_u16();
    let found = response.status();
    // AIP-193 has no 422.
    if found != status && !((found, status) == (400, 422) && is_google(response.body())) {
        return Err(format!("{wanted}, found the code with status {found}"));
    }
    if let Some(own) = envelope.status().filter(|own| *own != found) {
        return Err(format!("{wanted}, found a body that says status {own}"));
    }
    Ok(envelope)
}

/// Whether a body is of the Google dialect, whose `code` is the number of the status.
fn is_google(body: &[u8]) -> bool {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    body.pointer("/error/code").is_some_and(Value::is_number)
}

/// What `assert_all_produced!` does.
///
/// # Panics
/// When a code is missing, or an exception is needless.
#[track_caller]
#[expect(clippy::panic, reason = "it is how a test fails")]
pub fn expect_all_produced<C: Registry>(except: &[&str]) {
    if let Err(report) = check::<C>(except, &produced::read()) {
        panic!("{report}");
    }
}

fn check<C: Registry>(except: &[&str], produced: &Produced) -> Result<(), String> {
    let missing: Vec<_> =
        missing::<C>(produced).filter(|entry| !except.contains(&entry.code())).collect();
    let is_known = |code: &str| C::ALL.iter().any(|entry| entry.code() == code);
    let unknown = except.iter().filter(|code| !is_known(code));
    let needless = except.iter().filter(|code| produced.has(code));
    let mut report = String::new();
    // Writing to a `String` does not fail.
    if !missing.is_empty() {
        let _ = writeln!(
            report,
            "{} of {} codes are produced by no test:",
            missing.len(),
            C::ALL.len()
        );
        for entry in &missing {
            let declared = entry.declared();
            let (module, type_name) = (declared.module, declared.type_name);
            let _ =
                writeln!(report, "  {} ({module}::{type_name}, {})", entry.code(), entry.variant());
        }
        let sound = except.iter().filter(|code| is_known(code) && !produced.has(code));
        let mut all: Vec<_> = sound.copied().collect();
        all.extend(missing.iter().map(|entry| entry.code()));
        let all: Vec<_> = all.iter().map(|code| format!("{code:?}")).collect();
        let _ = writeln!(
            report,
            "  help: provoke each in a test, or except it: assert_all_produced!(…, except {})",
            all.join(", ")
        );
    }
    for code in unknown {
        let _ = writeln!(report, "`{code}` is excepted, and no code of the registry");
    }
    for code in needless {
        let _ = writeln!(
            report,
            "`{code}` is excepted, and a test produces it: take the exception out"
        );
    }
    if report.is_empty() {
        return Ok(());
    }
    let _ = write!(report, "  note: {}", produced.render_programs());
    Err(report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalogued as _, SystemError, ValidationError};

    crate::catalog! { struct Codes { SystemError, ValidationError } }

    #[test]
    fn missing_codes_and_needless_exceptions_are_reported() {
        let all: Vec<_> = Codes::ALL.iter().map(|entry| entry.code()).collect();
        let (first, rest) = all.split_first().unwrap();
        let produced = Produced::from_codes(rest.iter().map(|code| (*code).to_owned()));
        assert_eq!(check::<Codes>(&[*first], &produced), Ok(()));

        let report = check::<Codes>(&[], &produced).unwrap_err();
        assert!(report.contains("1 of 8 codes are produced by no test"), "{report}");
        assert!(
            report.contains("SYSTEM_INTERNAL_ERROR (error_catalog::system::SystemError, Internal)")
        );
        assert!(report.contains("except \"SYSTEM_INTERNAL_ERROR\""), "{report}");
        assert!(!report.contains("BodyMalformed"), "{report}");

        let report = check::<Codes>(&[*first, "VALIDATION_ERROR", "GONE"], &produced).unwrap_err();
        assert!(
            report.contains("`VALIDATION_ERROR` is excepted, and a test produces it"),
            "{report}"
        );
        assert!(report.contains("`GONE` is excepted, and no code of the registry"), "{report}");
        assert!(!report.contains("produced by no test"), "{report}");

        // What the report refuses is not in its help.
        let except = [rest[0], "GONE", "VALIDATION_ERROR"];
        let produced = Produced::from_codes(rest[1..].iter().map(|code| (*code).to_owned()));
        let report = check::<Codes>(&except, &produced).unwrap_err();
        let help = format!("except {:?}, {:?})", rest[0], *first);
        assert!(report.contains(&help), "{report}");
    }

    #[test]
    fn a_status_other_than_that_of_the_code_is_reported() {
        let entry = SystemError::RouteNotFound.catalog_row();
        let body = SystemError::RouteNotFound.catalog_row().code();
        let body = format!(r#"{{"error":{{"code":"{body}","message":"x"}}}}"#);
        let response =
            |status| TestResponse::new(http::StatusCode::from_u16(status).unwrap(), body.clone());
        assert!(compare(&response(404), entry).is_ok());
        let difference = compare(&response(200), entry).unwrap_err();
        assert_eq!(
            difference,
            "expected `SYSTEM_ROUTE_NOT_FOUND` with status 404, found the code with status 200"
        );
    }
}
