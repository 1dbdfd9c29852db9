//! Calls over HTTP: how one failed before there was a response, in words that fit every client, and the statuses of responses.

use super::fault::Fault::{
    Auth, Broken, Busy, Conflict, ConnectTimeout, Cut, Denied, Down, Input, Limited, Lost, Missing,
    Refused, TimedOut,
};
use super::row::{Row, Source, rows};

const PEER: &str = "The other service does not run, or its address is wrong";
const CHECK_PEER: &str = "Check that the other service runs, its address and its port";
const SLOW: &str = "The other service did not answer in time";
const LOAD: &str = "Look at the load of the other service; compare the time limits";
const LOST: &str = "The other service closed the connection, as when it is restarted";
const CONTRACT: &str = "The other service has another interface than expected";
const COMPARE: &str = "Compare the documents of the other service with the code";
const REFUSED: &str = "The other service refuses the request";
const CREDENTIALS: &str = "The credentials for the other service are missing or wrong";
const ROTATE: &str = "Correct the credentials; look for a rotation";
const FAULT: &str = "The other service has a fault";
const THEIR_LOG: &str = "Look at the log of the other service";

pub(super) const ROWS: &[Row] = &rows(
    Source::Http,
    "api",
    [
        ("401", "unauthorized", Auth, CREDENTIALS, ROTATE),
        ("403", "forbidden", Denied, REFUSED, "Ask for the permission"),
        ("404", "not_found", Missing, CONTRACT, COMPARE),
        ("407", "proxy_authentication_required", Auth, CREDENTIALS, ROTATE),
        ("408", "request_timeout", Cut, SLOW, LOAD),
        ("409", "conflict", Conflict, REFUSED, COMPARE),
        ("410", "gone", Missing, CONTRACT, COMPARE),
        ("412", "precondition_failed", Conflict, REFUSED, COMPARE),
        ("421", "misdirected_request", Broken, PEER, CHECK_PEER),
        ("423", "locked", Conflict, REFUSED, COMPARE),
        ("425", "too_early", Busy, REFUSED, "Try again"),
        (
            "429",
            "too_many_requests",
            Limited,
            "This service sends more requests than the other one allows",
            "Send fewer requests, or ask for a higher limit",
        ),
        ("4xx", "client_error", Input, CONTRACT, COMPARE),
        ("500", "internal_server_error", Broken, FAULT, THEIR_LOG),
        (
            "502",
            "bad_gateway",
            Lost,
            "The service behind the gateway does not run",
            "Check the service behind the gateway; start it again",
        ),
        (
            "503",
            "service_unavailable",
            Down,
            "The other service is overloaded or in maintenance",
            "Check the load balancer; add instances",
        ),
        ("504", "gateway_timeout", TimedOut, SLOW, LOAD),
        ("5xx", "server_error", Broken, FAULT, THEIR_LOG),
        ("body", "body_interrupted", Lost, LOST, CHECK_PEER),
        (
            "breaker_open",
            "breaker_open",
            Down,
            "Calls to the other service failed several times in a row",
            "Repair the other service; the breaker closes after a call that succeeds",
        ),
        ("canceled", "request_canceled", Lost, LOST, CHECK_PEER),
        ("closed", "connection_closed", Lost, LOST, CHECK_PEER),
        ("connect", "connect_failed", Refused, PEER, CHECK_PEER),
        ("connect_timeout", "connect_timed_out", ConnectTimeout, PEER, CHECK_PEER),
        ("decode", "response_not_decoded", Broken, CONTRACT, COMPARE),
        ("parse", "message_not_parsed", Broken, CONTRACT, COMPARE),
        ("redirect", "redirect_failed", Broken, CONTRACT, COMPARE),
        (
            "request",
            "request_not_sendable",
            Broken,
            "The request or its address is not valid",
            "Correct the code of the service",
        ),
        ("timeout", "timed_out", TimedOut, SLOW, LOAD),
        ("upgrade", "upgrade_failed", Broken, CONTRACT, COMPARE),
    ],
);
