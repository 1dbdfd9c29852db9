//! The record of a failure as a line of JSON.

use std::time::SystemTime;

use super::fields::write_fields;
use super::{Record, Scratch, timestamp};
use crate::exchange::Exchange;
use crate::json::{write_number, write_string};
use crate::line::{LONGEST_PATH, TextBuffers, line};

impl Record<'_> {
    /// Appends the record to `out` of the buffers, with a line feed behind it.
    pub(crate) fn write_json(&self, scratch: &mut Scratch) {
        let Scratch { out, text, value } = scratch;
        let (entry, kind) = (self.entry(), self.kind());
        out.extend_from_slice(b"{\"timestamp\":\"");
        timestamp::write(SystemTime::now(), out);
        out.push(b'"');
        plain("level", entry.log_level().as_str(), out);
        plain("severity", entry.severity().as_str(), out);
        optional("environment", self.environment, out);
        optional("service", self.service, out);
        if let Some(trace_id) = self.trace_id() {
            member("trace_id", out);
            text.masked(&trace_id, self.mask, |text| write_string(text, out));
        }
        plain("error_code", entry.code(), out);
        optional("error_type", kind.error_type, out);
        member("message", out);
        text.masked(&self.error, self.mask, |text| write_string(text, out));
        optional("source", Some(kind.source), out);
        if let Some(status) = self.status {
            member("status", out);
            write_number(status.as_u16().into(), out);
        }
        if let Some(exchange) = self.exchange {
            optional("route", exchange.route(), out);
            member("request", out);
            self.request(exchange, out);
        }
        optional("user_id", self.user_id, out);
        if let Some(tool) = self.tool_name {
            member("tool_name", out);
            text.masked(&tool, self.mask, |text| write_string(text, out));
        }
        self.context(out, value);
        self.write_causes(out, text);
        if let Some(place) = self.location() {
            member("location", out);
            text.plain(&place, |text| write_string(text, out));
        }
        if let Some(stack_trace) = self.stack_trace() {
            member("stack_trace", out);
            write_string(&self.mask.text(&stack_trace), out);
        }
        out.extend_from_slice(b"}\n");
    }

    fn request(&self, exchange: &Exchange, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"method\":");
        let method = self.mask.text(exchange.method().as_str());
        write_string(&line(&method, LONGEST_PATH), out);
        member("path", out);
        write_string(&line(&self.mask.path(exchange.path()), LONGEST_PATH), out);
        let mut headers = exchange.logged_headers().peekable();
        if headers.peek().is_some() {
            member("headers", out);
            out.push(b'{');
            for (at, (name, value)) in headers.enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                write_string(name, out);
                out.push(b':');
                let value = String::from_utf8_lossy(value);
                write_string(&line(&self.mask.value(name, &value), LONGEST_PATH), out);
            }
            out.push(b'}');
        }
        out.push(b'}');
    }

    /// The fields of the error, and beside them which could not be written.
    fn context(&self, out: &mut Vec<u8>, value: &mut Vec<u8>) {
        let before = out.len();
        member("context", out);
        let start = out.len();
        let unwritten = write_fields(self.error, self.mask, out, value);
        if let Some(unwritten) = unwritten {
            match out.len() {
                length if length > start => {
                    // Before the brace that ends the object.
                    out.pop();
                    out.push(b',');
                }
                _ => out.push(b'{'),
            }
            write_string("(unwritten)", out);
            out.push(b':');
            write_string(&unwritten, out);
            out.push(b'}');
        } else if out.len() == start {
            out.truncate(before);
        }
    }

    fn write_causes(&self, out: &mut Vec<u8>, text: &mut TextBuffers) {
        let mut causes = self.causes().peekable();
        if causes.peek().is_none() {
            return;
        }
        member("causes", out);
        out.push(b'[');
        for (at, cause) in causes.enumerate() {
            if at > 0 {
                out.push(b',');
            }
            text.masked(&cause, self.mask, |text| write_string(text, out));
        }
        out.push(b']');
    }
}

/// Appends `,"name":`.
fn member(name: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

/// Appends a member whose text needs no escape, because the catalogue holds it to a grammar.
fn plain(name: &str, value: &str, out: &mut Vec<u8>) {
    member(name, out);
    out.push(b'"');
    out.extend_from_slice(value.as_bytes());
    out.push(b'"');
}

/// Appends a member that may be absent.
fn optional(name: &str, value: Option<&str>, out: &mut Vec<u8>) {
    if let Some(value) = value {
        member(name, out);
        write_string(value, out);
    }
}
