//! Arguments that several subcommands share.

use std::path::PathBuf;

use clap::Args;

use super::values::OutputFormat;

/// Which catalogue to read.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Catalogue")]
pub(crate) struct SourceArguments {
    /// The `Cargo.toml` of the package [default: the nearest one above the current folder]
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,

    /// The package of the workspace
    #[arg(short, long, value_name = "NAME", conflicts_with = "source")]
    pub(crate) package: Option<String>,

    /// Every package of the workspace that has codes
    #[arg(long, conflicts_with_all = ["package", "source"])]
    pub(crate) workspace: bool,

    /// Read the source without compiling: codes of macros and other crates are missing
    #[arg(long)]
    pub(crate) preview: bool,

    /// Read a folder or file of Rust source, or a spec (`.json`), instead of the package
    #[arg(long, value_name = "PATH")]
    pub(crate) source: Option<PathBuf>,

    /// Which registry to read, if the package has several
    #[arg(long, value_name = "NAME")]
    pub(crate) registry: Option<String>,

    #[command(flatten)]
    pub(crate) features: FeatureArguments,
}

/// The format of the answer, for the subcommands that find problems.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct FormatArguments {
    /// The format of the answer
    #[arg(long, value_name = "FORMAT", conflicts_with = "json")]
    pub(crate) format: Option<OutputFormat>,
}

/// The features that the package is compiled with, as for `cargo test`.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct FeatureArguments {
    /// Features to compile the package with
    #[arg(short = 'F', long, value_name = "FEATURES", conflicts_with = "preview")]
    features: Vec<String>,

    /// Compile the package with all features
    #[arg(long, conflicts_with = "preview")]
    all_features: bool,

    /// Compile the package without its default features
    #[arg(long, conflicts_with = "preview")]
    no_default_features: bool,
}

impl FeatureArguments {
    /// The same flags for cargo.
    pub(crate) fn as_arguments(&self) -> Vec<&str> {
        let features = self.features.iter().flat_map(|features| ["--features", features]);
        let all = self.all_features.then_some("--all-features");
        let no_default = self.no_default_features.then_some("--no-default-features");
        features.chain(all).chain(no_default).collect()
    }
}

/// Which files may be written.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct WriteArguments {
    /// Write files outside the package too
    #[arg(long)]
    pub(crate) allow_outside: bool,
}
