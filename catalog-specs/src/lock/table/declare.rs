//! How rules are declared: those that belong to no key, or to a key with several rules, by `changes!` in the files
//! beside this one. A key with one rule declares it in the table of keys.

use super::rule::Surface::{Operations, Text, Wire};
use super::rule::Verdict::{Break, Risk, Safe};
use super::rule::{ChangeRule, Mirror};
use crate::keys::Key;

/// Declares the rules, family by family.
macro_rules! changes {
    ($( $family:literal { $(
        $NAME:ident = $id:literal at $key:literal:
            $what:literal,
            on [ $( $surface:ident $verdict:ident ),+ ],
            why $why:literal,
            after $reference:literal,
            $( undo $undo:literal, )?
            $( better $better:literal, )?
            $( accepted $never:ident, )?
            $( reason $always:ident, )?
            mirror $mirror:tt $( ($reason:literal) )?;
    )* } )+) => {
        $($(
            #[doc = concat!("`", $id, "`: ", $why, ".")]
            pub static $NAME: ChangeRule = ChangeRule {
                id: $id,
                family: $family,
                what: $what,
                verdicts: &[$( ($surface, $verdict), )+],
                why: $why,
                reference: $reference,
                key: $key,
                undo: changes!(@text $($undo)?),
                better: changes!(@text $($better)?),
                acceptable: changes!(@acceptable $($never)?),
                reviewed: changes!(@reviewed $($always)?),
                mirror: changes!(@mirror $mirror $(($reason))?),
            };
        )*)+

        /// The families with their rules.
        pub(super) static FAMILIES: &[super::rule::Family] = &[$( ($family, &[$( &$NAME, )*]), )+];
    };
    (@text) => { "" };
    (@text $text:literal) => { $text };
    (@acceptable) => { true };
    (@acceptable never) => { false };
    (@reviewed) => { false };
    (@reviewed always) => { true };
    (@mirror none ($reason:literal)) => { Mirror::Nothing($reason) };
    (@mirror $id:literal) => { Mirror::Rule($id) };
}
pub(super) use changes;

/// Declares the rule of each key that has one.
macro_rules! declare_rules {
    ($( $section:ident $List:ident { $(
        $Key:ident $name:literal $slot:ident: $kind:ident $(<$Word:ident>)? {
            about: $about:literal,
            scope: $scope:ident,
            label: $label:literal,
            audience: $audience:ident,
            $( derived_from: $derived_from:literal, )?
            $( default: $default:literal, )?
            example: $example:literal,
            spec: $spec:expr,
            $( promise: $id:literal in $family:literal {
                what: $what:literal,
                on: [ $( $surface:ident $verdict:ident ),+ ],
                why: $why:literal,
                after: $reference:literal,
                $( undo: $undo:literal, )?
                $( better: $better:literal, )?
            } )?
        }
    )+ } )+) => {
        /// The rules of keys with one rule for every change of the value.
        pub(super) static KEY_RULES: &[(Key, ChangeRule)] = &[$($($( (Key::$Key, ChangeRule {
            id: $id,
            family: $family,
            what: $what,
            verdicts: &[$( ($surface, $verdict), )+],
            why: $why,
            reference: $reference,
            key: $name,
            undo: concat!($( $undo )?),
            better: concat!($( $better )?),
            acceptable: true,
            reviewed: false,
            mirror: Mirror::Rule($id),
        }), )?)+)+];
    };
}
crate::with_keys!(declare_rules);
