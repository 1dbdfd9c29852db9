//! Constant bodies, and the constant lengths of others.

use super::shape::{Content, Members, Shape};
use crate::escape_into;

/// The body of a [constant](is_constant) shape, without optional members. The message has no placeholders.
pub fn constant_body(shape: &Shape, code: &str, message: &str) -> String {
    let mut body = String::new();
    write(shape.members, code, message, &mut body);
    body
}

fn write(members: Members, code: &str, message: &str, body: &mut String) {
    let mut lead = '{';
    for (name, content) in members.iter().filter(|(_, content)| !content.may_be_absent()) {
        body.push(lead);
        quote(name, body);
        body.push(':');
        match content {
            Content::Object(inner) => write(inner, code, message, body),
            Content::Code => quote(code, body),
            Content::Message => quote(message, body),
            _ => {}
        }
        lead = ',';
    }
    body.push('}');
}

fn quote(text: &str, body: &mut String) {
    body.push('"');
    escape_into(text, body);
    body.push('"');
}

/// Whether code and message are the only dynamic required members.
pub const fn is_constant(members: Members) -> bool {
    let mut rest = members;
    while let [(_, content), further @ ..] = rest {
        match content {
            Content::Object(inner) if !is_constant(inner) => return false,
            Content::Object(_) | Content::Code | Content::Message => {}
            other if other.may_be_absent() => {}
            _ => return false,
        }
        rest = further;
    }
    true
}

/// The length of a body without its values, all optional members included: brackets, names, quotes, commas.
pub const fn literals(members: Members) -> usize {
    let mut length = 1;
    let mut rest = members;
    while let [(name, content), further @ ..] = rest {
        length += r#","":"#.len() + name.len() + literals_of(content);
        rest = further;
    }
    length
}

const fn literals_of(content: &Content) -> usize {
    match content {
        Content::Object(inner) | Content::Violations(inner) => literals(inner),
        Content::List(items) => {
            let mut length = 2;
            let mut rest = *items;
            while let [item, further @ ..] = rest {
                length += 1 + literals(item);
                rest = further;
            }
            length
        }
        Content::Text(text) | Content::CodeAfter(text) | Content::TracePath(text) => text.len() + 2,
        // A message includes its quotes.
        Content::Message => 0,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dialect;
    use super::*;

    #[test]
    fn the_constant_body_is_that_of_the_design() {
        let body = constant_body(Dialect::DEFAULT.shape(), "A_B", "a \"b\"");
        assert_eq!(body, r#"{"error":{"code":"A_B","message":"a \"b\""}}"#);
        let members = &[("code", Content::Code), ("message", Content::Message)];
        assert_eq!(literals(members), r#"{"code":"","message":}"#.len());
    }
}
