//! The codes of gRPC, as the other side sends them.

use super::fault::Fault::{
    Auth, Broken, Busy, Conflict, Denied, Input, Limited, Lost, Missing, TimedOut,
};
use super::row::{Row, Source, rows};

const CONTRACT: &str = "The other service has another interface than expected";
const COMPARE: &str = "Compare the definition of the other service with the code";
const REFUSED: &str = "The other service refuses the call";
const FAULT: &str = "The other service has a fault";
const THEIR_LOG: &str = "Look at the log of the other service";

pub(super) const ROWS: &[Row] = &rows(
    Source::Grpc,
    "api",
    [
        (
            "ABORTED",
            "aborted",
            Busy,
            "Two calls changed the same data at once",
            "Try again from the start of the transaction",
        ),
        ("ALREADY_EXISTS", "already_exists", Conflict, REFUSED, COMPARE),
        ("CANCELLED", "cancelled", Lost, "The call was cancelled before its end", THEIR_LOG),
        ("DATA_LOSS", "data_loss", Broken, "Data of the other service is corrupted", THEIR_LOG),
        (
            "DEADLINE_EXCEEDED",
            "deadline_exceeded",
            TimedOut,
            "The other service did not answer in time",
            "Look at the load of the other service; compare the deadlines",
        ),
        ("FAILED_PRECONDITION", "failed_precondition", Conflict, REFUSED, COMPARE),
        ("INTERNAL", "internal", Broken, FAULT, THEIR_LOG),
        ("INVALID_ARGUMENT", "invalid_argument", Input, CONTRACT, COMPARE),
        ("NOT_FOUND", "not_found", Missing, REFUSED, COMPARE),
        ("OUT_OF_RANGE", "out_of_range", Input, CONTRACT, COMPARE),
        ("PERMISSION_DENIED", "permission_denied", Denied, REFUSED, "Ask for the permission"),
        (
            "RESOURCE_EXHAUSTED",
            "resource_exhausted",
            Limited,
            "A quota or a limit is used up",
            "Send fewer calls, or ask for a higher limit",
        ),
        (
            "UNAUTHENTICATED",
            "unauthenticated",
            Auth,
            "The credentials for the other service are missing or wrong",
            "Correct the credentials; look for a rotation",
        ),
        (
            "UNAVAILABLE",
            "unavailable",
            Lost,
            "The other service does not run, or the network is interrupted",
            "Check that the other service runs, its address and its port",
        ),
        ("UNIMPLEMENTED", "unimplemented", Broken, CONTRACT, COMPARE),
        ("UNKNOWN", "unknown", Broken, FAULT, THEIR_LOG),
    ],
);
