//! A problem found in a file, displayed as rustc displays diagnostics.

use core::fmt;
#[cfg(feature = "documents")]
use core::ops::Range;

use crate::model::Place;
use crate::visible;
#[cfg(feature = "documents")]
use crate::visible_lines;

/// An error or a warning about a file or a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
        Self::error(place, message, help).into_warning()
    }

    /// The same problem, which lets what found it succeed.
    #[must_use]
    pub(crate) fn into_warning(self) -> Self {
        Self { level: ProblemLevel::Warning, ..self }
    }

    /// The same problem, of a rule.
    #[must_use]
    pub fn with_rule(self, rule: &'static str) -> Self {
        Self { rule: Some(rule), ..self }
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
    /// The problem with the line that it is about, or the part of it around the place. `excerpt` has the text and the
    /// range of the place in it; without it the place alone is written.
    pub(crate) fn snippet(&self, excerpt: Option<(&str, Range<usize>)>, colour: bool) -> String {
        use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

        let level = match self.level {
            ProblemLevel::Error => Level::ERROR,
            ProblemLevel::Warning => Level::WARNING,
        };
        // Names and values come from files that others wrote.
        let message = visible(&self.message);
        let help = visible_lines(&self.help);
        let file = self.place.as_ref().map(|place| visible(&place.file)).unwrap_or_default();
        let mut title = level.primary_title(&*message);
        if let Some(rule) = self.rule {
            title = title.id(rule);
        }
        let origin =
            |place: &Place| Origin::path(file.clone()).line(place.line).char_column(place.column);
        let mut group = match (excerpt, &self.place) {
            (Some((line, range)), Some(place)) => {
                let annotation = AnnotationKind::Primary.span(range);
                let snippet = Snippet::source(line).line_start(place.line).annotation(annotation);
                if line.starts_with('…') {
                    // The column in the part is not that in the line.
                    title.element(origin(place)).element(snippet)
                } else {
                    title.element(snippet.path(file.clone()))
                }
            }
            (None, Some(place)) => title.element(origin(place)),
            (_, None) => title.elements(None::<Origin<'_>>),
        };
        for line in help.lines() {
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
            write!(f, "{}: ", visible(&place.to_string()))?;
        }
        write!(f, "{}: {}", self.level.as_str(), visible(&self.message))?;
        for line in self.help.lines() {
            let word = if line.starts_with("note: ") { "" } else { "help: " };
            write!(f, "\n  {word}{}", visible(line))?;
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
        let line = "    /*日本*/ \"auth_bad\",";
        assert_eq!(
            problem().snippet(Some((line, 15..25)), false),
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
        assert!(problem().snippet(Some((line, 15..25)), true).contains("\u{1b}["));
        assert!(!problem().snippet(Some((line, 15..25)), false).contains('\u{1b}'));
    }

    #[test]
    fn a_snippet_without_its_source_has_message_and_place() {
        let whole = "error[code-form]: `auth_bad` is no code\n --> src/auth.rs:2:12";
        assert!(problem().snippet(None, false).starts_with(whole));
        let nowhere = Problem::without_place("nothing", "look\nnote: there");
        assert_eq!(nowhere.snippet(None, false), "error: nothing\n  = help: look\n  = note: there");
        assert_eq!(Problem::without_place("nothing", "").snippet(None, false), "error: nothing");
    }
}
