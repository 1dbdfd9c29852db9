//! The subcommands and their arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use catalog_specs::openapi_merge::MappedOperation;
use catalog_specs::{Class, Format, Level, Severity};
use clap::{Args, Subcommand};
use clap_complete::Shell;

use super::documents::DocumentArguments;
use super::shared::{FormatArguments, SourceArguments, WriteArguments};
use super::values::{
    FailOn, ServiceRoute, StatusFilter, document_format, header, service_route, words,
};

/// Check the rules, the documents and the lock, and run the lints; write nothing
///
/// Reports every broken rule with its place in the source, counts the exemptions (`allow(...)`), and
/// compares each document and the lock with the catalogue. The documents are declared in
/// `error-catalog.toml`, beside `Cargo.toml`. A document that cannot be compared is reported, and the
/// check does not pass.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog check                     the package of the current folder, as CI does\n\
\x20 cargo error-catalog check --workspace         every package of the workspace\n\
\x20 cargo error-catalog check --json              JSON, for a program\n\
\x20 cargo error-catalog check --format github     annotations in a workflow of GitHub\n\
\x20 cargo error-catalog check --source auth.json  a spec")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) output: FormatArguments,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    #[command(flatten)]
    pub(crate) documents: DocumentArguments,
}

/// Write the documents and the lock
///
/// Only changed files are written. If a change breaks a promise of the lock, nothing is written; see
/// `cargo error-catalog lock --accept`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog docs                            the documents of error-catalog.toml\n\
\x20 cargo error-catalog docs --markdown docs/errors.md  this document only\n\
\x20 cargo error-catalog docs --force                    also over files that were written by hand")]
pub(crate) struct Docs {
    /// Overwrite files that were not generated
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) write: WriteArguments,
    #[command(flatten)]
    pub(crate) output: FormatArguments,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
    #[command(flatten)]
    pub(crate) documents: DocumentArguments,
}

/// Compare two catalogues and report what each change breaks
///
/// OLD and NEW are git revisions (`main`, `HEAD~3`, `v1.2`), specs, locks, or folders of source. The
/// `error-catalog.lock` of a revision is compared, or its source if it has no lock. NEW defaults to
/// the compiled registry of the working tree. A name that is both a file and a revision means the
/// file: write `refs/heads/main` for the branch.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog diff main                 what this branch changes\n\
\x20 cargo error-catalog diff v1.2 v1.3            what a release changed\n\
\x20 cargo error-catalog diff main --fail-on risk  fail if anything may break\n\
\x20 cargo error-catalog diff old.json new.json    two specs")]
pub(crate) struct Diff {
    /// The old catalogue
    #[arg(value_name = "OLD")]
    pub(crate) old: OsString,
    /// The new catalogue [default: the working tree]
    #[arg(value_name = "NEW")]
    pub(crate) new: Option<OsString>,
    /// Fail if a change has this verdict, or a worse one
    #[arg(long, value_name = "VERDICT")]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) output: FormatArguments,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Explain a code, a rule, a lint or a kind of change
///
/// NAME is an error code (`AUTH_TOKEN_EXPIRED`; former and retired codes are found too), the id of a
/// rule of the derive (`code-form`), of a lint (`swallowed-result`) or of a change of the lock
/// (`status-changed`), or a family of rules (`message`). Without NAME, all of them are listed.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog explain AUTH_TOKEN_EXPIRED  a code\n\
\x20 cargo error-catalog explain code-form           a rule of the derive\n\
\x20 cargo error-catalog explain swallowed-result    a lint\n\
\x20 cargo error-catalog explain status-changed      a change of the lock\n\
\x20 cargo error-catalog explain message             a family of rules")]
pub(crate) struct Explain {
    /// A code, a rule, a lint, a kind of change, or a family of rules
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// List the codes, all or filtered
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog list --status 5xx --severity critical  codes that page\n\
\x20 cargo error-catalog list --owner payments --deprecated     codes that a team can remove\n\
\x20 cargo error-catalog list --set SignUp                       what an endpoint can answer\n\
\x20 cargo error-catalog list --search token --locale en        codes with this text")]
pub(crate) struct List {
    /// In this domain
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
    /// Owned by this team or person
    #[arg(long, value_name = "OWNER", help_heading = "Which")]
    pub(crate) owner: Option<String>,
    /// Of this set: what an endpoint can answer
    #[arg(long, value_name = "SET", help_heading = "Which")]
    pub(crate) set: Option<String>,
    /// Only deprecated ones
    #[arg(long, help_heading = "Which")]
    pub(crate) deprecated: bool,
    /// Only retryable ones
    #[arg(long, help_heading = "Which")]
    pub(crate) retryable: bool,
    /// With this text in the code, a message, the description or a cause, ignoring case
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
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = document_format())]
    pub(crate) format: Format,
    /// The file [default: stdout]; a format of several files needs a folder
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Overwrite a file that was not generated
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) write: WriteArguments,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Convert a spec to Rust: the enums and the registry, ready to compile
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog import auth.json                      to stdout\n\
\x20 cargo error-catalog import auth.json --out src/errors.rs  to a new file")]
pub(crate) struct Import {
    /// The spec
    #[arg(value_name = "SPEC.json")]
    pub(crate) spec: PathBuf,
    /// The file [default: stdout]
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long, requires = "out")]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) write: WriteArguments,
}

/// Update the lock, or accept the breaking changes of a code
///
/// The lock holds the promises made to clients, code and alerts. Safe and risky changes update it. A
/// breaking change fails until it is undone, or accepted with a reason that stays in the lock:
/// `cargo error-catalog lock --accept AUTH_TOKEN_EXPIRED "401 was wrong, no client relied on it"`.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog lock                                        update with safe and risky changes\n\
\x20 cargo error-catalog lock --check                                in CI\n\
\x20 cargo error-catalog lock --accept AUTH_X \"no client uses it\"  accept, with a reason")]
pub(crate) struct Lock {
    /// Accept the breaking changes of one code with a reason; CODE `registry` means the settings of the
    /// registry
    #[arg(long, num_args = 2, value_names = ["CODE", "WHY"], conflicts_with = "check")]
    pub(crate) accept: Option<Vec<String>>,
    /// Write nothing; fail if the lock is not up to date
    #[arg(long)]
    pub(crate) check: bool,
    /// The lock [default: the one of `error-catalog.toml`, or `error-catalog.lock`]
    #[arg(long = "lock-file", value_name = "PATH")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: FormatArguments,
    #[command(flatten)]
    pub(crate) write: WriteArguments,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Show who would be alerted about a code, when and with which text; or try it
///
/// Without an address nothing is sent. With the address of an Alertmanager on this machine, the alerts
/// are sent to it with the label `drill="true"`. The answer names the receivers that get them. These
/// people are alerted: announce the drill first.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog drill DB_POOL_EXHAUSTED                                 a dry run\n\
\x20 cargo error-catalog drill DB_POOL_EXHAUSTED --alertmanager 127.0.0.1:9093  sends the alerts\n\
\x20 cargo error-catalog drill DB_POOL_EXHAUSTED --service 127.0.0.1:3000/drills  asks the service")]
pub(crate) struct Drill {
    /// The code
    pub(crate) code: String,
    /// Send the alerts to this Alertmanager, which must be on this machine
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) alertmanager: Option<std::net::SocketAddr>,
    /// Ask a service on this machine to raise the code: a POST to `<ADDRESS/PATH>/CODE`
    #[arg(long, value_name = "ADDRESS/PATH", value_parser = service_route)]
    pub(crate) service: Option<ServiceRoute>,
    /// A header for the service, such as `authorization: Bearer …`
    #[arg(long, value_name = "HEADER", requires = "service", value_parser = header)]
    pub(crate) header: Option<String>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Put the error responses of operations into an OpenAPI document
#[derive(Debug, Clone, Args)]
pub(crate) struct Openapi {
    #[command(subcommand)]
    pub(crate) action: OpenapiAction,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum OpenapiAction {
    Merge(MergeOpenapi),
}

/// Add the responses of error sets to the operations of a document
///
/// The set of an operation is the one whose name is the `operationId` (`SignUp` of `signUp`), or the one
/// that `--operation` or `[openapi.operations]` in `error-catalog.toml` names. Responses that the document
/// has are kept. An operation without a set, and a set or an operation that does not exist, are errors.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog openapi merge service.json --out openapi.json\n\
\x20 cargo error-catalog openapi merge service.json --out openapi.json --check\n\
\x20 cargo error-catalog openapi merge service.json --operation showUser=ReadUser\n\
\x20 cargo error-catalog openapi merge service.json --operation \"GET /health=none\"")]
pub(crate) struct MergeOpenapi {
    /// The OpenAPI document of the service, as JSON
    #[arg(value_name = "SERVICE")]
    pub(crate) service: PathBuf,
    /// The file to write [default: stdout]
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// The set of an operation, by its `operationId` or as `GET /path`; `none` leaves it as it is
    #[arg(long, value_name = "OPERATION=SET", value_parser = mapped_operation)]
    pub(crate) operation: Vec<MappedOperation>,
    /// Compare the file with what would be written, and write nothing
    #[arg(long, requires = "out")]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) write: WriteArguments,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

fn mapped_operation(text: &str) -> Result<MappedOperation, String> {
    MappedOperation::parse(text)
        .ok_or_else(|| "write the operation and its set, such as `signIn=SignIn`".to_owned())
}

/// Print the completion script for a shell
///
/// For example `cargo-error-catalog completions bash > ~/.local/share/bash-completion/completions/cargo-error-catalog`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}
