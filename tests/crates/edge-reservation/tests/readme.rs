//! Every line of the README does what the README says, and nothing of the catalogue is left out.

use std::collections::{BTreeMap, BTreeSet};

use edge_reservation::{Answer, BACKUPS, recorded};
use serde_json::Value;

/// The answers of the README's lines, each with its heading.
fn answers() -> impl Iterator<Item = (&'static str, &'static Answer)> {
    recorded().told.iter().map(|(line, answer)| (line.heading.as_str(), answer))
}

fn document(path: &str) -> &'static Answer {
    let found = recorded().documents.iter().find(|(known, _)| *known == path);
    &found.unwrap_or_else(|| panic!("{path} was not asked for")).1
}

fn json(path: &str) -> Value {
    let answer = document(path);
    assert_eq!(answer.status, "HTTP/1.1 200 OK", "{path}");
    assert_eq!(answer.header("content-type"), Some("application/json"), "{path}");
    serde_json::from_str(&answer.body).unwrap()
}

/// The catalogue that the service serves: `{CODE: {status, message, log_level}}`.
fn catalogue() -> BTreeMap<String, Value> {
    serde_json::from_value(json("/errors.json")).unwrap()
}

#[test]
fn every_request_answers_as_in_the_readme() {
    let wrong: Vec<_> = recorded()
        .told
        .iter()
        .filter(|(line, seen)| !Answer::read(&line.answer).is_met_by(seen))
        .map(|(line, seen)| format!("{}\n{}\n{seen:#?}", line.shell, line.answer))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_code_of_the_registry_is_provoked_under_its_heading() {
    let provoked: BTreeSet<_> = answers().map(|(_, answer)| answer.member("code")).collect();
    let declared: BTreeSet<_> = catalogue().into_keys().collect();
    assert_eq!(provoked, declared);
    for (heading, answer) in answers() {
        if let Some(code) = heading.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            assert_eq!(answer.member("code"), code);
        }
    }
}

#[test]
fn every_response_has_the_status_and_message_of_its_code() {
    let catalogue = catalogue();
    for (heading, answer) in answers() {
        let row = &catalogue[&answer.member("code")];
        let status = format!("HTTP/1.1 {} ", row["status"]);
        assert!(answer.status.starts_with(&status), "{heading}: {}", answer.status);
        assert_eq!(answer.header("content-type"), Some("application/json"), "{heading}");
        if answer.header("content-language") == Some("ja") {
            assert_eq!(answer.member("message"), row["message"], "{heading}");
        }
    }
}

/// The documents that the catalogue comes from, as they were written down.
#[test]
fn the_registry_has_every_code_of_the_seeds_unchanged() {
    let catalogue = catalogue();
    let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../catalog-specs/specs");
    let mut count = 0;
    for name in ["auth", "user", "reservation", "system", "validation"] {
        let text = std::fs::read_to_string(format!("{specs}/{name}.json")).unwrap();
        let spec: Value = serde_json::from_str(&text).unwrap();
        for (code, row) in spec["codes"].as_object().unwrap() {
            for fact in ["status", "message", "log_level"] {
                assert_eq!(catalogue[code][fact], row[fact], "{fact} of {code}");
            }
            count += 1;
        }
    }
    assert_eq!(count, 12);
}

#[test]
fn the_id_is_the_same_in_the_body_and_in_the_header() {
    let mut ids = BTreeSet::new();
    for (heading, answer) in answers() {
        let id = answer.member("trace_id");
        assert!(
            !id.is_empty() && answer.header("x-request-id") == Some(&id),
            "{heading}: {answer:?}"
        );
        assert!(ids.insert(id), "{heading}: an id that was there before");
    }
    assert!(ids.contains("order-7"));
}

#[test]
fn every_failure_is_one_record_at_the_level_of_its_code() {
    let catalogue = catalogue();
    let records: Vec<_> =
        recorded().log.lines().filter(|line| line.contains("error_code=")).collect();
    let page = document("/errors/no-such-page.html");
    let failed: Vec<_> = answers().map(|(_, answer)| answer).chain([page]).collect();
    for answer in &failed {
        let (code, id) = (answer.member("code"), answer.member("trace_id"));
        let own: Vec<_> = records
            .iter()
            .filter(|record| record.contains(&format!("error_code={code:?}")))
            .filter(|record| record.contains(&format!("trace_id={id:?}")))
            .collect();
        let [record] = own.as_slice() else { panic!("{code} {id}: {own:#?}") };
        let level = catalogue[&code]["log_level"].as_str().unwrap();
        assert_eq!(record.split_whitespace().nth(1), Some(level), "{record}");
    }
    assert_eq!(records.len(), failed.len(), "{records:#?}");
}

#[test]
fn each_record_is_json_on_the_output_and_in_the_file() {
    let session = recorded();
    let [output, file] = &session.records;
    assert_eq!(output, file);
    let events = session.log.lines().filter(|line| line.contains("error_code=")).count();
    assert_eq!(output.len(), events);
    let own = output.iter().find(|record| {
        record["trace_id"] == "order-7" && record["error_code"] == "SYSTEM_ROUTE_NOT_FOUND"
    });
    let shown: Value = serde_json::from_str(&session.shown.0).unwrap();
    assert_alike(&shown, own.unwrap());
    let text = format!("{output:?}");
    for secret in ["correct horse", "open sesame", "authorization"] {
        assert!(!text.contains(secret), "{secret}");
    }
    // A user who has signed in is a hash.
    let forbidden = output.iter().find(|record| record["status"] == 403).unwrap();
    assert_eq!(forbidden["user_id"].as_str().unwrap().len(), 32);
}

/// The README has `…` for what differs from time to time.
fn assert_alike(shown: &Value, seen: &Value) {
    match (shown, seen) {
        (Value::String(text), Value::String(_)) if text == "…" => {}
        (Value::Object(shown), Value::Object(seen)) => {
            assert_eq!(shown.keys().collect::<Vec<_>>(), seen.keys().collect::<Vec<_>>());
            for (name, value) in shown {
                assert_alike(value, &seen[name]);
            }
        }
        (shown, seen) => assert_eq!(shown, seen),
    }
}

#[test]
fn each_code_has_its_count() {
    let (_, metrics) = recorded().documents.iter().find(|(path, _)| *path == "/metrics").unwrap();
    for line in recorded().shown.1.lines() {
        assert!(metrics.body.lines().any(|seen| seen == line), "{line}\n{}", metrics.body);
    }
    for code in catalogue().keys() {
        let series = format!("error_catalog_errors_total{{error_code=\"{code}\",");
        // An internal failure has a series for each part of the system that it may come from.
        let lines = metrics.body.lines().filter(|line| line.starts_with(&series));
        let counts = lines.map(|line| line.rsplit(' ').next().unwrap().parse::<usize>().unwrap());
        let count: usize = counts.sum();
        let page = document("/errors/no-such-page.html");
        let failed = answers().map(|(_, answer)| answer).chain([page]);
        assert_eq!(count, failed.filter(|answer| answer.member("code") == *code).count(), "{code}");
    }
}

/// The web hook has two alerts: those of the codes at severity ERROR and CRITICAL.
#[test]
fn alerts_are_sent() {
    let session = recorded();
    let [text, critical] = &session.alerts[..] else { panic!("{:#?}", session.alerts) };
    assert!(critical.starts_with("🔥 CRITICAL:"), "{critical}");
    assert_eq!(text.lines().count(), session.shown.2.lines().count(), "{text}");
    for (shown, seen) in session.shown.2.lines().zip(text.lines()) {
        let (start, end) = shown.split_once('…').unwrap_or((shown, ""));
        assert!(seen.starts_with(start) && seen.ends_with(end), "{shown}\n{seen}");
    }
    // The address of the hook is a secret.
    for text in [&session.log, &session.printed, text] {
        assert!(!text.contains("s3cr3tHookPath"), "{text}");
    }
}

#[test]
fn the_cause_is_in_the_log_and_nowhere_else() {
    let session = recorded();
    let causes = [BACKUPS, "No such file", "os error", "writing the backup"];
    let record = session.log.lines().find(|line| line.contains("SYSTEM_INTERNAL_ERROR")).unwrap();
    for cause in causes {
        assert!(record.contains(cause), "`{cause}` is not in {record}");
        assert!(!session.printed.contains(cause), "`{cause}` is in what clients read");
    }
    // Who tried it is for the log, too.
    let tried = "user 2 may not reservations.read";
    assert!(session.log.contains(tried) && !session.printed.contains(tried));
}

#[test]
fn the_log_names_the_broken_fields() {
    let mut records = recorded().log.lines().filter(|line| line.contains("VALIDATION_ERROR"));
    assert!(records.any(|record| record.contains("starts_at") && record.contains("seats")));
}

#[test]
fn secrets_are_nowhere_in_the_log() {
    let session = recorded();
    let tokens: Vec<_> = session
        .tokens
        .iter()
        .map(|header| header.strip_prefix("authorization: Bearer ").unwrap())
        .collect();
    assert_eq!(tokens.len(), 3);
    for token in tokens {
        assert!(
            token.len() >= 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{token:?}"
        );
        assert!(!session.log.contains(token), "a token is in the log");
    }
    for password in ["correct horse", "open sesame", "battery staple"] {
        assert!(!session.log.contains(password), "a password is in the log");
        assert!(!session.printed.contains(password), "a password came back");
    }
}

#[test]
fn the_site_has_a_place_for_every_code() {
    let site = document("/errors");
    assert_eq!(site.status, "HTTP/1.1 200 OK");
    assert_eq!(site.header("content-type"), Some("text/html; charset=utf-8"));
    for code in catalogue().keys() {
        assert!(site.body.contains(&format!("id=\"{code}\"")), "{code}");
    }
    assert_eq!(document("/errors/").body, site.body);
    let missing = document("/errors/no-such-page.html");
    assert_eq!(missing.member("code"), "SYSTEM_ROUTE_NOT_FOUND");
}

#[test]
fn every_reference_in_the_openapi_document_has_a_target() {
    let document = json("/openapi.json");
    let mut references = BTreeSet::new();
    collect(&document, &mut references);
    for reference in &references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    // The codes of the components are those of the catalogue.
    let codes = document.pointer("/components/schemas/ErrorCode/enum").unwrap();
    let codes: BTreeSet<String> = serde_json::from_value(codes.clone()).unwrap();
    assert_eq!(codes, catalogue().into_keys().collect());
    // Whatever the router lets through can be slow and can fail.
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            if method != "parameters" {
                let responses = &operation["responses"];
                assert!(
                    responses["408"].is_object() && responses["500"].is_object(),
                    "{method} {path}"
                );
            }
        }
    }
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                references.insert(reference.clone());
            }
            members.values().for_each(|value| collect(value, references));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
