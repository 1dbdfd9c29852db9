//! What each receiver is sent, to the letter.

use std::time::Duration;

use alerts::{Answer, Codes, MailServer, PATIENCE, Receiver, RoutingError, TestClock};
use error_catalog::alert::{Alerts, AlertsBuilder, Smtp};
use serde_json::{Value, json};

fn builder(clock: &TestClock) -> AlertsBuilder {
    // A call that ends at its deadline is repeated, and has two bodies.
    Alerts::for_registry::<Codes>()
        .clock(clock.clone())
        .deadline(PATIENCE)
        .retry_pause(Duration::from_millis(10))
}

/// The bodies that a receiver gets for some failures.
fn bodies(
    channel: impl Fn(AlertsBuilder, String) -> AlertsBuilder,
    report: impl Fn(&Alerts),
) -> Vec<Value> {
    let receiver = Receiver::start(Answer::Status(200));
    let alerts = channel(builder(&TestClock::default()), receiver.url()).start().unwrap();
    report(&alerts);
    assert!(alerts.flush(PATIENCE));
    receiver.bodies()
}

fn slack_text(report: impl Fn(&Alerts)) -> String {
    let channels = |builder: AlertsBuilder, url: String| {
        builder.slack("ERROR", url.clone()).slack("CRITICAL", url)
    };
    let [body] = &bodies(channels, report)[..] else { panic!("one alert") };
    let form = json!({
        "text": body["text"],
        "mrkdwn": false,
        "parse": "none",
        "link_names": false,
        "unfurl_links": false,
        "unfurl_media": false,
    });
    assert_eq!(*body, form);
    body["text"].as_str().unwrap().to_owned()
}

#[test]
fn an_error_in_slack() {
    let text = slack_text(|alerts| {
        alerts.report(&RoutingError::timeout()).trace_id("req-456").tool("calculate_route").send();
    });
    assert_eq!(
        text,
        "🚨 System Error - TomTom API Timeout\n\
         Severity: ERROR\n\
         Request ID: req-456\n\
         Tool: calculate_route\n\
         Message: TomTom API timeout after 3 retries\n\
         Time: 2025-10-14 10:30:00 UTC"
    );
}

#[test]
fn an_error_with_few_values() {
    let text = slack_text(|alerts| alerts.report(&RoutingError::quoted("broken")).send());
    assert_eq!(
        text,
        "🚨 System Error - EXTERNAL_QUOTE_BROKEN\n\
         Severity: ERROR\n\
         Message: broken\n\
         Time: 2025-10-14 10:30:00 UTC"
    );
}

#[test]
fn a_critical_failure_in_slack() {
    let text = slack_text(|alerts| alerts.report(&RoutingError::pool()).trace_id("req-789").send());
    assert_eq!(
        text,
        "🔥 CRITICAL: Database Connection Pool Exhausted\n\
         Request ID: req-789\n\
         pool_size: 10, active: 10, waiting: 5\n\
         Immediate action required!"
    );
}

#[test]
fn a_critical_failure_in_pagerduty() {
    let bodies = bodies(
        |builder, url| builder.pagerduty("0123456789abcdef").pagerduty_url(url),
        |alerts| alerts.report(&RoutingError::pool()).trace_id("req-789").send(),
    );
    assert_eq!(
        bodies,
        [json!({
            "routing_key": "0123456789abcdef",
            "event_action": "trigger",
            "dedup_key": "EXTERNAL_POOL_EXHAUSTED/req-789",
            "client": "routing.example.com",
            "payload": {
                "summary": "🔥 CRITICAL: Database Connection Pool Exhausted",
                "source": "routing.example.com",
                "severity": "critical",
                "timestamp": "2025-10-14T10:30:00.000Z",
                "class": "EXTERNAL_POOL_EXHAUSTED",
                "component": "database",
                "group": "EXTERNAL",
                "custom_details": {
                    "text": "🔥 CRITICAL: Database Connection Pool Exhausted\nRequest ID: req-789\n\
                             pool_size: 10, active: 10, waiting: 5\nImmediate action required!",
                    "message": "Database connection pool exhausted",
                    "request_id": "req-789",
                    "time": "2025-10-14 10:30:00 UTC",
                    "context": { "pool_size": 10, "active": 10, "waiting": 5 },
                },
            },
        })]
    );
}

#[test]
fn a_critical_failure_in_teams_with_a_runbook() {
    let bodies = bodies(
        |builder, url| builder.teams("CRITICAL", url),
        |alerts| alerts.report(&RoutingError::disk("**no** room on <b>/var</b>")).send(),
    );
    let block = |weight: &str, text: &str| {
        json!({
            "type": "RichTextBlock",
            "inlines": [{ "type": "TextRun", "text": text, "weight": weight }],
        })
    };
    assert_eq!(
        bodies,
        [json!({
            "type": "message",
            "attachments": [{
                "contentType": "application/vnd.microsoft.card.adaptive",
                "contentUrl": null,
                "content": {
                    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                    "type": "AdaptiveCard",
                    "version": "1.4",
                    "body": [
                        block("bolder", "🔥 CRITICAL: EXTERNAL_DISK_FULL"),
                        block("default", "**no** room on <b>/var</b>"),
                        block("default", "note: **no** room on <b>/var</b>"),
                        block("default", "Runbook: https://runbooks.example.com/disk"),
                        block("default", "Immediate action required!"),
                    ],
                },
            }],
        })]
    );
}

#[test]
fn a_critical_failure_by_mail() {
    let server = MailServer::start(None);
    let smtp = Smtp::plain("127.0.0.1")
        .port(server.port)
        .from("Alerts <alerts@example.com>")
        .to("ops-oncall@example.com")
        .to("lead@example.com");
    let alerts = builder(&TestClock::default()).mail(smtp).start().unwrap();
    // A title is declared; a text could try to add headers.
    alerts.report(&RoutingError::disk("full\r\nBcc: evil@example.com\r\n\r\nx")).send();
    alerts.report(&RoutingError::timeout()).send();
    assert!(alerts.flush(PATIENCE));
    let [mail] = &server.mails()[..] else { panic!("CRITICAL alone is mailed") };
    assert_eq!(
        mail.envelope,
        [
            "MAIL FROM:<alerts@example.com>",
            "RCPT TO:<ops-oncall@example.com>",
            "RCPT TO:<lead@example.com>"
        ]
    );
    let end = mail.lines.iter().position(String::is_empty).unwrap();
    let (headers, body) = mail.lines.split_at(end);
    assert!(headers.iter().any(|header| header.starts_with("Subject: ")), "{headers:?}");
    assert!(!headers.iter().any(|header| header.starts_with("Bcc")), "{headers:?}");
    let body = body.join("\n");
    assert!(body.contains("Immediate action required!"), "{body}");
    assert!(body.contains("EXTERNAL_DISK_FULL"), "{body}");
    assert!(!body.lines().any(|line| line.starts_with("Bcc")), "{body}");
}

/// Texts from clients mention no user, contain no link and add no line.
#[test]
fn texts_of_clients_are_escaped_for_slack() {
    for (said, sent) in [
        ("<!channel> hi", "&lt;!channel&gt; hi"),
        ("<!here|x> <@U12345>", "&lt;!here|x&gt; &lt;@\u{200b}U12345&gt;"),
        ("@here and @channel", "@\u{200b}here and @\u{200b}channel"),
        ("<https://evil.example|click>", "&lt;https://evil.example|click&gt;"),
        ("a\nTime: 1999", "a\\u{a}Time: 1999"),
        ("&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;"),
        ("right \u{202e}to left", "right \\u{202e}to left"),
    ] {
        let text = slack_text(|alerts| {
            alerts.report(&RoutingError::quoted(said)).trace_id("<!everyone>").tool(said).send();
        });
        let expected = format!(
            "🚨 System Error - EXTERNAL_QUOTE_BROKEN\n\
             Severity: ERROR\n\
             Request ID: &lt;!everyone&gt;\n\
             Tool: {sent}\n\
             Message: {sent}\n\
             Time: 2025-10-14 10:30:00 UTC"
        );
        assert_eq!(text, expected);
    }
}

#[test]
fn a_long_text_is_cut_and_a_summary_is_short() {
    let long = "🔥".repeat(100_000);
    let bodies = bodies(
        |builder, url| builder.pagerduty("key").pagerduty_url(url.clone()).slack("CRITICAL", url),
        |alerts| alerts.report(&RoutingError::disk(&long)).trace_id("x".repeat(5000)).send(),
    );
    assert_eq!(bodies.len(), 2);
    for body in bodies {
        assert!(body.to_string().len() < 32 * 1024);
        if let Some(key) = body["dedup_key"].as_str() {
            assert!(key.chars().count() <= 255);
            assert!(body["payload"]["summary"].as_str().unwrap().chars().count() <= 1024);
        }
    }
}

/// Secrets of the failure, the addresses of webhooks and the key of a service.
#[test]
fn no_secret_is_sent_or_printed() {
    let receiver = Receiver::start(Answer::Status(200));
    let url = receiver.url();
    let wanted = builder(&TestClock::default())
        .slack("ERROR", url.clone())
        .slack("CRITICAL", url.clone())
        .teams("CRITICAL", url.clone())
        .pagerduty("r0utingKeyOfAService")
        .pagerduty_url(url.clone());
    let settings = format!("{wanted:?}");
    let alerts = wanted.start().unwrap();
    let printed = format!("{settings} {alerts:?} {:?}", alerts.counts());
    let secret =
        "password=hunter2 card 4111111111111111 Bearer abc.def-ghi123456 mail alice@example.com";
    for error in [RoutingError::disk(secret), RoutingError::quoted(secret)] {
        alerts.report(&error).trace_id(secret).tool(secret).send();
    }
    assert!(alerts.flush(PATIENCE));
    assert_eq!(receiver.bodies().len(), 4);
    let sent: String = receiver.bodies().iter().map(Value::to_string).collect();
    for secret in ["hunter2", "4111", "abc.def", "alice", "t0ps3cret"] {
        assert!(!sent.contains(secret), "{secret} in {sent}");
    }
    for secret in ["s3cr3tHookPath", "r0utingKeyOfAService", "127.0.0.1"] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
}

#[derive(Debug, error_catalog::ErrorCatalog)]
#[catalog(domain = "GUEST")]
enum GuestError {
    #[catalog(
        code = "GUEST_ROOM_GONE",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        display = "{guest} has no room"
    )]
    RoomGone {
        #[context(data_class = "pii")]
        guest: String,
    },
}

#[test]
fn no_value_of_a_data_class_is_sent() {
    let receiver = Receiver::start(Answer::Status(200));
    let alerts = builder(&TestClock::default()).slack("ERROR", receiver.url()).start().unwrap();
    alerts.report(&GuestError::RoomGone { guest: "山田花子".into() }).send();
    assert!(alerts.flush(PATIENCE));
    let sent: String = receiver.bodies().iter().map(Value::to_string).collect();
    assert!(sent.contains("*** has no room") && !sent.contains("山田花子"), "{sent}");
}

#[test]
fn wrong_settings_are_refused_without_their_secrets() {
    let of = Alerts::for_registry::<Codes>;
    for (wrong, text) in [
        (
            of().slack("ERROR", "hooks.slack.com/services/s3cr3t"),
            "slack_error: the address is not an `https` URL",
        ),
        (of().slack("ERROR", "ftp://s3cr3t"), "slack_error: the address is not an `https` URL"),
        (of().teams("CRITICAL", ""), "teams_critical: the address is not an `https` URL"),
        (
            of().slack("error", "https://example.com/s3cr3t"),
            "slack: `error` is not a severity; use `ERROR` or `CRITICAL`",
        ),
        (
            of().slack("WARNING", "https://example.com/s3cr3t"),
            "slack: a WARNING is in the log only, and no alert",
        ),
        (of().pagerduty(" "), "pagerduty: the key is empty"),
        (
            of().mail(Smtp::plain("localhost").to("a@example.com")),
            "mail: the sender is not a mail address",
        ),
        (of().mail(Smtp::plain("localhost").from("a@example.com")), "mail: there is no recipient"),
        (
            of().mail(Smtp::plain("localhost").from("a@example.com").to("s3cr3t")),
            "mail: a recipient is not a mail address",
        ),
    ] {
        let error = wrong.start().unwrap_err();
        assert_eq!(error.to_string(), text);
        assert!(!format!("{error:?}").contains("s3cr3t"));
    }
}
