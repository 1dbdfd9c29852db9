//! The lints, as one table.

use std::collections::BTreeMap;

/// A mistake in the body of a function that the compiler accepts.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lint {
    /// Its name: in reports, in `[lints]`, in `allow` comments and in `explain`.
    pub id: &'static str,
    /// What is wrong. `{name}` is filled in where the lint reports.
    pub message: &'static str,
    /// How to fix it, to paste where that is possible.
    pub help: &'static str,
    /// Why the lint exists.
    pub why: &'static str,
    /// What the lint does not report.
    pub exceptions: &'static str,
}

/// What a report of a lint does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LintLevel {
    /// The lint is off.
    Allow,
    /// It reports a warning. The check passes.
    #[default]
    Warn,
    /// It reports an error. The check fails.
    Deny,
}

/// The levels of the lints in a package: those of `[lints]` in `error-catalog.toml`, and `warn` for the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LintLevels(BTreeMap<&'static str, LintLevel>);

impl LintLevel {
    /// All levels.
    pub const ALL: &'static [Self] = &[Self::Allow, Self::Warn, Self::Deny];

    /// The word in `error-catalog.toml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }

    /// The level of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.as_str() == word)
    }
}

impl LintLevels {
    /// The level of a lint.
    pub fn level(&self, lint: &Lint) -> LintLevel {
        self.0.get(lint.id).copied().unwrap_or_default()
    }

    /// Whether the check can fail because of a lint.
    pub fn has_denied(&self) -> bool {
        self.0.values().any(|level| *level == LintLevel::Deny)
    }

    /// Whether every lint is off.
    pub fn are_off(&self) -> bool {
        ALL.iter().all(|lint| self.level(lint) == LintLevel::Allow)
    }

    /// Sets the level of a lint.
    pub fn set(&mut self, lint: &'static Lint, level: LintLevel) {
        self.0.insert(lint.id, level);
    }
}

/// The lint of an id.
pub fn by_id(id: &str) -> Option<&'static Lint> {
    ALL.iter().copied().find(|lint| lint.id == id)
}

/// The ids, in the order of the table.
pub fn ids() -> Vec<&'static str> {
    ALL.iter().map(|lint| lint.id).collect()
}

/// Declares the lints and [`ALL`].
macro_rules! lints {
    ($( $NAME:ident = $id:literal:
        $message:literal,
        help $help:literal,
        why $why:literal,
        except $except:literal;
    )+) => {
        $(
            #[doc = concat!("`", $id, "`: ", $why)]
            pub(crate) static $NAME: Lint =
                Lint { id: $id, message: $message, help: $help, why: $why, exceptions: $except };
        )+

        /// Every lint.
        pub static ALL: &[&Lint] = &[$( &$NAME, )+];
    };
}

lints! {
    SWALLOWED_RESULT = "swallowed-result":
        "the error of `{function}` is discarded",
        help "pass the error on: `{call}?`",
        why "a catalogued error that is discarded reaches neither the client nor the log, and the work goes on as if it had succeeded",
        except "calls of functions that are not known to return a catalogued error, templates of code for macros, and errors that a closure or an arm uses";
    UNWRAP_IN_HANDLER = "unwrap-in-handler":
        "`{method}` in `{function}`, which a handler must not do",
        help "return the error: `{value}.or_internal()?`, with `use error_catalog::OrFail;`, in a function that returns `Result<_, Failure<Codes>>`; or a code of yours: `{value}.or_fail(…)?`",
        why "a panic costs the request its code, its cause and its record, and the client sees an inner error whatever was wrong",
        except "locks, `write!`, constants that are parsed, conversions of numbers, headers of constants, settings, numbers and media types, values that a condition has tested before, and tests";
    SOURCE_IN_MESSAGE = "source-in-message":
        "the text of `{error}` is sent to the client, in {target}",
        help "keep the error as the cause, in a field with `#[source]`, which the log has; or in one with `#[context]`",
        why "the text of an inner error names hosts, tables and queries, changes with every update, and helps those who attack",
        except "fields that clients do not receive, and parts of an error such as `error.line()`";
    PRINTED_ERROR = "printed-error":
        "`{macro}!` prints `{error}` past the log",
        help "return the error, so that the layer reports it; outside of a request write `{log}::error!({arguments})`",
        why "a printed error has no level, no code and no trace id, is not masked, and no alert sees it",
        except "`main`, functions that end the process or start the log, errors that are logged beside, files of a command line, and packages that do not log";
    HAND_MADE_500 = "hand-made-500":
        "`{written}` is an inner error without a code",
        help "return the error: `{cure}`, with `use error_catalog::{imports};`, in a function that returns `Result<_, Failure<Codes>>`; or a code with status 500 from an enum with `#[derive(ErrorCatalog)]`",
        why "a status that is set by hand has no code for the client, no cause for the log and no record to alert on",
        except "statuses that are compared, listed or returned alone by a function";
    LOGGED_AND_LOST = "logged-and-lost":
        "`{function}` logs the error and returns `{returns}`, so its caller does not see it",
        help "return `Result<_, E>` and pass the error on with `?`; the layer logs it once, with its code",
        why "the caller cannot tell failure from absence, and each level that logs the error makes another record of it",
        except "warnings, which say that the function has dealt with the error, functions whose signature a trait sets, and values that the function does not return";
    UNUSED_ALLOW = "unused-allow":
        "this `allow({lint})` is not needed",
        help "remove the comment",
        why "an exemption that exempts nothing hides the next mistake on its line",
        except "comments for a lint whose level is `allow`";
    ALLOW_WITHOUT_REASON = "allow-without-reason":
        "this `allow({lint})` has no reason",
        help "write why after it: `// error-catalog: allow({lint}) the cache is filled again on the next request`",
        why "those who read the code later must know why the mistake is none here",
        except "none";
    UNKNOWN_ALLOW = "unknown-allow":
        "{problem}",
        help "{cure}",
        why "a comment that names no lint exempts nothing, although it looks as if it did",
        except "comments that do not start with `error-catalog:`";
}
