//! Objects and arrays written member by member: the commas, and nothing else.

use std::io::Write;

use super::write_string;

/// An object that is open.
pub(crate) struct Object<'o> {
    out: &'o mut Vec<u8>,
    empty: bool,
}

impl<'o> Object<'o> {
    /// Opens an object.
    pub(crate) fn open(out: &'o mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, empty: true }
    }

    /// Starts a member; its value goes into what this gives.
    pub(crate) fn key(&mut self, name: &str) -> &mut Vec<u8> {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        write_string(name, self.out);
        self.out.push(b':');
        self.out
    }

    /// A member that is a text.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        write_string(text, self.key(name));
    }

    /// A member that is a whole number.
    pub(crate) fn number(&mut self, name: &str, number: u64) {
        // Writing to a `Vec` does not fail.
        let _ = write!(self.key(name), "{number}");
    }

    /// A member that is JSON already.
    pub(crate) fn raw(&mut self, name: &str, json: &str) {
        self.key(name).extend_from_slice(json.as_bytes());
    }

    /// A member that is there only where `write` says that it wrote something.
    pub(crate) fn optional(&mut self, name: &str, write: impl FnOnce(&mut Vec<u8>) -> bool) {
        let (length, empty) = (self.out.len(), self.empty);
        if !write(self.key(name)) {
            self.out.truncate(length);
            self.empty = empty;
        }
    }

    /// Closes the object.
    pub(crate) fn close(self) {
        self.out.push(b'}');
    }
}

/// An array that is open.
pub(crate) struct Array<'o> {
    out: &'o mut Vec<u8>,
    empty: bool,
}

impl<'o> Array<'o> {
    /// Opens an array.
    pub(crate) fn open(out: &'o mut Vec<u8>) -> Self {
        out.push(b'[');
        Self { out, empty: true }
    }

    /// Starts an element; it goes into what this gives.
    pub(crate) fn item(&mut self) -> &mut Vec<u8> {
        if !self.empty {
            self.out.push(b',');
        }
        self.empty = false;
        self.out
    }

    /// Closes the array.
    pub(crate) fn close(self) {
        self.out.push(b']');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_between_what_is_there() {
        let mut out = Vec::new();
        let mut object = Object::open(&mut out);
        object.optional("gone", |_| false);
        object.number("a", 1);
        object.optional("gone", |out| {
            out.push(b'1');
            false
        });
        object.text("b", "x\"");
        let mut array = Array::open(object.key("c"));
        array.item().push(b'1');
        array.item().push(b'2');
        array.close();
        object.raw("d", "{}");
        object.close();
        assert_eq!(String::from_utf8(out).unwrap(), r#"{"a":1,"b":"x\"","c":[1,2],"d":{}}"#);
    }
}
