//! The subcommands, each with what it takes.

use std::ffi::OsString;
use std::path::PathBuf;

use catalog_specs::{Class, Level, Severity};
use clap::Args;
use clap_complete::Shell;

use super::shared::{DocumentArguments, SourceArguments};
use super::values::{ExportFormat, FailOn, StatusFilter, words};

/// Check the rules, the documents and the lock; write nothing
///
/// Tells every broken rule with its place in the source, counts the rules that are allowed to be
/// broken (`allow(...)`), and compares each document and the lock with what they should be. Which
/// documents there are is declared in `error-catalog.toml`, beside `Cargo.toml`. What cannot be
/// compared is said, and is never success.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog check                     the package of the current folder, as CI does\n\
\x20 cargo error-catalog check --workspace         every package of the workspace\n\
\x20 cargo error-catalog check --json              the same for a program\n\
\x20 cargo error-catalog check --source auth.json  a spec")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    #[command(flatten)]
    pub(crate) documents: DocumentArguments,
}

/// Write the documents and the lock
///
/// Only what has changed is written. A breaking change leaves all as it is; see
/// `cargo error-catalog lock --accept`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog docs                            the documents of error-catalog.toml\n\
\x20 cargo error-catalog docs --markdown docs/errors.md  this one")]
pub(crate) struct Docs {
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    #[command(flatten)]
    pub(crate) documents: DocumentArguments,
}

/// Compare two catalogues and say whom each change breaks
///
/// OLD and NEW are git revisions (`main`, `HEAD~3`, `v1.2`), or a spec, a lock, or a folder with
/// source. Of a revision its `error-catalog.lock` is compared, or its source where it has none.
/// NEW is the compiled registry of the working tree if it is not given. A name that is both is the file: write
/// `refs/heads/main` to mean the branch.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog diff main                 what this branch changes\n\
\x20 cargo error-catalog diff v1.2 v1.3            what a release changed\n\
\x20 cargo error-catalog diff main --fail-on risk  fail where anything may break\n\
\x20 cargo error-catalog diff old.json new.json    two specs")]
pub(crate) struct Diff {
    /// What was
    #[arg(value_name = "OLD")]
    pub(crate) old: OsString,
    /// What is; the working tree if not given
    #[arg(value_name = "NEW")]
    pub(crate) new: Option<OsString>,
    /// Fail where a change is that bad, or worse
    #[arg(long, value_name = "VERDICT")]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Tell all about a code, a rule or a kind of change
///
/// Takes an error code (`AUTH_TOKEN_EXPIRED`, also one it had formerly, or a retired one), the id of
/// a rule of the derive (`code-form`) or of the lock (`status-changed`), or the family of some rules
/// (`message`). Without a name it lists them all.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog explain AUTH_TOKEN_EXPIRED  a code\n\
\x20 cargo error-catalog explain code-form           a rule of the derive\n\
\x20 cargo error-catalog explain status-changed      a change of the lock\n\
\x20 cargo error-catalog explain message             a family of rules")]
pub(crate) struct Explain {
    /// A code, a rule, or a family of rules
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// List the codes, all or those that are looked for
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog list --status 5xx --severity critical  what wakes somebody up\n\
\x20 cargo error-catalog list --owner payments --deprecated     what a team can remove\n\
\x20 cargo error-catalog list --search token --locale en        by what it says")]
pub(crate) struct List {
    /// Of this domain
    #[arg(long, value_name = "DOMAIN", help_heading = "Which")]
    pub(crate) domain: Option<String>,
    /// With this status: `404`, or `4xx`
    #[arg(long, value_name = "STATUS", help_heading = "Which")]
    pub(crate) status: Option<StatusFilter>,
    /// Of this class
    #[arg(long, help_heading = "Which", ignore_case = true, value_parser = words(Class::WORDS, Class::parse))]
    pub(crate) class: Option<Class>,
    /// Of this severity
    #[arg(long, help_heading = "Which", ignore_case = true, value_parser = words(Severity::WORDS, Severity::parse))]
    pub(crate) severity: Option<Severity>,
    /// Logged at this level
    #[arg(long, help_heading = "Which", ignore_case = true, value_parser = words(Level::WORDS, Level::parse))]
    pub(crate) level: Option<Level>,
    /// That this owner answers for
    #[arg(long, value_name = "OWNER", help_heading = "Which")]
    pub(crate) owner: Option<String>,
    /// Only deprecated ones
    #[arg(long, help_heading = "Which")]
    pub(crate) deprecated: bool,
    /// Only those that a retry can help
    #[arg(long, help_heading = "Which")]
    pub(crate) retryable: bool,
    /// With this text in the code, a message, the description or a cause, in any case of letters
    #[arg(long, value_name = "TEXT", help_heading = "Which")]
    pub(crate) search: Option<String>,
    /// Show the messages of this locale; codes without it are left out
    #[arg(long, value_name = "LOCALE", help_heading = "Which")]
    pub(crate) locale: Option<String>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Write one document, to stdout or to a file
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog export --format openapi          to stdout\n\
\x20 cargo error-catalog export --format html --out site  a site in a folder")]
pub(crate) struct Export {
    /// What to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: ExportFormat,
    /// Where to; stdout if not given. A site (`html`) needs a folder
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Write over a file that was not generated
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Turn a spec into Rust: the enums and the registry, ready to compile
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog import auth.json                      to stdout\n\
\x20 cargo error-catalog import auth.json --out src/errors.rs  to a new file")]
pub(crate) struct Import {
    /// The spec
    #[arg(value_name = "SPEC.json")]
    pub(crate) spec: PathBuf,
    /// Where to; stdout if not given
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
}

/// Update the lock with what breaks nobody, or accept a code's breaking changes
///
/// The lock is what clients, colleagues and alerts were promised. Safe and risky changes are taken
/// over. A breaking one fails, until it is undone, or accepted with a reason that stays in the lock:
/// `cargo error-catalog lock --accept AUTH_TOKEN_EXPIRED "401 was wrong, no client relied on it"`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog lock                                        take over what breaks nobody\n\
\x20 cargo error-catalog lock --check                                in CI\n\
\x20 cargo error-catalog lock --accept AUTH_X \"no client uses it\"  accept, with a reason")]
pub(crate) struct Lock {
    /// Accept the breaking changes of one code, for a reason; of the registry's settings with
    /// `registry`
    #[arg(long, num_args = 2, value_names = ["CODE", "WHY"], conflicts_with = "check")]
    pub(crate) accept: Option<Vec<String>>,
    /// Write nothing; fail if the lock is not what it should be
    #[arg(long)]
    pub(crate) check: bool,
    /// The lock, where it is not the one of `error-catalog.toml` or `error-catalog.lock`
    #[arg(long = "lock-file", value_name = "PATH")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Print what a shell needs to complete this command
///
/// For example `cargo-error-catalog completions bash > ~/.local/share/bash-completion/completions/cargo-error-catalog`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}
