//! The record of a failure as text for a developer's terminal.

use std::io::Write as _;
use std::time::SystemTime;

use super::fields::write_fields;
use super::{Record, Scratch, timestamp};
use crate::Level;
use crate::line::{LONGEST_PATH, line};

/// How a record is written for a terminal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    pub(crate) has_color: bool,
}

const DIM: &str = "\x1b[2m";
const BOLD: &str = "\x1b[1m";
const PLAIN: &str = "\x1b[0m";

impl Record<'_> {
    /// Appends the record to `out` of the buffers, over several lines.
    pub(crate) fn write_console(&self, console: Console, scratch: &mut Scratch) {
        let Scratch { out, text, value } = scratch;
        let style = |style: &'static str| if console.has_color { style } else { "" };
        let (dim, bold, plain) = (style(DIM), style(BOLD), style(PLAIN));
        let entry = self.entry();
        let level = entry.log_level();
        let color = style(match level {
            Level::Error => "\x1b[31m",
            Level::Warn => "\x1b[33m",
            Level::Info => "\x1b[32m",
            Level::Debug => "\x1b[34m",
        });

        // Writing to a vector does not fail.
        let _ = write!(out, "{dim}");
        timestamp::write(SystemTime::now(), out);
        let _ =
            write!(out, "{plain} {color}{:5}{plain} {bold}{}{plain}", level.as_str(), entry.code());
        if let Some(status) = self.status {
            let _ = write!(out, " {}", status.as_u16());
        }
        out.extend_from_slice(b"  ");
        text.masked(&self.error, self.mask, |text| out.extend_from_slice(text.as_bytes()));
        out.push(b'\n');

        let mut fact = |name: &str, value: &str| {
            let _ = writeln!(out, "      {dim}{name:9}{plain} {value}");
        };
        if let Some(trace_id) = self.trace_id() {
            text.masked(&trace_id, self.mask, |id| fact("trace", id));
        }
        if let Some(exchange) = self.exchange {
            let method = self.mask.text(exchange.method().as_str());
            let path = self.mask.path(exchange.path());
            let (method, path) = (line(&method, LONGEST_PATH), line(&path, LONGEST_PATH));
            match exchange.route() {
                Some(route) => fact("request", &format!("{method} {path} {dim}({route}){plain}")),
                None => fact("request", &format!("{method} {path}")),
            }
        }
        if let Some(tool) = self.tool_name {
            text.masked(&tool, self.mask, |tool| fact("tool", tool));
        }
        if let Some(user) = self.user_id {
            fact("user", user);
        }
        fact("severity", &format!("{}, source {}", entry.severity().as_str(), self.kind().source));
        let mut context = Vec::new();
        let unwritten = write_fields(self.error, self.mask, &mut context, value);
        if !context.is_empty() {
            fact("context", &String::from_utf8_lossy(&context));
        }
        if let Some(unwritten) = unwritten {
            fact("unwritten", &unwritten);
        }
        let mut name = "caused by";
        for cause in self.causes() {
            text.masked(&cause, self.mask, |cause| fact(name, cause));
            name = "";
        }
        if let Some(place) = self.location() {
            fact("raised at", &place.to_string());
        }
        if let Some(stack_trace) = self.stack_trace() {
            fact("stack", "");
            for frame in self.mask.text(&stack_trace).lines() {
                let _ = writeln!(out, "        {dim}{}{plain}", line(frame, LONGEST_PATH));
            }
        }
    }
}
