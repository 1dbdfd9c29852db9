//! A secret of each kind, through each way in: it stands in no record, span, count or header.

use edge_actix::client::{get, send};
use edge_actix::recorded::{everything, records};
use edge_actix::spill::{IDS, SECRETS, WAYS, assert_absent, percent};

#[test]
fn no_secret_is_in_any_output_of_the_middleware() {
    for (at, (text, secret)) in SECRETS.iter().enumerate() {
        let bare = ["400", "409", "500"].map(|status| format!("/spill-bare/{status}/{at}"));
        let paths = WAYS.iter().map(|way| format!("/spill/{way}/{at}")).chain(bare);
        for path in paths {
            let id = format!("mask{}", path.replace('/', "."));
            let answer = send("GET", &path, &[("x-request-id", &id)], None);
            assert!(answer.status >= 400, "{path}");
            assert_absent(&format!("{:?}", answer.headers), secret, &path);
            let told = records(&id);
            assert_eq!(told.len(), 1, "{path}");
            assert!(format!("{told:?}").contains("***"), "{path}: {told:?}");
            assert_absent(&format!("{told:?}"), secret, &path);
        }
        let path = format!("/nowhere/{}?{}", percent(text), percent(text));
        let id = format!("mask.path.{at}");
        send("GET", &path, &[("x-request-id", &id)], None);
        let told = records(&id).remove(0);
        assert!(
            told.fields["path"].contains("***") && told.span["path"].contains("***"),
            "{told:?}"
        );
    }
    let everything = everything();
    for (_, secret) in SECRETS {
        assert_absent(&everything, secret, "the log");
    }
}

#[test]
fn an_id_that_would_be_masked_is_replaced() {
    for id in IDS {
        let answer = send("GET", "/nowhere", &[("x-request-id", id)], None);
        assert_eq!(answer.trace_id().len(), 32, "{id}");
    }
    let everything = everything();
    for id in IDS {
        assert_absent(&everything, id, "the id");
    }
}

#[test]
fn a_record_has_the_route_that_matched() {
    let id = "mask.route";
    send("GET", "/sold/7", &[("x-request-id", id)], None);
    let told = records(id).remove(0);
    assert_eq!(told.fields["route"], "/sold/{item}");
    assert_eq!(told.span["route"], "/sold/{item}");
    // A panic takes the request along.
    send("GET", "/spill/panic/0", &[("x-request-id", "mask.route.panic")], None);
    assert_eq!(records("mask.route.panic").remove(0).fields["route"], "/spill/{way}/{index}");
    let nowhere = get("/nowhere/at/all").trace_id();
    assert!(!records(&nowhere).remove(0).fields.contains_key("route"));
}
