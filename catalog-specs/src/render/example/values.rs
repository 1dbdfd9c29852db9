//! Example values of details, by name and type.

use core::time::Duration;

use crate::Json;
use crate::json_type::JsonType;
use crate::model::{Detail, Entry};

/// The example of a delay that is only known at run time.
pub(super) const WAIT: Duration = Duration::from_secs(60);

/// The value of a detail.
pub(super) fn of_detail(detail: &Detail) -> Json {
    value(&JsonType::from_detail(detail), &detail.name)
}

/// The value of a field by its name in the variant, which placeholders use.
pub(super) fn of_field(entry: &Entry, field: &str) -> Option<Json> {
    if let Some(detail) = entry.details.iter().find(|detail| detail.field == field) {
        return Some(of_detail(detail));
    }
    let hidden = entry.hidden.iter().find(|hidden| hidden.field == field)?;
    Some(value(&JsonType::parse(&hidden.type_name), &hidden.field))
}

/// The members of a flattened detail.
pub(super) fn flattened(wire: &JsonType, locale: &str) -> Vec<(String, Json)> {
    match wire {
        JsonType::Record(members) => {
            members.iter().map(|(name, of)| ((*name).to_owned(), value(of, name))).collect()
        }
        // An unknown type is most likely a map from field to text.
        JsonType::Any | JsonType::Text { .. } => {
            vec![("email".to_owned(), violation(locale).into())]
        }
        JsonType::Map(of) => {
            let text =
                matches!(**of, JsonType::Text { .. } | JsonType::Any | JsonType::Nullable(_));
            let one = if text { violation(locale).into() } else { value(of, "email") };
            vec![("email".to_owned(), one)]
        }
        // Only objects have members.
        _ => Vec::new(),
    }
}

/// A value of a type under a name.
pub(super) fn value(wire: &JsonType, name: &str) -> Json {
    match wire {
        JsonType::Text { format } => text(*format, name).into(),
        JsonType::Integer { min, max } => {
            let wanted = integer(name);
            let low = min.map_or(wanted, |min| wanted.max(min));
            Json::Integer(max.map_or(low, |max| low.min(max)))
        }
        JsonType::Number => Json::Number(12.5),
        JsonType::Bool => true.into(),
        JsonType::List { of, length } => {
            let length = usize::try_from(length.unwrap_or(1).min(4)).unwrap_or(1);
            Json::List(vec![value(of, singular(name)); length])
        }
        JsonType::Map(of) => Json::object([("key", value(of, singular(name)))]),
        JsonType::Tuple(places) => Json::List(places.iter().map(|of| value(of, name)).collect()),
        JsonType::Record(members) => {
            Json::object(members.iter().map(|(member, of)| (*member, value(of, member))))
        }
        JsonType::Nullable(inner) => value(inner, name),
        // An unknown type: most likely an id or a word, so a text.
        JsonType::Any => text(None, name).into(),
    }
}

fn text(format: Option<&str>, name: &str) -> String {
    let by_format = match format {
        Some("uuid") => Some("0191d8f0-5a7c-7b3e-9f10-3c5a2b1d4e6f"),
        Some("date-time") => Some("2026-03-01T10:00:00+09:00"),
        Some("date") => Some("2026-03-01"),
        Some("uri") => Some("https://example.com/"),
        Some("ipv4") => Some("192.0.2.1"),
        Some("ipv6") => Some("2001:db8::1"),
        Some("email") => Some("user@example.com"),
        _ => None,
    };
    if let Some(text) = by_format {
        return text.to_owned();
    }
    let name = name.to_ascii_lowercase();
    let words: Vec<&str> = name.split('_').collect();
    let last = words.last().copied().unwrap_or_default();
    let has = |word: &str| words.contains(&word);
    let known = match last {
        "email" | "mail" => "user@example.com",
        "url" | "uri" | "link" | "href" => "https://example.com/",
        // `from`, `start` and `end` alone are as often names, numbers or places.
        "start" | "end" if has("slot") || has("window") || has("period") => {
            "2026-03-01T10:00:00+09:00"
        }
        "time" | "until" | "deadline" | "timestamp" => "2026-03-01T10:00:00+09:00",
        "at" if words.len() > 1 => "2026-03-01T10:00:00+09:00",
        "date" | "day" => "2026-03-01",
        "phone" | "tel" => "+81-3-0000-0000",
        "ip" | "address" if has("ip") => "192.0.2.1",
        "host" | "hostname" | "domain" => "host.example.com",
        "path" | "file" => "/path/to/file",
        "currency" => "JPY",
        "country" => "JP",
        "locale" | "language" | "lang" => "ja",
        "version" => "1.2.3",
        "field" => "email",
        "username" | "login" => "user",
        "id" | "key" | "token" if words.len() > 1 => {
            let owner = words.iter().rev().nth(1).copied().unwrap_or_default();
            return format!("{owner}-123");
        }
        "id" => "id-123",
        _ => "example",
    };
    known.to_owned()
}

fn integer(name: &str) -> i128 {
    let name = name.to_ascii_lowercase();
    match name.rsplit('_').next().unwrap_or_default() {
        "id" | "number" | "no" => 123,
        "limit" | "max" | "maximum" | "quota" | "percent" => 100,
        "age" => 18,
        "requested" => 5,
        "available" | "remaining" | "left" => 2,
        "port" => 8080,
        "seconds" | "secs" | "wait" | "after" | "timeout" => 60,
        "amount" | "price" | "total" | "sum" | "balance" => 1200,
        "bytes" | "size" | "length" => 1024,
        "min" | "minimum" | "page" | "line" | "index" => 1,
        "year" => 2026,
        "nanos" => 0,
        "epoch" if name.starts_with("nanos") => 0,
        "epoch" => 1_772_326_800,
        _ => 3,
    }
}

/// The text of an example violation, in the language of the service.
fn violation(locale: &str) -> &'static str {
    match locale {
        "zh-TW" => "電子郵件格式不正確",
        _ => match locale.split('-').next().unwrap_or_default() {
            "ja" => "メールアドレスの形式が正しくありません",
            "zh" => "电子邮件格式不正确",
            "vi" => "Địa chỉ email không đúng định dạng",
            _ => "This is not an e-mail address",
        },
    }
}

fn singular(name: &str) -> &str {
    name.strip_suffix('s').filter(|one| !one.is_empty()).unwrap_or(name)
}
