//! Rules about the codes that other codes name, as far as one item can see.

use super::{Problems, text};
use crate::declared::{At, DeclaredEntry, EntryKind, Item, Keys};
use crate::names::Numbered;
use crate::nearest::{nearest, suggest_word};
use crate::template::placeholders;
use crate::{rules, status};

/// Why a code cannot be sent in the place of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit<'a> {
    /// It is itself sent as another.
    Hidden(&'a str),
    /// Its status is of another class: the client would blame the wrong side.
    Class,
    /// Its text, which is sent as well, has placeholders that nothing fills.
    Text,
}

/// A code that is named by others.
pub struct Target<'a> {
    /// The code that it is sent as.
    pub public_as: Option<&'a str>,
    /// Its status, where that is known.
    pub status: Option<u16>,
    /// Whether its text has placeholders.
    pub has_placeholders: bool,
}

impl<'a> Target<'a> {
    /// Why it cannot be sent in the place of a code of a status, which may borrow its text as well.
    pub fn unfit_for(&self, own_status: u16, borrows_text: bool) -> Vec<Unfit<'a>> {
        let is_other = |status| status::is_server(status) != status::is_server(own_status);
        let hidden = self.public_as.map(Unfit::Hidden);
        let class = self.status.filter(|status| is_other(*status)).map(|_| Unfit::Class);
        let text = (borrows_text && self.has_placeholders).then_some(Unfit::Text);
        hidden.into_iter().chain(class).chain(text).collect()
    }
}

/// Looks at the codes that entries name: they take out of the item what is refused.
pub(super) fn check<P: Copy>(item: &mut Item<P>, problems: &mut Problems<P>) {
    let names_codes = |entry: &DeclaredEntry<P>| match entry.kind {
        EntryKind::Own => {
            let keys = &entry.keys;
            keys.public_as.is_some() || keys.formerly.is_some() || keys.deprecated.is_some()
        }
        EntryKind::Transparent => entry.mask().is_some(),
        EntryKind::SameAs | EntryKind::Rest | EntryKind::Broken => false,
    };
    if !item.entries.iter().chain(&item.rest).any(names_codes) {
        return;
    }
    let refused = Checker::new(item, problems).check();
    for (entry, refused) in item.entries.iter_mut().chain(&mut item.rest).zip(refused) {
        let keys = &mut entry.keys;
        if refused.public_as {
            keys.public_as = None;
        }
        if refused.deprecated {
            keys.deprecated = None;
        }
        if refused.mask {
            keys.transparent = None;
        }
        if let Some(formerly) = &mut keys.formerly {
            let mut at = 0..;
            formerly.retain(|_| at.next().is_none_or(|at| !refused.formerly.contains(&at)));
        }
    }
}

/// References of an entry that were refused.
#[derive(Default)]
struct Refused {
    public_as: bool,
    deprecated: bool,
    mask: bool,
    /// By their places in the list.
    formerly: Vec<usize>,
}

struct Checker<'c, P> {
    item: &'c Item<P>,
    /// Which of the entries has a code.
    codes: Numbered<'c>,
    own: Vec<&'c DeclaredEntry<P>>,
    /// Which of these a former code is.
    former: Numbered<'c>,
    /// The first entries that had a former code, and where that is said.
    successors: Vec<(&'c DeclaredEntry<P>, P)>,
    problems: &'c mut Problems<P>,
}

/// A code that is sent in the place of another.
struct Public<'a, P> {
    named: &'a At<String, P>,
    /// The code whose place it takes; a mask takes that of many.
    own: Option<&'a str>,
    /// The status of the code whose place it takes.
    status: u16,
    borrows_text: bool,
    is_mask: bool,
}

impl<'c, P: Copy> Checker<'c, P> {
    fn new(item: &'c Item<P>, problems: &'c mut Problems<P>) -> Self {
        let (mut codes, mut own) = (Numbered::default(), Vec::new());
        for entry in item.own() {
            if let Some(code) = &entry.keys.code {
                codes.insert(&code.value, own.len());
                own.push(entry);
            }
        }
        let former = Numbered::default();
        Self { item, codes, own, former, successors: Vec::new(), problems }
    }

    fn check(mut self) -> Vec<Refused> {
        let item = self.item;
        item.entries.iter().chain(&item.rest).map(|entry| self.check_entry(entry)).collect()
    }

    fn check_entry(&mut self, entry: &'c DeclaredEntry<P>) -> Refused {
        let mut refused = Refused::default();
        if let (EntryKind::Transparent, Some(named)) = (entry.kind, entry.mask()) {
            let public =
                Public { named, own: None, status: 500, borrows_text: true, is_mask: true };
            refused.mask = !self.is_public(&public);
        }
        if entry.kind != EntryKind::Own {
            return refused;
        }
        for (at, code) in entry.keys.formerly.iter().flatten().enumerate() {
            if !self.is_former(entry, code) {
                refused.formerly.push(at);
            }
        }
        let status = entry.status(self.item).map(|status| status.value);
        if let (Some(named), Some(status)) = (&entry.keys.public_as, status) {
            let own = entry.keys.code.as_ref().map(|code| code.value.as_str());
            let borrows_text = entry.texts.is_empty();
            let public = Public { named, own, status, borrows_text, is_mask: false };
            refused.public_as = !self.is_public(&public);
        }
        let mut seen: Vec<&str> = Vec::new();
        for code in entry.keys.deprecated.iter().flat_map(|deprecated| &deprecated.replaced_by) {
            if seen.contains(&code.value.as_str()) {
                self.problems.report(&rules::REPEATED_KEY, code.pos, &[("key", &code.value)]);
            } else if !self.is_known(code) {
                refused.deprecated = true;
            }
            seen.push(&code.value);
        }
        refused
    }

    /// A former code is none that is used now, and finds one successor.
    fn is_former(&mut self, entry: &'c DeclaredEntry<P>, code: &'c At<String, P>) -> bool {
        let (form, cure) = (self.problems.form, "write the code as it was sent, or remove it");
        if !text::is_not_empty("formerly", code, cure, self.problems)
            || !text::is_sendable(code, &form.list("formerly", &["OLD_CODE"]), self.problems)
        {
            return false;
        }
        let At { value: code, pos } = code;
        if self.codes.get(code).is_some() {
            self.problems.report(&rules::FORMERLY_CURRENT, *pos, &[("code", code)]);
            return false;
        }
        match self.former.get(code).and_then(|at| self.successors.get(at)) {
            None => {
                self.former.insert(code, self.successors.len());
                self.successors.push((entry, *pos));
                true
            }
            Some((first, _)) if core::ptr::eq(*first, entry) => {
                self.problems.report(&rules::REPEATED_KEY, *pos, &[("key", code)]);
                false
            }
            Some((first, first_pos)) => {
                let values = [("code", code.as_str()), ("variant", &first.name.value)];
                self.problems.report(&rules::FORMERLY_DUPLICATE, *pos, &values);
                self.problems.report(&rules::CODE_FIRST_USE, *first_pos, &values);
                false
            }
        }
    }

    /// With a registry a code may stand in another enum, and the registry looks for it.
    fn is_known(&mut self, code: &At<String, P>) -> bool {
        let is_known = self.codes.get(&code.value).is_some() || self.item.keys.has("registry");
        // The code of a variant that could not be read may be this one, and a key of the enum may be its registry.
        let is_unread =
            |keys: &Keys<P>| keys.has_unread() || keys.has("code") && keys.code.is_none();
        let may_be_known = self.item.keys.has_unread()
            || self.item.entries.iter().any(|entry| is_unread(&entry.keys));
        if !is_known && !may_be_known {
            let cure = match nearest(&code.value, self.codes.all().iter().map(|(code, _)| *code)) {
                Some(near) => suggest_word(near),
                None => "name the registry that has it: `registry = crate::Codes`".to_owned(),
            };
            let values = [("code", code.value.as_str()), ("cure", &cure)];
            self.problems.report(&rules::PUBLIC_AS_UNKNOWN, code.pos, &values);
        }
        is_known
    }

    fn is_public(&mut self, public: &Public<'_, P>) -> bool {
        let At { value: code, pos } = public.named;
        if !self.is_known(public.named) {
            return false;
        }
        let Some(target) = self.entry(code) else { return true };
        let target_status = target.status(self.item).map(|status| status.value);
        let shows = |text: &str| placeholders(text).next().is_some();
        let other = Target {
            public_as: target.sent_as(self.item),
            status: target_status,
            has_placeholders: target.texts.iter().any(|user| shows(&user.text.value)),
        };
        let unfit = other.unfit_for(public.status, public.borrows_text);
        match unfit.first() {
            None => return true,
            Some(Unfit::Hidden(other)) => {
                let cure = match self.end_of(other) {
                    // That one is sent as itself has been reported there.
                    _ if other == code && public.own != Some(code) => return false,
                    _ if other == code => {
                        "remove it; a code without `public_as` is sent as itself".to_owned()
                    }
                    Some(end) => format!("name the code that is sent in the end: `{end}`"),
                    None => rules::NAME_A_PUBLIC_CODE.to_owned(),
                };
                let values = [("code", code.as_str()), ("other", other), ("cure", &cure)];
                self.problems.report(&rules::PUBLIC_AS_HIDDEN, *pos, &values);
            }
            Some(Unfit::Class) => {
                let status = target_status.unwrap_or_default().to_string();
                let own = public.status.to_string();
                let values = [("code", code.as_str()), ("status", &status), ("own", &own)];
                self.problems.report(&rules::PUBLIC_AS_CLASS, *pos, &values);
            }
            Some(Unfit::Text) if public.is_mask => {
                let values = [("key", "mask_5xx"), ("code", code.as_str())];
                self.problems.report(&rules::STAND_IN_TEXT, *pos, &values);
            }
            Some(Unfit::Text) => {
                self.problems.report(&rules::PUBLIC_AS_TEXT, *pos, &[("code", code)]);
            }
        }
        false
    }

    /// The code that is sent as itself, at the end of a chain; a ring has none.
    fn end_of(&self, code: &str) -> Option<&'c str> {
        let mut entry = self.entry(code)?;
        for _ in &self.own {
            match entry.sent_as(self.item) {
                Some(next) => entry = self.entry(next)?,
                None => return entry.keys.code.as_ref().map(|code| code.value.as_str()),
            }
        }
        None
    }

    /// The entry that has a code.
    fn entry(&self, code: &str) -> Option<&'c DeclaredEntry<P>> {
        self.own.get(self.codes.get(code)?).copied()
    }
}
