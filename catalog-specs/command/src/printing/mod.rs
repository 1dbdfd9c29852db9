//! Text for people: styles, widths, tables, wrapped prose.
//!
//! Texts are always coloured; the printer strips colours if they are off.

mod style;
mod table;
mod width;

pub(crate) use style::{Style, plural};
pub(crate) use table::{Table, facts};
pub(crate) use width::{
    cut, terminal_columns, terminal_text, terminal_width, visible, visible_json, width, wrap,
};
