//! The details of a code in a dialect.

use std::collections::BTreeSet;

use super::super::public::{Public, promised};
use crate::Class;
use crate::dialect::text::camel_case;
use crate::dialect::{Content, DetailsForm, Members};
use crate::json_type::JsonType;
use crate::model::Detail;

/// The details of a code.
pub(in crate::render) struct Details<'c> {
    /// Those that have a name.
    pub(in crate::render) fields: Vec<Field<'c>>,
    /// The members with other names.
    pub(in crate::render) rest: Option<Rest<'c>>,
    /// The names of other members of the object.
    taken: Vec<String>,
    /// Whether an error may lack them all: other codes are sent as this one.
    pub(in crate::render) may_be_absent: bool,
}

/// A detail with a name.
pub(in crate::render) struct Field<'c> {
    /// The name of the member.
    pub(in crate::render) name: String,
    pub(in crate::render) value: JsonType,
    /// Whether every error with details has it.
    pub(in crate::render) is_required: bool,
    pub(in crate::render) doc: &'c str,
}

/// The members of flattened details.
pub(in crate::render) struct Rest<'c> {
    /// The name of the field in Rust, if it is one.
    pub(in crate::render) name: Option<&'c str>,
    /// The type of each.
    pub(in crate::render) value: JsonType,
}

impl<'c> Details<'c> {
    /// The details in a member with them, or beside members whose names are `taken`.
    pub(in crate::render) fn new(
        public: &Public<'c>,
        content: Content,
        taken: &[&str],
    ) -> Option<Self> {
        let details = &public.entry.details;
        let form = match content {
            Content::Details(form) => form,
            _ => DetailsForm::Json,
        };
        let is_beside = matches!(content, Content::Spread);
        let mut names: BTreeSet<String> = taken.iter().map(ToString::to_string).collect();
        let mut fields = Vec::new();
        for detail in details.iter().filter(|detail| !detail.flatten) {
            let (name, value) = match form {
                DetailsForm::Texts => (camel_case(&detail.name), JsonType::Text { format: None }),
                DetailsForm::Json | DetailsForm::JsonAlways => {
                    (detail.name.clone(), JsonType::from_detail(detail))
                }
            };
            // As on the wire, the first of two equal names wins.
            if names.insert(name.clone()) {
                // Beside the other members they are absent alone: the object is always there.
                let may_be_absent =
                    JsonType::may_be_absent(detail) || is_beside && public.stands_in;
                let is_required = !may_be_absent;
                fields.push(Field { name, value, is_required, doc: &detail.doc });
            }
        }
        let mut rest = of_maps(details).filter(|_| !is_beside || !has_violations(public));
        if let Some(rest) = rest.as_mut().filter(|_| form == DetailsForm::Texts) {
            rest.value = JsonType::Text { format: None };
        }
        if fields.is_empty() && rest.is_none() {
            return None;
        }
        let is_sure = promised(public).next().is_some()
            || form == DetailsForm::JsonAlways && !public.stands_in;
        let taken = taken.iter().map(ToString::to_string).collect();
        Some(Self { fields, rest, taken, may_be_absent: !is_sure })
    }

    /// The names of the members that are not of the rest.
    pub(in crate::render) fn known_names(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().map(|field| field.name.as_str());
        fields.chain(self.taken.iter().map(String::as_str).filter(|name| !name.is_empty()))
    }
}

/// The members of flattened details.
pub(in crate::render) fn of_maps(details: &[Detail]) -> Option<Rest<'_>> {
    let mut flattened = details.iter().filter(|detail| detail.flatten);
    let first = flattened.next()?;
    Some(match (JsonType::from_detail(first), flattened.next()) {
        (JsonType::Map(value), None) => Rest { name: Some(&first.field), value: *value },
        (_, None) => Rest { name: Some(&first.field), value: JsonType::Any },
        _ => Rest { name: None, value: JsonType::Any },
    })
}

/// Whether there are violations for a member of the shape. One without texts lists rules.
pub(in crate::render) fn lists_violations(public: &Public<'_>, members: Members) -> bool {
    let has_text = members.iter().any(|(_, content)| *content == Content::Reason);
    has_violations(public) && (has_text || public.entry.carries_rules())
}

/// Whether flattened details are violations.
pub(in crate::render) fn has_violations(public: &Public<'_>) -> bool {
    public.entry.effective_class() == Class::Validation && of_maps(&public.entry.details).is_some()
}
