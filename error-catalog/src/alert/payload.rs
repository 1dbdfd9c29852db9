//! What a receiver is sent: one JSON document for each kind of channel. Texts are masked before, and escaped here.

use serde_json::{Value, json};

use super::content::{Alert, Kind};
use super::text::{text, time, timestamp, title_line};
use crate::Secret;

/// The form that a receiver reads.
#[derive(Debug, Clone)]
pub(super) enum PayloadFormat {
    Slack,
    Teams,
    PagerDuty {
        key: Secret<String>,
        service: String,
    },
    /// Of a transport of the service's own.
    Json {
        service: String,
    },
}

impl PayloadFormat {
    pub(super) fn body(&self, alert: &Alert) -> Vec<u8> {
        let body = match self {
            Self::Slack => slack(alert),
            Self::Teams => teams(alert),
            Self::PagerDuty { key, service } => pagerduty(alert, key.expose(), service),
            Self::Json { service } => plain(alert, service),
        };
        body.to_string().into_bytes()
    }
}

/// <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>
fn slack(alert: &Alert) -> Value {
    json!({
        "text": slack_text(&text(alert)),
        // No text is formatted, no name is linked, and no page is fetched for a preview.
        "mrkdwn": false,
        "parse": "none",
        "link_names": false,
        "unfurl_links": false,
        "unfurl_media": false,
    })
}

/// Escapes what has a meaning in a text of Slack. `<!channel>` loses its brackets; an invisible space breaks `@here`, which
/// receivers that copy Slack's format link.
fn slack_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '@' => escaped.push_str("@\u{200b}"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// An adaptive card of text runs, which have no mark-up and no mentions.
///
/// <https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using>
fn teams(alert: &Alert) -> Value {
    let text = text(alert);
    let block = |(at, line): (usize, &str)| {
        let run = json!({
            "type": "TextRun",
            "text": line,
            "weight": if at == 0 { "bolder" } else { "default" },
        });
        json!({ "type": "RichTextBlock", "inlines": [run] })
    };
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "contentUrl": null,
            "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard",
                "version": "1.4",
                "body": text.lines().enumerate().map(block).collect::<Vec<_>>(),
            },
        }],
    })
}

/// The longest summary and the longest key that PagerDuty accepts, in characters.
const LONGEST_SUMMARY: usize = 1024;
const LONGEST_KEY: usize = 255;

/// <https://developer.pagerduty.com/docs/send-alert-event>
fn pagerduty(alert: &Alert, key: &str, service: &str) -> Value {
    let severity = if alert.is_critical() { "critical" } else { "error" };
    let mut details = json!({
        "text": text(alert),
        "message": alert.message,
        "time": time(alert),
    });
    set(&mut details, "request_id", alert.trace_id.as_deref());
    set(&mut details, "tool", alert.tool.as_deref());
    let context =
        alert.context.as_deref().and_then(|json| serde_json::from_str::<Value>(json).ok());
    set(&mut details, "context", context);
    let mut payload = json!({
        "summary": first_chars(&title_line(alert), LONGEST_SUMMARY),
        "source": service,
        "severity": severity,
        "timestamp": timestamp(alert),
        "custom_details": details,
    });
    set(&mut payload, "class", alert.code);
    set(&mut payload, "component", alert.source);
    set(&mut payload, "group", alert.entry.map(crate::Entry::domain));
    let mut event = json!({
        "routing_key": key,
        "event_action": "trigger",
        "client": service,
        "payload": payload,
    });
    // One failure that two processes report is one incident.
    if let (Kind::Failure, Some(code), Some(id)) = (alert.kind, alert.code, &alert.trace_id) {
        set(&mut event, "dedup_key", Some(first_chars(&format!("{code}/{id}"), LONGEST_KEY)));
    }
    if let Some(runbook) = alert.entry.and_then(crate::Entry::runbook) {
        set(&mut event, "links", Some(json!([{ "href": runbook, "text": "Runbook" }])));
    }
    event
}

fn plain(alert: &Alert, service: &str) -> Value {
    let mut body = json!({
        "severity": alert.severity.as_str(),
        "service": service,
        "title": title_line(alert),
        "text": text(alert),
        "message": alert.message,
        "timestamp": timestamp(alert),
    });
    set(&mut body, "error_code", alert.code);
    set(&mut body, "trace_id", alert.trace_id.as_deref());
    set(&mut body, "tool_name", alert.tool.as_deref());
    let context =
        alert.context.as_deref().and_then(|json| serde_json::from_str::<Value>(json).ok());
    set(&mut body, "context", context);
    body
}

/// One line for the fallback log.
pub(super) fn fallback_line(alert: &Alert) -> Vec<u8> {
    let mut body = json!({
        "timestamp": timestamp(alert),
        "level": "ERROR",
        "severity": alert.severity.as_str(),
        "alert": "no channel has taken this alert",
        "message": alert.message,
    });
    set(&mut body, "error_code", alert.code);
    set(&mut body, "trace_id", alert.trace_id.as_deref());
    set(&mut body, "tool_name", alert.tool.as_deref());
    let mut line = body.to_string().into_bytes();
    line.push(b'\n');
    line
}

fn set(object: &mut Value, name: &str, value: Option<impl Into<Value>>) {
    if let (Some(members), Some(value)) = (object.as_object_mut(), value) {
        members.insert(name.to_owned(), value.into());
    }
}

fn first_chars(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(first_chars("🔥🔥🔥", 2), "🔥🔥");
        assert_eq!(first_chars("🔥🔥", 2), "🔥🔥");
    }

    #[test]
    fn slack_markup_is_escaped() {
        assert_eq!(
            slack_text("<!channel> <@U1> <https://evil|x> @here & a@b &lt;"),
            "&lt;!channel&gt; &lt;@\u{200b}U1&gt; &lt;https://evil|x&gt; @\u{200b}here &amp; a@\u{200b}b &amp;lt;"
        );
    }
}
