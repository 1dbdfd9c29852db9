//! A doc comment and the sections in it.

/// Declares [`Docs`] with a field for each section, and the table of sections.
macro_rules! sections {
    ($( $Section:ident $field:ident $name:literal $heading:literal $alias:literal $about:literal; )+) => {
        /// A doc comment, split into its sections.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct Docs {
            /// The text outside the sections.
            pub description: String,
            $( #[doc = concat!("`# ", $heading, "`: ", $about)] pub $field: String, )+
        }

        /// A section of a doc comment, for the people who run the service.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DocSection { $( #[doc = $about] $Section, )+ }

        impl DocSection {
            /// Every section, in the order of documents.
            pub const ALL: &'static [Self] = &[$( Self::$Section, )+];

            /// Its name in JSON and in policies.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$Section => $name, )+ }
            }

            /// Its heading.
            pub const fn heading(self) -> &'static str {
                match self { $( Self::$Section => $heading, )+ }
            }

            /// What it has, for the reference.
            pub const fn about(self) -> &'static str {
                match self { $( Self::$Section => $about, )+ }
            }

            /// The section with a heading, in capitals or not, in the plural or not.
            fn by_heading(heading: &str) -> Option<Self> {
                match heading.trim().to_ascii_lowercase().as_str() {
                    $( $name | $alias => Some(Self::$Section), )+
                    _ => None,
                }
            }
        }

        impl Docs {
            /// The text of a section; empty if there is none.
            pub fn section(&self, section: DocSection) -> &str {
                match section { $( DocSection::$Section => &self.$field, )+ }
            }

            /// The text of a section, to be changed.
            pub fn section_mut(&mut self, section: DocSection) -> &mut String {
                match section { $( DocSection::$Section => &mut self.$field, )+ }
            }
        }
    };
}

sections! {
    Symptoms symptoms "symptoms" "Symptoms" "symptom" "What shows that it has happened.";
    Diagnosis diagnosis "diagnosis" "Diagnosis" "diagnose" "How to find the cause, with commands.";
    Causes causes "causes" "Causes" "cause" "What leads to it.";
    Solutions solutions "solutions" "Solutions" "solution" "What to do about it.";
    Prevention prevention "prevention" "Prevention" "preventions" "How to avoid it.";
}

impl DocSection {
    /// The section with a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.name() == name)
    }
}

impl Docs {
    /// Splits a doc comment.
    pub fn read(comment: &str) -> Self {
        let mut docs = Self::default();
        let mut section = None;
        let mut fence = None;
        for line in comment.lines() {
            fence = fence_after(line.trim(), fence);
            if let Some(heading) = line.trim_start().strip_prefix("# ").filter(|_| fence.is_none())
            {
                section = DocSection::by_heading(heading);
                if section.is_some() {
                    continue;
                }
            }
            let text = match section {
                Some(section) => docs.section_mut(section),
                None => &mut docs.description,
            };
            text.push_str(line);
            text.push('\n');
        }
        docs.description = docs.description.trim().to_owned();
        for section in DocSection::ALL {
            let text = docs.section_mut(*section);
            *text = text.trim().to_owned();
        }
        docs
    }

    /// The sections that have a text, in the order of documents.
    pub fn sections(&self) -> impl Iterator<Item = (DocSection, &str)> {
        DocSection::ALL
            .iter()
            .map(|section| (*section, self.section(*section)))
            .filter(|(_, text)| !text.trim().is_empty())
    }
}

/// A doc comment without the code blocks that rustdoc takes for Rust, and without headings that they leave empty.
///
/// Such blocks are doctests for readers of the Rust code. Documents are read by clients and operators. A block that
/// names another language (`sh`, `json`, `text`) is kept.
pub fn without_samples(comment: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let (mut fence, mut is_sample, mut follows_sample) = (None, false, false);
    for line in comment.lines() {
        let before = fence;
        fence = fence_after(line.trim(), before);
        if let (None, Some((mark, _))) = (before, fence) {
            is_sample = is_rust(line.trim().trim_start_matches(mark));
        }
        if is_sample && (before.is_some() || fence.is_some()) {
            follows_sample = true;
            continue;
        }
        if follows_sample && line.trim().is_empty() {
            continue;
        }
        if follows_sample {
            separate(&mut kept, before.is_none() && line.starts_with('#'));
            follows_sample = false;
        }
        kept.push(line);
    }
    if follows_sample {
        separate(&mut kept, true);
    }
    kept.join("\n").trim().to_owned()
}

/// A text as a doc comment: a code block that names no language is called `text`, because rustdoc would run it as Rust.
pub fn with_languages(text: &str) -> String {
    let mut fence = None;
    let lines = text.lines().map(|line| {
        let before = fence;
        fence = fence_after(line.trim(), before);
        let is_bare = |mark: char| line.trim().trim_start_matches(mark).is_empty();
        match (before, fence) {
            (None, Some((mark, _))) if is_bare(mark) => format!("{line}text"),
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Ends what stands before a removed block: with one blank line, and where another section follows, without its
/// heading if that is all that is left.
fn separate(kept: &mut Vec<&str>, ends_section: bool) {
    let trim = |kept: &mut Vec<&str>| {
        while kept.last().is_some_and(|line| line.trim().is_empty()) {
            kept.pop();
        }
    };
    trim(kept);
    if ends_section && kept.last().is_some_and(|line| line.starts_with('#')) {
        kept.pop();
        trim(kept);
    }
    if !kept.is_empty() {
        kept.push("");
    }
}

/// Whether rustdoc takes a code block for Rust, by the words behind its fence.
fn is_rust(info: &str) -> bool {
    let mut words = info.split([',', ' ', '\t']).filter(|word| !word.is_empty()).peekable();
    let is_error_code = |word: &str| {
        word.strip_prefix('E').is_some_and(|number| {
            number.len() == 4 && number.bytes().all(|digit| digit.is_ascii_digit())
        })
    };
    words.peek().is_none()
        || words.any(|word| {
            let known = [
                "rust",
                "ignore",
                "no_run",
                "should_panic",
                "compile_fail",
                "test_harness",
                "standalone_crate",
            ];
            known.contains(&word)
                || word.starts_with("ignore-")
                || word.starts_with("edition20")
                || is_error_code(word)
        })
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
        let docs = Docs::read("# Symptoms\n502\n# DIAGNOSIS\n```sh\nkubectl get pods\n```");
        let sections: Vec<_> = docs.sections().collect();
        let commands = "```sh\nkubectl get pods\n```";
        assert_eq!(sections, [(DocSection::Symptoms, "502"), (DocSection::Diagnosis, commands)]);
    }

    #[test]
    fn every_section_is_found_by_its_heading() {
        for section in DocSection::ALL {
            let docs = Docs::read(&format!("# {}\nx", section.heading()));
            assert_eq!(docs.section(*section), "x");
            assert_eq!(DocSection::by_name(section.name()), Some(*section));
        }
    }

    #[test]
    fn code_that_rustdoc_runs_is_left_out() {
        let kept = "No account.\n\n```sh\n# Ask\nrun\n```\n\n~~~text\nx\n~~~";
        assert_eq!(without_samples(kept), kept);
        for fence in
            ["```", "```rust", "~~~", "````", "``` no_run", "```ignore", "```rust,should_panic"]
        {
            let close = fence.trim_end_matches(|c: char| !matches!(c, '`' | '~'));
            let sample = format!("{fence}\n# use a::B;\nassert!(true);\n\n// x\n{close}");
            let text = |comment: &str| without_samples(&comment.replace("SAMPLE", &sample));
            assert_eq!(text("No account.\n\nSAMPLE"), "No account.", "{fence}");
            assert_eq!(text("SAMPLE"), "", "{fence}");
            assert_eq!(text("A:\n\nSAMPLE\n\nSAMPLE\n\nB."), "A:\n\nB.", "{fence}");
            assert_eq!(text("A:\nSAMPLE\nB."), "A:\n\nB.", "{fence}");
            assert_eq!(text("A.\n\n# Example\n\nSAMPLE"), "A.", "{fence}");
            assert_eq!(text("A.\n\n# Examples\nSAMPLE\n\n# Causes\nB"), "A.\n\n# Causes\nB");
            assert_eq!(text("A.\n\n# Notes\n\nSAMPLE\n\nB"), "A.\n\n# Notes\n\nB", "{fence}");
            assert_eq!(
                text("A.\n# Notes\nB\nSAMPLE\n# Causes\nC"),
                "A.\n# Notes\nB\n\n# Causes\nC"
            );
        }
        assert_eq!(without_samples("A\n```\nnever closed"), "A");
        assert_eq!(without_samples("Use ```x``` and `y`"), "Use ```x``` and `y`");
    }

    #[test]
    fn a_block_without_a_language_becomes_text() {
        let named = with_languages("Ask:\n```\nrun\n```\n~~~sh\n```\n~~~");
        assert_eq!(named, "Ask:\n```text\nrun\n```\n~~~sh\n```\n~~~");
        assert_eq!(without_samples(&named), named);
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
