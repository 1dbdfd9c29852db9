//! Each call is counted once, by its method and the HTTP status of its code.

use edge_tonic::client::call;
use edge_tonic::requests::Requests;
use edge_tonic::server::counting;
use tonic::Code;

#[test]
fn a_call_is_counted_once_by_its_method() {
    let requests = Requests::default();
    let address = counting(&requests);
    let with_details = |code: Code| u32::try_from(code as i32).unwrap();
    for service in ["shop", "nested"] {
        for (what, amount, status) in [
            ("tea", 0, 200),
            ("cart-empty", 0, 400),
            ("stock-down", 0, 503),
            ("panic", 0, 500),
            ("internal", 0, 500),
            // These pass as they are, and are failures all the same.
            ("code-with-details", with_details(Code::Internal), 500),
            ("code-with-details", with_details(Code::NotFound), 404),
        ] {
            let path = if service == "shop" { "/shop.Shop/Buy" } else { "/nested.Shop/Buy" };
            call(address, path, what, amount, &[]);
            assert_eq!(requests.take(), [(path.to_owned(), status)], "{path} {what} {amount}");
        }
        // A stream counts by its head.
        let path = if service == "shop" { "/shop.Shop/Watch" } else { "/nested.Shop/Watch" };
        for what in ["tea", "cart-empty"] {
            call(address, path, what, 0, &[]);
            assert_eq!(requests.take(), [(path.to_owned(), 200)], "{path} {what}");
        }
    }
    call(address, "/shop.Shop/Steal", "tea", 0, &[]);
    assert_eq!(requests.take(), [("-".to_owned(), 404)]);
}
