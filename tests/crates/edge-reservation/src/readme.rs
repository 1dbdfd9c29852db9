//! The README: a command that starts the service, lines that set a shell up, and lines with their answers.

use std::path::Path;

/// What the README tells to type.
#[derive(Debug)]
pub struct Readme {
    pub start: String,
    pub set_up: String,
    pub lines: Vec<Line>,
    /// A record, as it is logged.
    pub record: String,
    /// Lines of the metrics.
    pub metrics: String,
    /// The text of an alert.
    pub alert: String,
}

/// A block to paste, with what the README says comes back.
#[derive(Debug)]
pub struct Line {
    /// The heading it stands under.
    pub heading: String,
    pub shell: String,
    pub answer: String,
}

impl Readme {
    /// Reads it where it lies.
    pub fn read() -> Self {
        let path = root().join("error-catalog/examples/reservation/README.md");
        Self::parse(&std::fs::read_to_string(path).unwrap())
    }

    fn parse(text: &str) -> Self {
        let mut blocks = blocks(text);
        let mut only = |kind: &str| {
            let at = blocks.iter().position(|block| block.kind == kind).unwrap();
            blocks.remove(at).text
        };
        let (record, metrics, alert) = (only("json"), only("text"), only("txt"));
        let [start, set_up, rest @ ..] = blocks.as_slice() else { panic!("too few blocks") };
        assert_eq!((start.kind, set_up.kind), ("sh", "sh"));
        let pairs = rest.chunks(2).map(|pair| {
            let [shell, answer] = pair else { panic!("the last line has no answer") };
            let heading = shell.heading.to_owned();
            assert_eq!((shell.kind, answer.kind), ("sh", "http"), "under {heading}");
            Line { heading, shell: shell.text.clone(), answer: answer.text.clone() }
        });
        Self {
            start: start.text.clone(),
            set_up: set_up.text.clone(),
            lines: pairs.collect(),
            record,
            metrics,
            alert,
        }
    }
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}

struct Block<'r> {
    heading: &'r str,
    kind: &'r str,
    text: String,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let (mut blocks, mut heading) = (Vec::new(), "");
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(kind) = line.strip_prefix("```") {
            let inside: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { heading, kind, text: inside.join("\n") });
        } else if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim();
        }
    }
    blocks
}
