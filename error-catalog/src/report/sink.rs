//! Where a reporter writes.

use std::fmt;
use std::io::{self, IsTerminal as _, Write};

use super::lines::Lines;

/// Where a [`Reporter`](super::Reporter) writes. All methods but `format` are called on the thread of the reporter.
///
/// ```
/// use error_catalog::report::Sink;
///
/// /// Sends each record over a socket.
/// struct Socket(std::net::UdpSocket);
///
/// impl Sink for Socket {
///     fn write(&mut self, record: &[u8]) -> std::io::Result<()> {
///         self.0.send(record).map(drop)
///     }
/// }
/// ```
pub trait Sink: Send + 'static {
    /// Writes one record, which ends in a line feed. A failed call is repeated twice with the whole record, a part of which may have
    /// been written; then the record goes to the standard error stream.
    ///
    /// # Errors
    /// When the record could not be written.
    fn write(&mut self, record: &[u8]) -> io::Result<()>;

    /// Called when the queue is empty, and before a flush of the reporter ends.
    ///
    /// # Errors
    /// When something could not be written.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// The form of the records that it wants. Asked once.
    fn format(&self) -> RecordFormat {
        RecordFormat::Json
    }
}

/// The form of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordFormat {
    /// One line of JSON.
    Json,
    /// Text over several lines for a terminal.
    #[non_exhaustive]
    Console {
        /// Whether it has colours.
        color: bool,
    },
    /// None: an event of `tracing` is emitted where the failure is reported, and the sink writes nothing.
    Event,
}

/// Writes one line of JSON for each record. Where a failed write leaves a part of a record, the next one begins on a new line.
pub struct JsonLines(Lines);

impl JsonLines {
    /// To the standard output, where containers log.
    pub fn stdout() -> Self {
        Self::to(io::stdout())
    }

    /// To any writer. A pipe, a socket or a file may block: only the thread of the reporter waits for it.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        Self(Lines::new(writer))
    }

    /// To a file for each day, `<prefix>.<year>-<month>-<day>.log` in a folder, of which the last 30 are kept.
    ///
    /// # Errors
    /// When the folder or the file cannot be made.
    #[cfg(feature = "report-file")]
    pub fn daily(folder: impl AsRef<std::path::Path>, prefix: &str) -> io::Result<Self> {
        use tracing_appender::rolling::{RollingFileAppender, Rotation};

        let appender = RollingFileAppender::builder()
            .rotation(Rotation::DAILY)
            .filename_prefix(prefix)
            .filename_suffix("log")
            .max_log_files(30)
            .build(folder)
            .map_err(io::Error::other)?;
        Ok(Self::to(appender))
    }
}

impl Sink for JsonLines {
    fn write(&mut self, record: &[u8]) -> io::Result<()> {
        self.0.write(record)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl fmt::Debug for JsonLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

/// Writes each record as text for a developer's terminal, with its causes and its stack trace.
pub struct Console {
    writer: Lines,
    color: bool,
}

impl Console {
    /// To the standard error stream, with colours if that is a terminal and `NO_COLOR` is not set.
    pub fn stderr() -> Self {
        let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self::to(io::stderr()).color(!is_refused && io::stderr().is_terminal())
    }

    /// To any writer, without colours.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        Self { writer: Lines::new(writer), color: false }
    }

    /// Sets whether it has colours.
    #[must_use]
    pub fn color(mut self, color: bool) -> Self {
        self.color = color;
        self
    }
}

impl Sink for Console {
    fn write(&mut self, record: &[u8]) -> io::Result<()> {
        self.writer.write(record)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn format(&self) -> RecordFormat {
        RecordFormat::Console { color: self.color }
    }
}

impl fmt::Debug for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Console").field("color", &self.color).finish_non_exhaustive()
    }
}

/// Emits an event of `tracing` for each record, on the thread and within the span that reports it.
#[cfg(feature = "tracing")]
#[derive(Debug, Clone, Copy, Default)]
pub struct TracingEvents;

#[cfg(feature = "tracing")]
impl Sink for TracingEvents {
    fn write(&mut self, _: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn format(&self) -> RecordFormat {
        RecordFormat::Event
    }
}
