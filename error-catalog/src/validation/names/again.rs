//! Reads changed inputs again, as often as one error may: the client decides how large the input is, and how many rules it breaks.

use core::cell::{Cell, RefCell};
use std::collections::HashMap;

use serde_json::Value;

use super::seen::{Node, Refusal};
use super::sent::{LARGEST, Sent};
use crate::ValidationError;

/// How many bytes are read again for one error: the largest input sixteen times, smaller ones more often.
const MOST: usize = 16 * LARGEST;

/// What each reading costs beside its input.
const LEAST: usize = 1024;

/// What is asked of the type: the places of one key in what was recorded have the same answer.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Question {
    /// Whether a member is read, by its name.
    IsRead { key: String, member: String },
    /// Whether a member is another name of the field `own`.
    AreOfOneField { key: String, own: String, member: String },
}

/// The readings of one error.
pub(super) struct Again<'s> {
    sent: &'s Sent,
    left: Cell<usize>,
    answers: RefCell<HashMap<Question, bool>>,
}

impl<'s> Again<'s> {
    pub(super) fn new(sent: &'s Sent) -> Self {
        Self { sent, left: Cell::new(MOST), answers: RefCell::default() }
    }

    /// The answer to a question, which is asked once. Nothing is no.
    pub(super) fn answer(&self, question: Question, ask: impl FnOnce() -> Option<bool>) -> bool {
        let known = self.answers.borrow().get(&question).copied();
        known.unwrap_or_else(|| {
            let answer = ask().unwrap_or_default();
            self.answers.borrow_mut().insert(question, answer);
            answer
        })
    }

    /// A copy of the input, to be changed and read. Nothing once too much was read.
    pub(super) fn input(&self) -> Option<Value> {
        (self.left.get() > 0).then(|| self.sent.input.clone())
    }

    /// Whether an input can be read, or why not. Nothing once too much was read.
    pub(super) fn read(&self, input: &Value) -> Option<Result<(), Refusal>> {
        self.pay()?;
        Some(self.sent.refusal(input).map_or(Ok(()), Err))
    }

    /// The rules that an input breaks, where they can be checked.
    pub(super) fn broken(&self, input: &Value) -> Option<ValidationError> {
        let check = self.sent.check?;
        self.pay()?;
        check(Node::new(input, self.sent.is_text, &RefCell::default()))
    }

    fn pay(&self) -> Option<()> {
        let left = self.left.get();
        self.left.set(left.saturating_sub(self.sent.length.max(LEAST)));
        (left > 0).then_some(())
    }
}
