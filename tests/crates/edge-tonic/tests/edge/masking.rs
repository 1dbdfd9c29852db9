//! A secret of each kind, through each way in: it stands in no record, span or count, nor in the metadata.

use edge_tonic::client::{call, trace_id};
use edge_tonic::recorded::{everything, records};
use edge_tonic::server::address;
use edge_tonic::spill::{IDS, SECRETS, WAYS, assert_absent};

#[test]
fn no_secret_is_in_any_output_of_the_layer() {
    for (at, (_, secret)) in SECRETS.iter().enumerate() {
        let index = u32::try_from(at).unwrap();
        let ways = WAYS.iter().map(|way| format!("spill-{way}"));
        let ways = ways.chain(["bare-internal".to_owned(), "bare-error".to_owned()]);
        // Each secret by some of the ways, each way by some of the paths: a call takes its time.
        for (nth, way) in ways.enumerate().filter(|(nth, _)| (at + nth) % 3 == 0) {
            let paths = ["/shop.Shop/Buy", "/shop.Shop/Watch", "/nested.Shop/Buy"];
            let path = paths[(at / 3 + nth) % 3];
            let id = format!("mask{}.{way}.{at}", path.replace('/', "."));
            let status = call(address(), path, &way, index, &[("x-request-id", &id)]).status;
            let told = records(&id);
            assert_eq!(told.len(), 1, "{path} {way}: {status:?}");
            assert!(format!("{told:?}").contains("***"), "{path} {way}: {told:?}");
            assert_absent(&format!("{told:?}"), secret, &way);
            assert_absent(&format!("{:?}", status.metadata().get("x-request-id")), secret, &way);
        }
    }
    let everything = everything();
    for (_, secret) in SECRETS {
        assert_absent(&everything, secret, "the log");
    }
}

#[test]
fn an_id_that_would_be_masked_is_replaced() {
    for id in IDS {
        let status =
            call(address(), "/shop.Shop/Buy", "cart-empty", 0, &[("x-request-id", id)]).status;
        assert_eq!(trace_id(&status).len(), 32, "{id}");
    }
    let everything = everything();
    for id in IDS {
        assert_absent(&everything, id, "the id");
    }
}
