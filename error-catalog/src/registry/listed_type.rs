//! Whether a registry lists a code, as a type: bounds can ask for it.

/// Whether a code is listed, as a type.
#[derive(Debug, Clone, Copy)]
pub struct Listed<const IS: bool>;

/// Both, for checks of constants.
pub trait IsListed {
    /// Whether it is listed.
    const IS: bool;
}

impl<const IS: bool> IsListed for Listed<IS> {
    const IS: bool = IS;
}

/// That it is listed.
pub trait Known {}

impl Known for Listed<true> {}
