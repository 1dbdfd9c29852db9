//! Writes records, each at the beginning of a line, whatever became of the one before.

use std::io::{self, ErrorKind, Write};

/// A writer, and whether it stands in the middle of a record.
pub(crate) struct Lines {
    writer: Box<dyn Write + Send>,
    /// A part of a record is written, and its end is not.
    is_within_record: bool,
}

impl Lines {
    pub(crate) fn new(writer: impl Write + Send + 'static) -> Self {
        Self { writer: Box::new(writer), is_within_record: false }
    }

    /// Writes a record, which ends in a line feed. What a failed write has left of another one is ended first.
    pub(crate) fn write(&mut self, record: &[u8]) -> io::Result<()> {
        if self.is_within_record {
            self.writer.write_all(b"\n")?;
            self.is_within_record = false;
        }
        let mut rest = record;
        while !rest.is_empty() {
            // A writer that panics may have written a part.
            self.is_within_record = true;
            let written = self.writer.write(rest);
            rest = rest.get(*written.as_ref().unwrap_or(&0)..).unwrap_or_default();
            self.is_within_record = !rest.is_empty() && rest.len() < record.len();
            match written {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Err(error) if error.kind() != ErrorKind::Interrupted => return Err(error),
                Ok(_) | Err(_) => {}
            }
        }
        Ok(())
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
