//! `drill`: a dry run, and one against an Alertmanager.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use crate::harness::{Shop, exactly, golden};

const OPERATIONS: &str = "\
[operations]
runbook = \"https://runbooks.example.com/{slug}\"
[operations.receivers]
slack = { url_file = \"/etc/alertmanager/slack\" }
pagerduty = { key_file = \"/etc/alertmanager/pagerduty\" }
";

fn shop() -> Shop {
    let shop = Shop::new();
    shop.write("error-catalog.toml", OPERATIONS);
    shop
}

#[test]
fn a_dry_run_shows_channels_times_and_texts() {
    let shop = shop();
    golden("drill.txt", &shop.run(&["drill", "AUTH_PROVIDER_DOWN"]).fine());
    let json = shop.json(&["drill", "AUTH_PROVIDER_DOWN"]);
    assert_eq!(json["alerts"][0]["name"], "CriticalError");
    assert_eq!(json["alerts"][0]["channels"], serde_json::json!(["Slack #incidents", "PagerDuty"]));
    assert_eq!(json["taken_to"], serde_json::Value::Null);
}

#[test]
fn a_code_without_an_alert_says_so() {
    let said = shop().run(&["drill", "USER_NOT_FOUND"]).fine();
    assert!(said.contains("USER_NOT_FOUND raises no alert"), "{said}");
}

#[test]
fn without_receivers_no_one_is_alerted() {
    let said = Shop::new().run(&["drill", "AUTH_PROVIDER_DOWN"]).fine();
    assert!(said.contains("no one: `[operations.receivers]` is empty"), "{said}");
}

/// The source belongs to a package, whose settings count. A spec belongs to none.
#[test]
fn a_drill_of_a_source_has_the_receivers_of_its_package() {
    let shop = shop();
    let expected = shop.run(&["drill", "AUTH_PROVIDER_DOWN"]).fine();
    let drill = |source: &str| {
        let said = exactly(shop.path(), &["drill", "AUTH_PROVIDER_DOWN", "--source", source]);
        assert_eq!(said.code, 0, "{said:?}");
        said.stdout
    };
    assert_eq!(drill("src"), expected);
    shop.run(&["export", "--format", "spec", "--out", "spec.json"]).fine();
    let said = drill("spec.json");
    assert!(said.contains("not known: a spec has no `[operations.receivers]`"), "{said}");
    assert!(!said.contains("no one"), "{said}");
}

#[test]
fn an_unknown_code_and_an_address_elsewhere_are_refused() {
    let shop = shop();
    let said = shop.run(&["drill", "AUTH_PROVIDER_DWN"]).refused(2);
    assert!(said.contains("did you mean `AUTH_PROVIDER_DOWN`?"), "{said}");
    let arguments = ["drill", "AUTH_PROVIDER_DOWN", "--alertmanager", "192.0.2.1:9093"];
    let said = shop.run(&arguments).refused(2);
    assert!(said.contains("`192.0.2.1:9093` is not an address of this machine"), "{said}");
}

/// An Alertmanager that gives these answers, one for each connection, and returns the requests.
fn alertmanager<const N: usize>(
    answers: [(&'static str, &'static str); N],
) -> (SocketAddr, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let requests = thread::spawn(move || {
        let exchange = |(status, body): (&str, &str)| {
            let (mut stream, _) = listener.accept().unwrap();
            let request = request(&mut stream);
            write!(stream, "HTTP/1.0 {status}\r\nContent-Type: application/json\r\n\r\n{body}")
                .unwrap();
            request
        };
        answers.into_iter().map(exchange).collect()
    });
    (address, requests)
}

/// A request with its body.
fn request(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).unwrap();
        read.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&read).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.split("Content-Length: ").nth(1).unwrap();
        let length: usize = length.lines().next().unwrap().parse().unwrap();
        if count == 0 || body.len() >= length {
            return text;
        }
    }
}

const DOWN: &str = "AUTH_PROVIDER_DOWN";

/// `CriticalError` about a code, as Alertmanager lists it, and a comma.
fn listed(code: &str, receiver: &str, status: &str) -> String {
    let known = shop().json(&["drill", DOWN])["alerts"][0]["labels"].clone();
    let mut labels = known;
    labels["error_code"] = code.into();
    labels["drill"] = "true".into();
    format!(r#"{{"labels":{labels},"receivers":[{{"name":"{receiver}"}}],"status":{{{status}}}}},"#)
}

fn list(alerts: &str) -> &'static str {
    format!("[{}]", alerts.trim_end_matches(',')).leak()
}

/// A drill that reaches no one has found something.
#[test]
fn an_alert_that_alertmanager_holds_back_is_a_failure() {
    let silenced = listed(DOWN, "critical", r#""silencedBy":["s-1"],"state":"suppressed""#);
    let inhibited = listed(DOWN, "critical", r#""inhibitedBy":["f-1"],"state":"suppressed""#);
    let other = listed("USER_STORE_DOWN", "critical", "");
    for (answer, message) in [
        (list(&silenced), "`CriticalError` is not sent: it is silenced by `s-1`"),
        (list(&inhibited), "`CriticalError` is not sent: it is inhibited by the alert `f-1`"),
        (list(&other), "`CriticalError` is not sent: Alertmanager does not list it"),
        ("<html>", "is no list of alerts: "),
    ] {
        let (address, requests) = alertmanager([("200 OK", ""), ("200 OK", answer)]);
        let address = address.to_string();
        let said = shop().run(&["drill", DOWN, "--alertmanager", &address]).refused(3);
        assert!(said.contains(message), "{said}");
        drop(requests.join());
    }
}

/// Alertmanager takes an alert to a receiver also if that sends nothing.
#[test]
fn an_alert_that_no_channel_gets_is_a_failure() {
    let drill = |shop: &Shop, receiver: &str| {
        let answer = list(&listed(DOWN, receiver, ""));
        let (address, requests) = alertmanager([("200 OK", ""), ("200 OK", answer)]);
        let said = shop.run(&["drill", DOWN, "--alertmanager", &address.to_string()]);
        drop(requests.join());
        said
    };
    let without = Shop::new();
    without.write(
        "error-catalog.toml",
        &format!("{}\n", OPERATIONS.split("[operations.rec").next().unwrap()),
    );
    let told = drill(&without, "critical").refused(3);
    let message = "`CriticalError` is sent to no one: its receiver `critical` has no channel";
    assert!(told.contains(message) && told.contains("[operations.receivers]"), "{told}");
    drill(&shop(), "critical").fine();
    // A receiver that is not of these settings may have a channel.
    drill(&without, "night-shift").fine();
}

#[test]
fn the_alerts_are_sent_and_the_answer_has_the_receivers() {
    // One of an earlier drill, and the one that was sent.
    let taken = listed("USER_STORE_DOWN", "elsewhere", "") + &listed(DOWN, "critical", "");
    let (address, requests) = alertmanager([("200 OK", ""), ("200 OK", list(&taken))]);
    let address = address.to_string();
    let json = shop().json(&["drill", "AUTH_PROVIDER_DOWN", "--alertmanager", &address]);
    let expected = serde_json::json!([{"alert": "CriticalError", "receiver": "critical"}]);
    assert_eq!(json["taken_to"], expected, "{json}");
    let requests = requests.join().unwrap();
    let (_, body) = requests[0].split_once("\r\n\r\n").unwrap();
    let sent: serde_json::Value = serde_json::from_str(body).unwrap();
    let labels = &sent[0]["labels"];
    assert_eq!((&labels["severity"], &labels["drill"]), (&"CRITICAL".into(), &"true".into()));
    assert_eq!(labels["error_code"], "AUTH_PROVIDER_DOWN");
    assert!(sent[0]["annotations"]["summary"].as_str().unwrap().starts_with("[drill] "), "{sent}");
    assert!(
        requests[1].starts_with("GET /api/v2/alerts?filter=drill%3D%22true%22 "),
        "{}",
        requests[1]
    );
}

#[test]
fn an_alertmanager_that_refuses_or_is_not_there_is_reported() {
    let (address, requests) = alertmanager([("400 Bad Request", "bad labels"), ("200 OK", "[]")]);
    let shop = shop();
    let run = |address: &str| {
        shop.run(&["drill", "AUTH_PROVIDER_DOWN", "--alertmanager", address]).refused(3)
    };
    let said = run(&address.to_string());
    assert!(said.contains("400 Bad Request bad labels"), "{said}");
    // Ends the thread.
    drop(
        TcpStream::connect(address)
            .map(|mut stream| stream.write_all(b"x\r\nContent-Length: 0\r\n\r\n")),
    );
    drop(requests.join());
    let said = run("127.0.0.1:1");
    assert!(said.contains("does not answer"), "{said}");
}

#[test]
fn a_service_is_asked_to_raise_the_code() {
    let (address, requests) = alertmanager([("202 Accepted", "{\"trace_id\":\"drill-1\"}")]);
    let route = format!("http://{address}/admin/drills/");
    let header = "authorization: Bearer t";
    let arguments = ["drill", "AUTH_PROVIDER_DOWN", "--service", &route, "--header", header];
    let json = shop().json(&arguments);
    assert_eq!(json["raised"], "{\"trace_id\":\"drill-1\"}");
    let requests = requests.join().unwrap();
    assert!(
        requests[0].starts_with("POST /admin/drills/AUTH_PROVIDER_DOWN HTTP/1.0\r\n"),
        "{}",
        requests[0]
    );
    assert!(requests[0].contains("\r\nauthorization: Bearer t\r\n"), "{}", requests[0]);
}

#[test]
fn a_service_that_refuses_or_is_elsewhere_is_reported() {
    let shop = shop();
    let (address, requests) = alertmanager([("403 Forbidden", "who are you?")]);
    let route = format!("{address}/drills");
    let said = shop.run(&["drill", "AUTH_PROVIDER_DOWN", "--service", &route]).refused(3);
    assert!(said.contains("refuses the drill: HTTP/1.0 403 Forbidden who are you?"), "{said}");
    drop(requests.join());
    let drill = |arguments: &[&str]| {
        let all = [&["drill", "AUTH_PROVIDER_DOWN", "--service"], arguments].concat();
        shop.run(&all).refused(2)
    };
    let said = drill(&["192.0.2.1:80/drills"]);
    assert!(said.contains("`192.0.2.1:80` is not an address of this machine"), "{said}");
    assert!(drill(&["shop/drills"]).contains("such as `127.0.0.1:3000/drills`"));
    assert!(drill(&["127.0.0.1:1/a b"]).contains("without spaces"));
    let said = drill(&["127.0.0.1:1/drills", "--header", "x: y\r\nz: w"]);
    assert!(said.contains("expected `name: value`"), "{said}");
}
