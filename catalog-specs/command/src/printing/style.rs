//! Colours and effects.

use anstyle::{AnsiColor, Effects};
use catalog_specs::lock::Verdict;
use catalog_specs::{Level, Severity};

use super::visible;

/// The style of a text, named by its meaning.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style(anstyle::Style);

impl Style {
    pub(crate) const PLAIN: Self = Self(anstyle::Style::new());
    pub(crate) const CODE: Self = Self::bold(AnsiColor::Cyan);
    pub(crate) const HEADING: Self = Self(anstyle::Style::new().effects(Effects::BOLD));
    pub(crate) const FAINT: Self = Self(anstyle::Style::new().effects(Effects::DIMMED));
    pub(crate) const ERROR: Self = Self::bold(AnsiColor::Red);
    pub(crate) const WARNING: Self = Self::bold(AnsiColor::Yellow);
    pub(crate) const GOOD: Self = Self::bold(AnsiColor::Green);
    pub(crate) const WRONG: Self = Self::coloured(AnsiColor::Red);
    pub(crate) const RIGHT: Self = Self::coloured(AnsiColor::Green);

    const fn bold(colour: AnsiColor) -> Self {
        Self(Self::coloured(colour).0.effects(Effects::BOLD))
    }

    const fn coloured(colour: AnsiColor) -> Self {
        Self(anstyle::Style::new().fg_color(Some(anstyle::Color::Ansi(colour))))
    }

    /// The style of a status: a client's error or the server's.
    pub(crate) const fn of_status(status: u16) -> Self {
        if status >= 500 { Self::ERROR } else { Self::WARNING }
    }

    pub(crate) const fn of_level(level: Level) -> Self {
        match level {
            Level::Error => Self::ERROR,
            Level::Warn => Self::WARNING,
            Level::Info => Self::PLAIN,
            Level::Debug => Self::FAINT,
        }
    }

    pub(crate) const fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Critical => Self::ERROR,
            Severity::Error => Self::WARNING,
            Severity::Warning => Self::PLAIN,
        }
    }

    pub(crate) const fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Break => Self::ERROR,
            Verdict::Risk => Self::WARNING,
            Verdict::Safe => Self::GOOD,
        }
    }

    /// Styles a text, and escapes its control characters.
    pub(crate) fn paint(self, text: &str) -> String {
        let text = visible(text);
        if text.is_empty() {
            text
        } else {
            format!("{}{text}{}", self.0.render(), self.0.render_reset())
        }
    }
}

/// `1 code`, `2 codes`.
pub(crate) fn plural(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
