//! Writes the table as Markdown.

use core::fmt::Write;

use super::{ChangeRule, Surface, all};

/// The table in Markdown, a section for each family.
pub fn table_markdown() -> String {
    let mut out = String::new();
    let mut family = "";
    for rule in all() {
        if rule.family != family {
            family = rule.family;
            // Writing to a `String` cannot fail.
            let _ = write!(
                out,
                "{}### {family}\n\n| change | wire | Rust | operations | text | why | reference |\n\
                 |---|---|---|---|---|---|---|\n",
                if out.is_empty() { "" } else { "\n" }
            );
        }
        row(rule, &mut out);
    }
    out
}

fn row(rule: &ChangeRule, out: &mut String) {
    let _ = write!(out, "| <a id=\"{0}\"></a>`{0}` {1}", rule.id, cell(rule.what));
    for surface in Surface::ALL {
        let verdict = rule.verdict_on(*surface).map_or("", |verdict| verdict.as_str());
        let _ = write!(out, " | {verdict}");
    }
    let never = if rule.acceptable { "" } else { "; **cannot be accepted**" };
    let _ = writeln!(out, " | {}{never} | {} |", cell(rule.why), cell(rule.reference));
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
        .replace("{locale}", "")
        .replace("{subject}", "*name*")
        .replace("`*name*`", "*name*")
        .replace("`{code}`", "*code*")
        .replace("`{old}`", "*old*")
        .replace("`{new}`", "*new*")
}
