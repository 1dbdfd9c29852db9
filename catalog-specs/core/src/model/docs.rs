//! A doc comment and the sections in it.

/// A doc comment, with the runbook's sections taken out of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs {
    /// What stands before and between the sections.
    pub description: String,
    /// `# Causes`.
    pub causes: String,
    /// `# Solutions`.
    pub solutions: String,
    /// `# Prevention`.
    pub prevention: String,
}

impl Docs {
    /// Parts a doc comment.
    pub fn read(comment: &str) -> Self {
        let mut docs = Self::default();
        let mut section = Section::Description;
        let mut fence = None;
        for line in comment.lines() {
            fence = fence_after(line.trim(), fence);
            if let Some(heading) = line.trim_start().strip_prefix("# ").filter(|_| fence.is_none())
            {
                section = Section::named(heading);
                if section != Section::Description {
                    continue;
                }
            }
            let text = docs.section(section);
            text.push_str(line);
            text.push('\n');
        }
        for section in Section::ALL {
            let text = docs.section(section);
            *text = text.trim().to_owned();
        }
        docs
    }

    fn section(&mut self, section: Section) -> &mut String {
        match section {
            Section::Description => &mut self.description,
            Section::Causes => &mut self.causes,
            Section::Solutions => &mut self.solutions,
            Section::Prevention => &mut self.prevention,
        }
    }
}

/// The fence that is open after a line: of three or more backticks or tildes, until a line of as many or more of
/// the same and nothing else.
fn fence_after(line: &str, open: Option<(char, usize)>) -> Option<(char, usize)> {
    let Some(mark) = line.chars().next().filter(|mark| matches!(mark, '`' | '~')) else {
        return open;
    };
    let rest = line.trim_start_matches(mark);
    let length = line.len() - rest.len();
    match open {
        Some((opened_by, least)) => {
            let closes = mark == opened_by && length >= least && rest.is_empty();
            open.filter(|_| !closes)
        }
        // What stands in one line is code within a text.
        None => (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Description,
    Causes,
    Solutions,
    Prevention,
}

impl Section {
    const ALL: [Self; 4] = [Self::Description, Self::Causes, Self::Solutions, Self::Prevention];

    fn named(heading: &str) -> Self {
        match heading.trim().to_ascii_lowercase().as_str() {
            "causes" | "cause" => Self::Causes,
            "solutions" | "solution" => Self::Solutions,
            "prevention" => Self::Prevention,
            _ => Self::Description,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_taken_out_of_a_doc_comment() {
        let docs = Docs::read(
            "Too late.\n\nReally.\n\n# Causes\n- a\n- b\n\n# Prevention\nc\n\n# Notes\nd",
        );
        assert_eq!(docs.description, "Too late.\n\nReally.\n\n# Notes\nd");
        assert_eq!(docs.causes, "- a\n- b");
        assert_eq!(docs.prevention, "c");
        assert_eq!(docs.solutions, "");
    }

    #[test]
    fn a_comment_in_a_code_block_is_no_section() {
        for comment in [
            "See\n```toml\n# Causes\n```",
            "See\n~~~\n# Causes\n~~~",
            "See\n````\n```\n# Causes\n````",
            "See\n~~~\n```\n# Causes\n~~~",
        ] {
            assert_eq!(Docs::read(comment).causes, "", "{comment}");
        }
        let docs =
            Docs::read("`x` and ```y``` are\n# Causes\na\n```\n# Causes\n```\n# Solutions\nb");
        assert_eq!((docs.causes.as_str(), docs.solutions.as_str()), ("a\n```\n# Causes\n```", "b"));
    }
}
