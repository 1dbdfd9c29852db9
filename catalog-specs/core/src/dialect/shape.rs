//! A response body as data: its members in order, and their contents.

/// A shape of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The media type.
    pub content_type: &'static str,
    /// Statuses that are replaced, each with its replacement.
    pub statuses: &'static [(u16, u16)],
    /// How a reader recognises a body of this shape: it has every mark.
    pub marks: &'static [Mark],
    /// The members of the body.
    pub members: Members,
}

/// The members of an object in their order, each with its name.
pub type Members = &'static [(&'static str, Content)];

/// The content of a member.
///
/// A member with an absent content is left out. So is an element of a [`List`](Self::List) that lacks any content
/// other than the details. Which contents are optional is decided here, not per member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// An object.
    Object(Members),
    /// An array of objects, each with its members.
    List(&'static [Members]),
    /// The same text in every body.
    Text(&'static str),
    /// The code.
    Code,
    /// The code after a prefix.
    CodeAfter(&'static str),
    /// The user message.
    Message,
    /// A title that is the same for every occurrence: the declared one, the message, or the phrase of the status.
    Title,
    /// The message; absent if it is the title.
    Detail,
    /// The status as it is sent.
    Status,
    /// The canonical gRPC code.
    Grpc,
    /// One text for errors of the client, another for those of the server.
    Fault {
        /// Below 500.
        client: &'static str,
        /// From 500 on.
        server: &'static str,
    },
    /// The trace id; may be absent.
    TraceId,
    /// A path that ends with the trace id; absent without it.
    TracePath(&'static str),
    /// The delay before a retry in whole seconds; may be absent.
    Seconds,
    /// The delay as `60s` or `0.500s`; may be absent.
    Duration,
    /// The locale of the message; may be absent.
    Locale,
    /// The name of the service, or the domain of the code.
    Service,
    /// The `type` of a problem, or `about:blank`.
    ProblemType,
    /// The URL of the page about the code; may be absent.
    Page,
    /// The details as an object.
    Details(DetailsForm),
    /// The details as members beside the others, whose names they cannot have. The name of this member is ignored.
    Spread,
    /// The violations of a validation, each as an object of these members; absent without any. A shape that has them
    /// leaves them out of the details, except with [`DetailsForm::Json`] and [`DetailsForm::JsonAlways`]. Without a
    /// [`Reason`](Self::Reason) among the members, violations without a rule are left out.
    Violations(Members),
    /// The path of the field of a violation, `items[2].price`.
    Path,
    /// The same as a JSON pointer, `#/items/2/price`.
    Pointer,
    /// The text of a violation.
    Reason,
    /// The id of the rule that a violation breaks, `length`; absent where only a text is known.
    Rule,
    /// The same in upper case, `LENGTH`.
    RuleName,
    /// The parameters of the rule as an object; absent without any.
    Params,
    /// Where the field is: `query`, `path`, `header` or `cookie`; absent for the body.
    Location,
}

/// How details are written as an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DetailsForm {
    /// The values as they are; absent without details.
    Json,
    /// The values as they are; `{}` without details.
    JsonAlways,
    /// The values as texts, under names in `camelCase`; absent without details. The fields of violations are
    /// joined as `fields`.
    Texts,
}

/// A mark that distinguishes a shape from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// One of these members is present.
    AnyOf(&'static [&'static str]),
    /// A member of the object in a member is a number.
    Number(&'static str, &'static str),
}

impl Shape {
    /// JSON, and every status as it is.
    pub const JSON: Self =
        Self { content_type: "application/json", statuses: &[], marks: &[], members: &[] };

    /// The status that is sent for a status.
    pub fn status(&self, status: u16) -> u16 {
        let other = self.statuses.iter().find(|(own, _)| *own == status);
        other.map_or(status, |(_, sent)| *sent)
    }

    /// The first member whose content matches, at any depth.
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
    /// Whether a body of any code may lack it.
    pub const fn may_be_absent(&self) -> bool {
        use Content::{
            Detail, Details, Duration, Locale, Location, Page, Params, Rule, RuleName, Seconds,
            Spread, TraceId, TracePath, Violations,
        };
        match self {
            Details(form) => !matches!(form, DetailsForm::JsonAlways),
            Detail | TraceId | TracePath(_) | Seconds | Duration | Locale | Page | Spread
            | Violations(_) | Rule | RuleName | Params | Location => true,
            _ => false,
        }
    }
}
