//! Reads message files for the parser of attributes.

use std::path::PathBuf;

use super::{MessageFiles, locales_in, read};
use crate::syntax::messages::{FolderProblem, FolderReader};

/// Reads folders relative to another one, which is computed only if an item has `messages`.
#[derive(Debug, Clone, Copy)]
pub struct Below<F>(pub F);

impl<F: Fn() -> PathBuf> FolderReader for Below<F> {
    fn locales_in(&self, folder: &str) -> Vec<String> {
        locales_in(&(self.0)(), folder)
    }

    fn read(&self, folder: &str, locales: &[&str]) -> (MessageFiles, Vec<FolderProblem>) {
        let (files, problems) = read(&(self.0)(), folder, locales);
        let problems = problems.into_iter().map(|problem| FolderProblem {
            message: match &problem.place {
                Some(place) => format!("{place}: {}", problem.message),
                None => problem.message,
            },
            help: problem.help,
        });
        (files, problems.collect())
    }
}
