//! The numbers of JSON-RPC errors.

use crate::{Class, status};

/// What `jsonrpc` takes.
pub const NUMBERS: &str =
    "a whole number from -32099 to -32012 or from -32004 to -32002, or one outside -32768..=-32000";

/// The number of JSON-RPC 2.0 for parameters that are not valid.
pub const INVALID_PARAMS: i32 = -32602;

/// The number of JSON-RPC 2.0 for a failure of the server.
pub const INTERNAL: i32 = -32603;

/// The number that codes without one share.
pub const SHARED: i32 = -32000;

/// Whether a code can have a number: JSON-RPC 2.0 reserves -32768 to -32000, of which it leaves -32099 to -32000 to servers.
pub const fn is_number(number: i32) -> bool {
    number > SHARED
        || number < -32768
        || (number >= -32099 && number < SHARED && !is_of_jsonrpsee(number))
}

/// Whether jsonrpsee sends a number itself, as when it is busy: a client could not tell it from a code.
const fn is_of_jsonrpsee(number: i32) -> bool {
    matches!(number, -32001 | -32011..=-32005)
}

/// The number of a code that declares none.
pub const fn number(status: u16, class: Class) -> i32 {
    match class {
        Class::Validation => INVALID_PARAMS,
        _ if status::is_server(status) => INTERNAL,
        _ => SHARED,
    }
}

/// The number to try after one that is taken: those for servers first, then those outside the reserved ones.
pub const fn first_free(taken: Option<i32>) -> i32 {
    match taken {
        None => -32002,
        Some(-32004) => -32012,
        Some(-32099) => 1,
        Some(number) if number < 0 => number - 1,
        Some(number) => number + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_numbers_are_refused() {
        for number in [
            -32_099,
            -32_041,
            -32_012,
            -32_004,
            -32_002,
            -31_999,
            -32_769,
            0,
            1,
            4_040,
            i32::MIN,
            i32::MAX,
        ] {
            assert!(is_number(number), "{number}");
        }
        for number in [-32_000, -32_100, -32_602, -32_603, -32_700, -32_768] {
            assert!(!is_number(number), "{number}");
        }
        // Those of jsonrpsee.
        for number in [-32_001, -32_005, -32_008, -32_011] {
            assert!(!is_number(number), "{number}");
        }
    }

    #[test]
    fn a_free_number_can_be_declared() {
        let mut number = first_free(None);
        for _ in 0..200 {
            assert!(is_number(number), "{number}");
            let next = first_free(Some(number));
            assert!(next != number);
            number = next;
        }
        assert!(number > 0);
    }
}
