//! Types and conditions are put into Rust as they are, and must be no more than that: a spec from
//! elsewhere shall not bring code along.

use proc_macro2::TokenStream;

use super::read::ReadGroup;
use crate::Problem;
use crate::model::Place;
use crate::source::Source;

/// Whether the types and conditions of an enum are such; those that are not are reported.
pub(super) fn are_sound(
    group: &ReadGroup,
    source: &Source<'_>,
    problems: &mut Vec<Problem>,
) -> bool {
    let before = problems.len();
    for condition in group.cfg.iter().filter(|condition| !is_condition(&condition.value)) {
        problems.push(no_condition(&condition.value, source.place(condition.pos.into())));
    }
    for (entry, (cfg, places)) in group.item.entries.iter().zip(&group.rows) {
        for condition in cfg.iter().filter(|condition| !is_condition(condition)) {
            let place = places.iter().find(|(key, _)| key == "cfg").or(places.first());
            problems.extend(place.map(|(_, place)| no_condition(condition, place.clone())));
        }
        for field in entry.fields.iter().filter(|field| !is_type(&field.type_name)) {
            let message = format!("`{}` is no type in Rust", field.type_name);
            let help = "write it as there, for example `\"type\": \"Vec<String>\"`";
            problems.push(Problem::error(source.place(field.pos.into()), message, help));
        }
    }
    problems.len() == before
}

fn no_condition(condition: &str, place: Place) -> Problem {
    let message = format!("`{condition}` is no condition of `#[cfg(...)]`");
    let help = "write it as there, for example `\"feature = \\\"x\\\"\"`";
    Problem::error(place, message, help)
}

fn is_type(text: &str) -> bool {
    is_one_line(text) && syn::parse_str::<syn::Type>(text).is_ok()
}

/// Tokens whose brackets match cannot leave those of the attribute.
fn is_condition(text: &str) -> bool {
    is_one_line(text) && text.parse::<TokenStream>().is_ok_and(|tokens| !tokens.is_empty())
}

fn is_one_line(text: &str) -> bool {
    !text.contains(['\n', '\r']) && !text.contains("//") && !text.contains("/*")
}
