//! Checks types and conditions, which are copied into Rust code: a spec from another source must not inject code.

use proc_macro2::TokenStream;

use super::read::ReadGroup;
use crate::Problem;
use crate::model::Place;
use crate::source::Source;

/// Reports invalid types and conditions of an enum. Returns whether all are valid.
pub(super) fn check_rust_text(
    group: &ReadGroup,
    source: &Source<'_>,
    problems: &mut Vec<Problem>,
) -> bool {
    let before = problems.len();
    for condition in group.cfg.iter().filter(|condition| !is_condition(&condition.value)) {
        problems.push(invalid_condition(&condition.value, source.place(condition.pos.into())));
    }
    for (entry, (cfg, places)) in group.item.entries.iter().zip(&group.placed) {
        for condition in cfg.iter().filter(|condition| !is_condition(condition)) {
            let place = places.iter().find(|(key, _)| key == "cfg").or(places.first());
            problems.extend(place.map(|(_, place)| invalid_condition(condition, place.clone())));
        }
        for field in entry.fields.iter().filter(|field| !is_type(&field.type_name)) {
            let message = format!("`{}` is not a Rust type", field.type_name);
            let help = "write it as in Rust, for example `\"type\": \"Vec<String>\"`";
            problems.push(Problem::error(source.place(field.pos.into()), message, help));
        }
    }
    problems.len() == before
}

fn invalid_condition(condition: &str, place: Place) -> Problem {
    let message = format!("`{condition}` is not a condition for `#[cfg(...)]`");
    let help = "write it as in Rust, for example `\"feature = \\\"x\\\"\"`";
    Problem::error(place, message, help)
}

fn is_type(text: &str) -> bool {
    is_one_line(text) && syn::parse_str::<syn::Type>(text).is_ok()
}

/// Balanced tokens cannot close the bracket of the attribute.
fn is_condition(text: &str) -> bool {
    is_one_line(text) && text.parse::<TokenStream>().is_ok_and(|tokens| !tokens.is_empty())
}

fn is_one_line(text: &str) -> bool {
    !text.contains(['\n', '\r']) && !text.contains("//") && !text.contains("/*")
}
