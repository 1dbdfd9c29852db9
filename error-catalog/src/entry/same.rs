//! Equality of entries in const evaluation, which has no `==` for texts and lists.

use catalog_specs_core::{AlertThreshold, Backoff, Retry};

use super::bytes::same;
use super::{Deprecated, Detail, Entry, Fact};

impl Entry {
    /// Whether two entries are one: the same one, or that of another version of its crate that says
    /// the same.
    pub(crate) const fn is_same_declaration(&self, other: &Self) -> bool {
        let (own, others) = (self.declared(), other.declared());
        same(self.0, other.0)
            && self.6 == other.6
            && same(self.1, other.1)
            && same(self.2, other.2)
            && same(own.type_name, others.type_name)
            && same(own.module, others.module)
            && same_list(own.locales, others.locales)
            && same_details(self.details(), other.details())
            && same_facts(self.5, other.5)
    }
}

const fn same_list(mut a: &[&str], mut b: &[&str]) -> bool {
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
        if !same(x, y) {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}

const fn same_pairs(mut a: &[(&str, &str)], mut b: &[(&str, &str)]) -> bool {
    while let ([(x, of_x), a_rest @ ..], [(y, of_y), b_rest @ ..]) = (a, b) {
        if !same(x, y) || !same(of_x, of_y) {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}

const fn same_details(mut a: &[Detail], mut b: &[Detail]) -> bool {
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
        if !same(x.name, y.name) || !same(x.type_name, y.type_name) || x.flatten != y.flatten {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}

const fn same_facts(mut a: &[Fact], mut b: &[Fact]) -> bool {
    while let ([x, a_rest @ ..], [y, b_rest @ ..]) = (a, b) {
        if !same_fact(x, y) {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}

const fn same_fact(a: &Fact, b: &Fact) -> bool {
    let same_value = match (a, b) {
        (Fact::Word(_, a), Fact::Word(_, b)) => *a == *b,
        (Fact::Code(_, a), Fact::Code(_, b)) => same(a, b),
        (Fact::List(_, a), Fact::List(_, b)) => same_list(a, b),
        (Fact::Duration(_, a), Fact::Duration(_, b)) => a.as_nanos() == b.as_nanos(),
        (Fact::Number(_, a), Fact::Number(_, b)) => *a == *b,
        (Fact::Retry(_, a), Fact::Retry(_, b)) => same_retry(a, b),
        (Fact::Alert(_, a), Fact::Alert(_, b)) => same_alert(a, b),
        (Fact::Deprecated(_, a), Fact::Deprecated(_, b)) => same_deprecated(a, b),
        (Fact::Pairs(_, a), Fact::Pairs(_, b)) => same_pairs(a, b),
        _ => false,
    };
    same_value && a.key() as u8 == b.key() as u8
}

const fn same_retry(a: &Retry, b: &Retry) -> bool {
    match (a, b) {
        (Retry::Never, Retry::Never)
        | (Retry::Network, Retry::Network)
        | (Retry::Transient, Retry::Transient)
        | (Retry::Unavailable, Retry::Unavailable) => true,
        (Retry::Custom(a), Retry::Custom(b)) => {
            let Backoff { max, base, factor, idempotent } = *a;
            max == b.max
                && base.as_nanos() == b.base.as_nanos()
                && factor == b.factor
                && idempotent == b.idempotent
        }
        _ => false,
    }
}

const fn same_alert(a: &AlertThreshold, b: &AlertThreshold) -> bool {
    let AlertThreshold { threshold, window, page } = *a;
    threshold == b.threshold && window.as_nanos() == b.window.as_nanos() && page == b.page
}

const fn same_deprecated(a: &Deprecated, b: &Deprecated) -> bool {
    let same_until = match (a.until, b.until) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    };
    same_until && same(a.since, b.since) && same_list(a.replaced_by, b.replaced_by)
}
