//! `printed-error`: an error is printed instead of logged.

use proc_macro2::{Ident, TokenStream};
use syn::{Block, Expr, Macro, Stmt};

use super::expressions::macro_name;
use super::scope::{Need, Scope};
use crate::lint_table::PRINTED_ERROR;

const PRINTING: &[&str] = &["dbg", "eprint", "eprintln", "print", "println"];

/// `eprintln!("{error}")`, `dbg!(&error)`.
pub(super) fn check_macro(mac: &Macro, scope: &mut Scope<'_>) {
    let Some(name) = macro_name(mac).filter(|name| PRINTING.contains(&name.as_str())) else {
        return;
    };
    let (Some(error), Some(function)) = (scope.error_in(&mac.tokens), scope.functions.last())
    else {
        return;
    };
    // A program prints why it does not start, before it logs.
    if function.name == "main" || scope.is_command_line || scope.is_logged(&error) {
        return;
    }
    let arguments = match name.as_str() {
        "dbg" => format!("\"{{{error}:?}}\""),
        _ => arguments(&scope.written(mac)),
    };
    let values = vec![("macro", name), ("error", error), ("arguments", arguments)];
    let span =
        mac.path.segments.first().map_or_else(|| mac.bang_token.span, |first| first.ident.span());
    scope.report(&PRINTED_ERROR, span, values, Need::Logging);
}

/// What a macro call has in its brackets.
fn arguments(call: &str) -> String {
    let inside = call.split_once(['(', '[', '{']).map(|(_, inside)| inside).unwrap_or_default();
    inside.strip_suffix([')', ']', '}']).unwrap_or(inside).to_owned()
}

/// The arguments of the calls in a block that write to the log.
pub(super) fn logged(block: &Block) -> impl Iterator<Item = TokenStream> {
    const LEVELS: &[&str] = &["debug", "error", "info", "trace", "warn"];
    block.stmts.iter().filter_map(|statement| {
        let mac = match statement {
            Stmt::Macro(statement) => &statement.mac,
            Stmt::Expr(Expr::Macro(expr), _) => &expr.mac,
            _ => return None,
        };
        let name = mac.path.segments.last()?;
        LEVELS.iter().any(|level| name.ident == level).then(|| mac.tokens.clone())
    })
}

/// Whether a crate starts the log of a program.
pub(super) fn is_log_crate(name: &Ident) -> bool {
    const CRATES: &[&str] = &[
        "env_logger",
        "fern",
        "flexi_logger",
        "log4rs",
        "pretty_env_logger",
        "simple_logger",
        "simplelog",
        "tracing_subscriber",
    ];
    CRATES.iter().any(|known| name == known)
}

/// Whether a trait is implemented by what writes the log.
pub(super) fn is_log_trait(name: &Ident) -> bool {
    const TRAITS: &[&str] =
        &["FormatEvent", "FormatFields", "Layer", "Log", "MakeWriter", "Subscriber", "Visit"];
    TRAITS.iter().any(|known| name == known)
}

/// Whether a function starts the log by its name, such as `init_tracing`.
pub(super) fn starts_log_by_name(name: &str) -> bool {
    const STARTING: &[&str] =
        &["configure", "enable", "init", "initialize", "install", "set", "setup", "start"];
    const LOGS: &[&str] =
        &["log", "logger", "logging", "logs", "subscriber", "telemetry", "tracing"];
    let has = |words: &[&str]| name.split('_').any(|word| words.contains(&word));
    has(STARTING) && has(LOGS)
}
