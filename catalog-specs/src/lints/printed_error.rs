//! `printed-error`: an error is printed instead of logged.

use syn::Macro;

use super::expressions::macro_name;
use super::scope::{Need, Scope};
use super::table::PRINTED_ERROR;

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
    if function.name == "main" || scope.is_command_line {
        return;
    }
    let values = vec![("macro", name), ("error", error)];
    let span =
        mac.path.segments.first().map_or_else(|| mac.bang_token.span, |first| first.ident.span());
    scope.report(&PRINTED_ERROR, span, values, Need::Logging);
}
