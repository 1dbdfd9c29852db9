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

/// The length of a body without its values: brackets, names, quotes, commas. `with_absent` includes optional members.
pub const fn literals(members: Members, with_absent: bool) -> usize {
    let mut length = 1;
    let mut rest = members;
    while let [(name, content), further @ ..] = rest {
        if with_absent || !content.may_be_absent() {
            length += r#","":"#.len() + name.len() + literals_of(content, with_absent);
        }
        rest = further;
    }
    length
}

const fn literals_of(content: &Content, with_absent: bool) -> usize {
    match content {
        Content::Object(inner) | Content::Violations(inner) => literals(inner, with_absent),
        Content::List(items) => {
            let mut length = 2;
            let mut rest = *items;
            while let [item, further @ ..] = rest {
                length += 1 + literals(item, with_absent);
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

/// The offset of the code in a body that begins with it.
pub const fn start_of_code(members: Members) -> Option<usize> {
    let [(name, content), ..] = members else { return None };
    let inside = match content {
        Content::Code => 1,
        Content::Object(inner) => match start_of_code(inner) {
            Some(inside) => inside,
            None => return None,
        },
        _ => return None,
    };
    Some(r#"{"":"#.len() + name.len() + inside)
}

/// The name of the trace id in a body that ends with it, and the number of closing brackets.
pub const fn trailing_trace_id(shape: &Shape) -> Option<(&'static str, usize)> {
    let (mut members, mut depth) = (shape.members, 1);
    loop {
        match members {
            [.., (name, Content::TraceId)] => return Some((name, depth)),
            [.., (_, Content::Object(inner))] => (members, depth) = (*inner, depth + 1),
            _ => return None,
        }
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
        let members = Dialect::DEFAULT.shape().members;
        assert_eq!(body.len(), literals(members, false) + 3 + r#""a \"b\"""#.len());
        assert_eq!(start_of_code(members), body.find("A_B"));
        assert_eq!(trailing_trace_id(Dialect::DEFAULT.shape()), Some(("trace_id", 2)));
        assert_eq!(start_of_code(Dialect::Agent.shape().members), None);
        assert_eq!(trailing_trace_id(Dialect::Flat.shape()), None);
    }
}
