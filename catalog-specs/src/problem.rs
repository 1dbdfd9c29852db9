//! A problem found in a file, displayed as rustc displays diagnostics.

use core::fmt;

use crate::model::Place;

/// An error or a warning about a file or a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether it is an error.
    pub level: ProblemLevel,
    /// The id of the broken rule, if the problem is about one.
    pub rule: Option<&'static str>,
    /// The place; `None` if no file is concerned.
    pub place: Option<Place>,
    /// The message.
    pub message: String,
    /// How to fix it, one line for each help or `note: `; may be empty.
    pub help: String,
}

/// How serious a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemLevel {
    /// The check fails and nothing is written.
    Error,
    /// Reported only.
    Warning,
}

impl Problem {
    /// An error at a place.
    pub fn error(place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            level: ProblemLevel::Error,
            rule: None,
            place: Some(place),
            message: message.into(),
            help: help.into(),
        }
    }

    /// A warning at a place.
    pub fn warning(place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { level: ProblemLevel::Warning, ..Self::error(place, message, help) }
    }

    /// An error without a place.
    pub fn without_place(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            level: ProblemLevel::Error,
            rule: None,
            place: None,
            message: message.into(),
            help: help.into(),
        }
    }
}

#[cfg(feature = "documents")]
impl Problem {
    /// The problem with the lines of `source` that it is about. Without a place or a source it is the message
    /// and its help.
    pub fn snippet(&self, source: Option<&str>, colour: bool) -> String {
        use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

        let level = match self.level {
            ProblemLevel::Error => Level::ERROR,
            ProblemLevel::Warning => Level::WARNING,
        };
        let mut title = level.primary_title(self.message.as_str());
        if let Some(rule) = self.rule {
            title = title.id(rule);
        }
        let line = self.place.as_ref().zip(source).and_then(|(place, source)| {
            let line = source.split('\n').nth(place.line.checked_sub(1)?)?;
            Some((place, line.trim_end_matches('\r')))
        });
        let mut group = match (line, &self.place) {
            (Some((place, line)), _) => {
                let annotation = AnnotationKind::Primary.span(byte_range(place, line));
                title.element(
                    Snippet::source(line)
                        .line_start(place.line)
                        .path(place.file.as_str())
                        .annotation(annotation),
                )
            }
            (None, Some(place)) => {
                let origin = Origin::path(place.file.as_str());
                title.element(origin.line(place.line).char_column(place.column))
            }
            (None, None) => title.elements(None::<Origin<'_>>),
        };
        for line in self.help.lines() {
            group = group.element(match line.strip_prefix("note: ") {
                Some(note) => Level::NOTE.message(note),
                None => Level::HELP.message(line),
            });
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let text = renderer.render(&[group]);
        match (&self.place, text.split_once('\n')) {
            // Without a source there is no margin.
            (None, Some((title, rest))) => {
                let rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
                [title, rest].join("\n").trim_end().to_owned()
            }
            _ => text,
        }
    }
}

/// The bytes of a line that a place covers.
#[cfg(feature = "documents")]
fn byte_range(place: &Place, line: &str) -> core::ops::Range<usize> {
    let at = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let start = place.column.saturating_sub(1);
    at(start)..at(start + place.length.max(1))
}

impl ProblemLevel {
    /// The word in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}: {}", self.level.as_str(), self.message)?;
        for line in self.help.lines() {
            let word = if line.starts_with("note: ") { "" } else { "help: " };
            write!(f, "\n  {word}{line}")?;
        }
        Ok(())
    }
}

#[cfg(all(test, feature = "documents"))]
mod tests {
    use super::*;

    fn problem() -> Problem {
        let place = Place { file: "src/auth.rs".into(), line: 2, column: 12, length: 10 };
        let help = "write `AUTH_BAD`\nnote: codes are words";
        Problem { rule: Some("code-form"), ..Problem::error(place, "`auth_bad` is no code", help) }
    }

    #[test]
    fn a_snippet_points_into_the_source() {
        let source = "enum E {\n    /*日本*/ \"auth_bad\",\n}";
        assert_eq!(
            problem().snippet(Some(source), false),
            "\
error[code-form]: `auth_bad` is no code
 --> src/auth.rs:2:12
  |
2 |     /*日本*/ \"auth_bad\",
  |              ^^^^^^^^^^
  |
  = help: write `AUTH_BAD`
  = note: codes are words"
        );
    }

    #[test]
    fn a_snippet_without_its_source_has_message_and_place() {
        let whole = "error[code-form]: `auth_bad` is no code\n --> src/auth.rs:2:12";
        assert!(problem().snippet(None, false).starts_with(whole));
        // The file has changed since it was read.
        assert!(problem().snippet(Some("short"), false).starts_with(whole));
        assert!(problem().snippet(Some("a\nb"), false).contains("src/auth.rs:2"));
        let bare = Problem::without_place("nothing", "look\nnote: there");
        assert_eq!(bare.snippet(None, false), "error: nothing\n  = help: look\n  = note: there");
        assert_eq!(Problem::without_place("nothing", "").snippet(None, false), "error: nothing");
    }

    #[test]
    fn colour_is_for_terminals() {
        let source = "enum E {\n    /*日本*/ \"auth_bad\",\n}";
        assert!(problem().snippet(Some(source), true).contains("\u{1b}["));
        assert!(!problem().snippet(Some(source), false).contains('\u{1b}'));
    }
}
