//! Written by the test: each mistake with its cure.

pub mod answered_500;
pub mod discarded_by_default;
pub mod discarded_by_drop;
pub mod discarded_by_let;
pub mod discarded_by_ok;
pub mod discarded_future;
pub mod exempt_by_a_typing_error;
pub mod exempt_for_nothing;
pub mod exempt_in_documentation;
pub mod exempt_without_reason;
pub mod expected_item;
pub mod mapped_to_500;
pub mod printed_arguments;
pub mod printed_by_dbg;
pub mod printed_text;
pub mod replaced_by_500;
pub mod returned_500;
pub mod unwrapped_lines;
pub mod unwrapped_number;
