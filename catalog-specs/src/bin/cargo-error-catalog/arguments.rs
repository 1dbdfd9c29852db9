//! What can be asked. The texts here are the manual.

use std::ffi::OsString;
use std::path::PathBuf;

use catalog_specs::{Class, Level, Severity};
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  the catalogue does not pass: a rule is broken, a document is stale, a promise of the lock is
     broken, or `--fail-on` found what it looks for
  2  the command was called wrongly
  3  something cannot be read or written

With `--json` the answer stands on stdout as one JSON object, failures too; its members are
described in docs/command.md.";

/// Work with an error catalogue: check it, write its documents, compare it, look things up in it.
///
/// The catalogue is read from the source of the package in the current folder, by the same reader
/// and with the same rules as the derive, so nothing has to be compiled. `--source` reads another
/// folder, a file, or a spec.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-error-catalog",
    bin_name = "cargo error-catalog",
    version,
    max_term_width = 100,
    after_help = EXIT_CODES,
    after_long_help = EXIT_CODES
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Answer in JSON, for other programs
    #[arg(long, global = true, help_heading = "Output")]
    pub(crate) json: bool,

    /// When to use colour; `NO_COLOR` in the environment says `never` to `auto`
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        help_heading = "Output"
    )]
    color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Docs(Docs),
    Diff(Diff),
    Explain(Explain),
    List(List),
    Export(Export),
    Import(Import),
    Lock(Lock),
    Completions(Completions),
}

/// Where the catalogue comes from.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Catalogue")]
pub(crate) struct SourceArguments {
    /// The `Cargo.toml` of the package; the nearest one above the current folder if not given
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,

    /// A folder or a file with Rust source, or a spec (`.json`), in the place of the package's `src`
    #[arg(long, value_name = "PATH")]
    pub(crate) source: Option<PathBuf>,

    /// Which `catalog!` it is about, where the source has several
    #[arg(long, value_name = "NAME")]
    pub(crate) registry: Option<String>,
}

/// Which documents there are, in the place of those that the package's own chain names.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Documents, in the place of those that build.rs or a test names")]
pub(crate) struct DocumentArguments {
    /// One page of Markdown
    #[arg(long, value_name = "PATH")]
    pub(crate) markdown: Option<PathBuf>,
    /// A folder with a site
    #[arg(long, value_name = "FOLDER")]
    pub(crate) html: Option<PathBuf>,
    /// Status, message and log level of every code, as JSON (`--json` is another option)
    #[arg(long, value_name = "PATH")]
    pub(crate) json_file: Option<PathBuf>,
    /// The whole catalogue as JSON
    #[arg(long, value_name = "PATH")]
    pub(crate) spec: Option<PathBuf>,
    /// Components of OpenAPI 3.1
    #[arg(long, value_name = "PATH")]
    pub(crate) openapi: Option<PathBuf>,
    /// Types for clients in TypeScript
    #[arg(long, value_name = "PATH")]
    pub(crate) typescript: Option<PathBuf>,
    /// An enum of reasons for protocol buffers
    #[arg(long, value_name = "PATH")]
    pub(crate) proto: Option<PathBuf>,
    /// The lock
    #[arg(long = "lock-file", value_name = "PATH")]
    pub(crate) lock_file: Option<PathBuf>,
}

/// Check the rules, the documents and the lock; write nothing
///
/// Tells every broken rule with its place in the source, counts the rules that are allowed to be
/// broken (`allow(...)`), and compares each document and the lock with what they should be. Which
/// documents there are is read from the chain in `build.rs` (`catalog_specs::scan("src").markdown("...")`)
/// or in a test (`Codes::outputs().markdown("...").check()`).
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog check                     the package of the current folder, as CI does\n\
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
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:\n\
\x20 cargo error-catalog docs                            the documents that build.rs or a test names\n\
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
/// NEW is the working tree if it is not given. A name that is both is the file: write
/// `refs/heads/main` to mean the branch.
#[derive(Debug, Args)]
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

/// How bad a change must be to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Somebody breaks
    Break,
    /// Somebody may break
    Risk,
}

/// Tell all about a code, a rule or a kind of change
///
/// Takes an error code (`AUTH_TOKEN_EXPIRED`, also one it had formerly, or a retired one), the id of
/// a rule of the derive (`code-form`) or of the lock (`status-changed`), or the family of some rules
/// (`message`). Without a name it lists them all.
#[derive(Debug, Args)]
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
#[derive(Debug, Args)]
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
#[derive(Debug, Args)]
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
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Turn a spec into Rust: the enums and the registry, ready to compile
#[derive(Debug, Args)]
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
#[derive(Debug, Args)]
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
    /// The lock, where it is not the one of the package's chain or `error-catalog.lock`
    #[arg(long = "lock-file", value_name = "PATH")]
    pub(crate) lock_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) source: SourceArguments,
}

/// Print what a shell needs to complete this command
///
/// For example `cargo-error-catalog completions bash > ~/.local/share/bash-completion/completions/cargo-error-catalog`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

/// The formats of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One page of Markdown
    Markdown,
    /// A site in a folder
    Html,
    /// Status, message and log level of every code
    Json,
    /// The whole catalogue, which `import` and `--source` read back
    Spec,
    /// Components of OpenAPI 3.1
    Openapi,
    /// Types for clients
    Typescript,
    /// An enum of reasons, with retired codes reserved
    Proto,
}

/// `404`, or `4xx`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusFilter {
    first: u16,
    last: u16,
}

impl StatusFilter {
    pub(crate) const fn takes(self, status: u16) -> bool {
        self.first <= status && status <= self.last
    }
}

impl std::str::FromStr for StatusFilter {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "4xx" | "4XX" => Ok(Self { first: 400, last: 499 }),
            "5xx" | "5XX" => Ok(Self { first: 500, last: 599 }),
            _ => {
                let status =
                    text.parse().ok().filter(|status| catalog_specs::status::is_error(*status));
                let status = status.ok_or("write a status from 400 to 599, `4xx` or `5xx`")?;
                Ok(Self { first: status, last: status })
            }
        }
    }
}

impl Arguments {
    pub(crate) const fn colour(&self) -> anstream::ColorChoice {
        match self.color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        }
    }

    /// The subcommand of a call that could not be read whole.
    pub(crate) fn subcommand(given: &[OsString]) -> Option<&'static str> {
        Command::NAMES.iter().copied().find(|name| given.iter().any(|word| word == name))
    }
}

impl Command {
    const NAMES: &'static [&'static str] =
        &["check", "docs", "diff", "explain", "list", "export", "import", "lock", "completions"];

    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Docs(_) => "docs",
            Self::Diff(_) => "diff",
            Self::Explain(_) => "explain",
            Self::List(_) => "list",
            Self::Export(_) => "export",
            Self::Import(_) => "import",
            Self::Lock(_) => "lock",
            Self::Completions(_) => "completions",
        }
    }
}

/// One of the words of a vocabulary, in any case of letters.
fn words<T: Clone + Send + Sync + 'static>(
    words: &'static [&'static str],
    parse: fn(&str) -> Option<T>,
) -> impl clap::builder::TypedValueParser<Value = T> {
    let spelled = move |given: String| {
        words.iter().copied().find(|word| word.eq_ignore_ascii_case(&given)).and_then(parse)
    };
    PossibleValuesParser::new(words)
        .try_map(move |given| spelled(given).ok_or("it is none of the words"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn every_subcommand_has_its_name() {
        let command = <Arguments as clap::CommandFactory>::command();
        let names: Vec<_> = command.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, Command::NAMES);
    }

    #[test]
    fn a_status_is_one_or_a_class() {
        assert!("4xx".parse::<StatusFilter>().unwrap().takes(404));
        assert!(!"4xx".parse::<StatusFilter>().unwrap().takes(500));
        assert!("503".parse::<StatusFilter>().unwrap().takes(503));
        for bad in ["200", "600", "4", "xx", "-404"] {
            assert!(bad.parse::<StatusFilter>().is_err(), "{bad}");
        }
    }
}
