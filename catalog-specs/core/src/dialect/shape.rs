//! What a body looks like, as data: its members in their order, and what each holds.

/// A shape of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The media type.
    pub content_type: &'static str,
    /// Statuses that are sent as others, each with the one in its place.
    pub statuses: &'static [(u16, u16)],
    /// How a reader tells a body of this shape: every mark is there.
    pub marks: &'static [Mark],
    /// The members of the body.
    pub members: Members,
}

/// The members of an object in their order, each with its name.
pub type Members = &'static [(&'static str, Content)];

/// What a member holds.
///
/// A member whose content is absent is left out; so is an element of a [`List`](Self::List) that lacks any of its
/// contents but the details. What may be absent is decided here, and not at each member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// An object.
    Object(Members),
    /// An array of objects, each with members of its own.
    List(&'static [Members]),
    /// The same text in every body.
    Text(&'static str),
    /// The code.
    Code,
    /// The code behind a text.
    CodeAfter(&'static str),
    /// The message for the user.
    Message,
    /// A title that is the same for every occurrence: the declared one, the message, or the phrase of the status.
    Title,
    /// The message where it is not the title; else absent.
    Detail,
    /// The status as it is sent.
    Status,
    /// The canonical gRPC code.
    Grpc,
    /// Whose fault it is: one text for the client's, one for the server's.
    Fault {
        /// Below 500.
        client: &'static str,
        /// From 500 on.
        server: &'static str,
    },
    /// The trace id; may be absent.
    TraceId,
    /// The trace id as a segment behind a path; absent with it.
    TracePath(&'static str),
    /// The wait in whole seconds; may be absent.
    Seconds,
    /// The wait as `60s` or `0.500s`; may be absent.
    Duration,
    /// The locale of the message; may be absent.
    Locale,
    /// The name of the service, or the domain of the code.
    Service,
    /// The `type` of a problem, or `about:blank`.
    ProblemType,
    /// The address of the page about the code; may be absent.
    Page,
    /// The details as an object.
    Details(Form),
    /// The details as members beside the others, whose names they cannot have. The name of this member is not used.
    Spread,
    /// The violations of a validation, each as an object of these members; absent where there are none. In a shape
    /// that has them they are no details, except for [`Form::Json`].
    Violations(Members),
    /// The path of the field of a violation, `items[2].price`.
    Path,
    /// The same as a JSON pointer, `#/items/2/price`.
    Pointer,
    /// The text of a violation.
    Reason,
}

/// How details are written as an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The values as they are; absent without details.
    Json,
    /// The values as they are; `{}` without details.
    JsonAlways,
    /// The values as texts, under names in `camelCase`; absent without details. The names of the fields of
    /// violations are one of them, `fields`.
    Texts,
}

/// What tells a body of one shape from those of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// One of these members is there.
    AnyOf(&'static [&'static str]),
    /// A member of the object in a member is a number.
    Number(&'static str, &'static str),
}

impl Shape {
    /// JSON, and every status as it is.
    pub const JSON: Self =
        Self { content_type: "application/json", statuses: &[], marks: &[], members: &[] };

    /// The status that is sent for the one of a code.
    pub fn status(&self, status: u16) -> u16 {
        let other = self.statuses.iter().find(|(own, _)| *own == status);
        other.map_or(status, |(_, sent)| *sent)
    }

    /// The first member with such a content, wherever it is in the body.
    pub fn find(&self, is_it: impl Fn(&Content) -> bool) -> Option<(&'static str, Content)> {
        find(self.members, &is_it)
    }
}

fn find(members: Members, is_it: &dyn Fn(&Content) -> bool) -> Option<(&'static str, Content)> {
    members.iter().find_map(|(name, content)| match content {
        content if is_it(content) => Some((*name, *content)),
        Content::Object(inner) => find(inner, is_it),
        Content::List(items) => items.iter().find_map(|item| find(item, is_it)),
        _ => None,
    })
}

impl Content {
    /// Whether a body may be without it, whatever the code.
    pub const fn may_be_absent(&self) -> bool {
        use Content::{
            Detail, Details, Duration, Locale, Page, Seconds, Spread, TraceId, TracePath,
            Violations,
        };
        match self {
            Details(form) => !matches!(form, Form::JsonAlways),
            Detail | TraceId | TracePath(_) | Seconds | Duration | Locale | Page | Spread
            | Violations(_) => true,
            _ => false,
        }
    }
}
