//! Text for people: styles, widths, tables, wrapped prose.
//!
//! Every text is made with its colours; whoever prints it takes them out where they are not wanted.

mod style;
mod table;
mod width;

pub(crate) use style::{Style, plural};
pub(crate) use table::{Table, facts};
pub(crate) use width::{cut, terminal_columns, terminal_width, visible, visible_json, width, wrap};
