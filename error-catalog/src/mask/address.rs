//! Addresses: of e-mail, of servers with credentials in them, of web hooks, and of home directories.

use core::ops::Range;

use super::bytes::{at, before, is_foreign, part, run, starts};

/// The longest local part of an e-mail address that is looked at.
const LONGEST_LOCAL: usize = 128;

/// Ends of file names and units of systemd, which no top-level domain is called: `logo@2x.png`, `user@1000.service`.
const NO_DOMAINS: &[&str] = &[
    "service", "socket", "timer", "slice", "scope", "mount", "png", "jpg", "jpeg", "gif", "svg",
    "webp", "js", "css", "json", "html", "txt", "log",
];

/// An e-mail address, of which the `@`, or the `%40`, stands at `position..after`.
pub(super) fn email(
    text: &str,
    floor: usize,
    position: usize,
    after: usize,
) -> Option<Range<usize>> {
    let start = local_start(text, floor, position)?;
    let bytes = text.as_bytes();
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let domain = |end: usize| -> Option<usize> {
        let trailing = part(bytes, after..end)
            .iter()
            .rev()
            .take_while(|byte| matches!(byte, b'.' | b'-'))
            .count();
        let end = end - trailing;
        is_domain(part(bytes, after..end)).then_some(end)
    };
    // `alice@example.comは`: another script ends a domain, unless it is a part of it.
    let end = domain(run(bytes, after, belongs))
        .or_else(|| domain(run(bytes, after, |byte| belongs(byte) || is_foreign(byte))))?;
    Some(start..end)
}

/// Where the local part begins that ends at a position.
fn local_start(text: &str, floor: usize, end: usize) -> Option<usize> {
    let floor = floor.max(end.saturating_sub(LONGEST_LOCAL));
    let floor = (floor..end).find(|floor| text.is_char_boundary(*floor))?;
    let local = text.get(floor..end)?;
    // `メールalice@…`: characters of three bytes in front of an ASCII name are words of a sentence.
    let is_latin = local.chars().next_back().is_some_and(|last| last.len_utf8() < 3);
    let belongs = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '_' | '%' | '+' | '-')
            || (!c.is_ascii() && c.is_alphanumeric() && !(is_latin && c.len_utf8() > 2))
    };
    let length: usize = local.chars().rev().take_while(|c| belongs(*c)).map(char::len_utf8).sum();
    super::bytes::work::count(length);
    let leading = part(text.as_bytes(), end - length..end)
        .iter()
        .take_while(|byte| matches!(byte, b'.' | b'-'))
        .count();
    (leading < length).then_some(end - length + leading)
}

/// Whether a text is a host with a top-level domain.
fn is_domain(domain: &[u8]) -> bool {
    let Some(point) = domain.iter().rposition(|byte| *byte == b'.') else { return false };
    let top = domain.get(point + 1..).unwrap_or_default();
    let is_named = top.iter().all(u8::is_ascii_alphabetic)
        || top.iter().any(|byte| is_foreign(*byte))
        || top.starts_with(b"xn--");
    let is_known = NO_DOMAINS.iter().any(|other| top.eq_ignore_ascii_case(other.as_bytes()));
    point > 0 && top.len() >= 2 && is_named && !is_known
}

/// What a URL holds of secrets in front of its host, or in its path.
pub(super) enum Url {
    /// The user and the password, or the secret part of the path.
    Secret(Range<usize>),
    /// None up to this position.
    Clean(usize),
}

/// Looks at the URL whose host begins at a position.
pub(super) fn url(text: &[u8], from: usize) -> Url {
    match hook(text, from) {
        Some(secret) => Url::Secret(secret),
        None => user(text, from),
    }
}

/// What stands between `://` and the last `@` in front of the host.
fn user(text: &[u8], from: usize) -> Url {
    let scheme = part(text, from.saturating_sub(8)..from.saturating_sub(3));
    let is_web = [&b"http"[..], b"https", b"ws", b"wss"].iter().any(|web| scheme.ends_with(web));
    let mut last = None;
    let (mut is_path, mut colon) = (false, None);
    let mut position = from;
    loop {
        position = run(text, position, |byte| !is_of_interest(byte));
        match at(text, position) {
            // A password may have a slash in it.
            b'@' => last = Some(position),
            b'/' | b'?' | b'#' if !is_path => {
                is_path = true;
                // `:8080/` is a port. What follows a host, with or without one, is no user.
                if colon.is_none_or(|colon| is_web && is_port(text, colon, position)) {
                    break;
                }
            }
            b':' if !is_path => colon = colon.or(Some(position)),
            b'/' | b'?' | b'#' | b':' => {}
            _ => break,
        }
        position += 1;
    }
    match last {
        Some(end) if end > from => Url::Secret(from..end),
        _ => Url::Clean(position),
    }
}

/// What divides a URL, and what ends it.
fn is_of_interest(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(
            byte,
            b'@' | b'/' | b'?' | b'#' | b':' | b'"' | b'\'' | b'<' | b'>' | b'`' | b')' | b'\\'
        )
}

/// Whether what follows a colon is a port, or the colon a part of an address in brackets.
fn is_port(text: &[u8], colon: usize, end: usize) -> bool {
    part(text, colon + 1..end).iter().all(u8::is_ascii_digit) || before(text, colon) == b'['
}

/// The secret path of a web hook.
fn hook(text: &[u8], from: usize) -> Option<Range<usize>> {
    const HOOKS: &[&str] = &[
        "hooks.slack.com/",
        "discord.com/api/webhooks/",
        "discordapp.com/api/webhooks/",
        "outlook.office.com/webhook/",
        "api.telegram.org/bot",
        "chat.googleapis.com/v1/spaces/",
        "open.feishu.cn/open-apis/bot/",
        "qyapi.weixin.qq.com/cgi-bin/webhook/",
    ];
    let host = HOOKS.iter().find(|host| starts(text, from, host.as_bytes()))?;
    let start = from + host.len();
    let ends = |byte: u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`' | b')' | b',' | b'\\')
    };
    let end = run(text, start, |byte| !ends(byte));
    (end > start).then_some(start..end)
}

/// The user in the path of a home directory, whose first slash stands at a position.
pub(super) fn home(text: &[u8], position: usize) -> Option<Range<usize>> {
    let previous = before(text, position);
    let is_inside =
        previous.is_ascii_alphanumeric() || matches!(previous, b'.' | b'_' | b'-' | b'~');
    if is_inside && at(text, position) == b'/' {
        return None;
    }
    let heads = [&b"/home/"[..], b"/Users/", b"\\Users\\", b"\\\\Users\\\\"];
    let head = heads.iter().find(|head| starts(text, position, head))?;
    let start = position + head.len();
    let belongs = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || is_foreign(byte)
            || matches!(byte, b'.' | b'_' | b'-' | b'$' | b'@')
    };
    let end = run(text, start, belongs);
    (end > start).then_some(start..end)
}
