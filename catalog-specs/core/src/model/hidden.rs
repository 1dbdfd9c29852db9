//! The fields of a variant that clients do not receive.

use super::Detail;

/// A field that is no detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenField {
    /// Its name in the variant; the index in a tuple.
    pub field: String,
    /// Its type, as written.
    pub type_name: String,
    /// Its roles; empty if only the developer message shows it.
    pub roles: Vec<HiddenRole>,
    /// Its name in the log record, if it differs from the field.
    pub name: Option<String>,
    /// Whether it is written as its `Display` text.
    pub display: bool,
    /// The data class of its value: a mask has a rule for each class.
    pub data_class: Option<String>,
}

/// The role of a hidden field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenRole {
    /// `#[context]`: the log record.
    Context,
    /// `#[secret]`: shown nowhere.
    Secret,
    /// `#[source]`: the cause.
    Source,
    /// `#[from]`: the cause, with a `From` implementation.
    From,
    /// `#[retry_after]`: the delay before a retry.
    RetryAfter,
}

impl HiddenRole {
    /// Every role.
    pub const ALL: &'static [Self] =
        &[Self::Context, Self::Secret, Self::Source, Self::From, Self::RetryAfter];

    /// Its word in documents, which is that of the attribute.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Secret => "secret",
            Self::Source => "source",
            Self::From => "from",
            Self::RetryAfter => "retry_after",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.as_str() == word)
    }
}

/// Whether a text is the name of a data class: a word in small letters, with digits and `_`.
pub fn is_data_class(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Encodes the facts about fields that an entry does not hold otherwise, as one text.
///
/// One literal compiles far faster than a list of structs, and few programs read it.
pub fn encode(details: &[Detail], hidden: &[HiddenField]) -> String {
    let mut text = String::new();
    for (at, detail) in details.iter().enumerate() {
        let Detail { name, field, display, retry_after, data_class, .. } = detail;
        if field != name || *display || *retry_after || data_class.is_some() {
            let waits = if *retry_after { HiddenRole::RetryAfter.as_str() } else { "" };
            text.push_str(&line(&[
                "detail",
                display_word(*display),
                &at.to_string(),
                field,
                waits,
                data_class.as_deref().unwrap_or_default(),
            ]));
        }
    }
    for HiddenField { field, type_name, roles, name, display, data_class } in hidden {
        let roles: Vec<_> = roles.iter().map(|role| role.as_str()).collect();
        let name = name.as_deref().unwrap_or_default();
        let roles = roles.join("+");
        let columns = ["hidden", display_word(*display), field, type_name, &roles, name];
        // Few fields have a class.
        let columns = columns.into_iter().chain(data_class.as_deref());
        text.push_str(&line(&columns.collect::<Vec<_>>()));
    }
    text
}

/// Reads the text of [`encode`]: completes the details, and returns the hidden fields.
pub fn decode(text: &str, details: &mut [Detail]) -> Vec<HiddenField> {
    let mut hidden = Vec::new();
    for line in text.lines() {
        match line.split('\t').collect::<Vec<_>>().as_slice() {
            ["detail", how, at, field, waits, class] => {
                let at: usize = at.parse().unwrap_or(usize::MAX);
                if let Some(detail) = details.get_mut(at) {
                    (*field).clone_into(&mut detail.field);
                    detail.display = *how == DISPLAY;
                    detail.retry_after = !waits.is_empty();
                    detail.data_class = Some(*class).filter(not_empty).map(ToOwned::to_owned);
                }
            }
            ["hidden", how, field, type_name, roles, name, class @ ..] => {
                hidden.push(HiddenField {
                    field: (*field).to_owned(),
                    type_name: (*type_name).to_owned(),
                    roles: roles.split('+').filter_map(HiddenRole::parse).collect(),
                    name: Some(*name).filter(not_empty).map(ToOwned::to_owned),
                    display: *how == DISPLAY,
                    data_class: class.first().map(|class| (*class).to_owned()),
                });
            }
            _ => {}
        }
    }
    hidden
}

fn not_empty(text: &&str) -> bool {
    !text.is_empty()
}

const DISPLAY: &str = "display";

fn display_word(display: bool) -> &'static str {
    if display { DISPLAY } else { "value" }
}

fn line(columns: &[&str]) -> String {
    // A tab or newline in a name or type would shift the columns.
    let columns: Vec<_> =
        columns.iter().map(|text| text.replace(['\t', '\n', '\r'], " ")).collect();
    columns.join("\t") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_back_unchanged() {
        let detail = Detail {
            name: "user".into(),
            field: "0".into(),
            type_name: "UserId".into(),
            doc: String::new(),
            flatten: false,
            display: true,
            retry_after: true,
            data_class: Some("pii".into()),
        };
        let hidden = HiddenField {
            field: "host".into(),
            type_name: "Vec<(u8, &'static str)>".into(),
            roles: vec![HiddenRole::Context, HiddenRole::From],
            name: Some("peer".into()),
            display: true,
            data_class: Some("pii".into()),
        };
        let private =
            HiddenField { roles: Vec::new(), name: None, data_class: None, ..hidden.clone() };
        let text = encode(std::slice::from_ref(&detail), &[hidden.clone(), private.clone()]);
        let mut details = [Detail {
            field: "user".into(),
            display: false,
            retry_after: false,
            data_class: None,
            ..detail.clone()
        }];
        assert_eq!(decode(&text, &mut details), [hidden, private]);
        assert_eq!(details, [detail]);
    }
}
