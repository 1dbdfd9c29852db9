//! Kinds of secrets, as they stand in texts.

/// The parts of a planted word: where one of them is seen, something was not masked.
const HEAD: &str = "q7Xk";
const TAIL: &str = "gD3f";

/// A name, and a text. `{}` stands for a planted word, `[…]` for a planted text as it is.
pub struct Secret {
    pub name: &'static str,
    text: &'static str,
}

const fn secret(name: &'static str, text: &'static str) -> Secret {
    Secret { name, text }
}

pub const SECRETS: [Secret; 44] = [
    secret("a password in a query", "login failed for user=7&password={}&x=1"),
    secret("a password in JSON", r#"body {"user":7,"password":"{}","x":[1]} refused"#),
    secret("a password in JSON in JSON", r#"{"body":"{\"password\":\"{}\"}"}"#),
    secret("a password in a query in a query", "next=https%3A%2F%2Fx%3Fpassword%3D{}%26y%3D1"),
    secret("a password in a debug text", r#"Login { user: "a", password: Some("{}"), n: 1 }"#),
    secret("a password in a pair", r#"[("password", "{}"), ("b", "c")]"#),
    secret("a password in XML", "<login><password>{}</password></login>"),
    secret("a password as an option", "mysqldump --password {} --all failed"),
    secret("a password in a connection string", "Server=db;User Id=sa;Password={};Timeout=3"),
    secret("a password in Japanese", "ログインに失敗しました。パスワード：{}、再試行"),
    secret("a password in YAML", "user: 7\ndb_password: {}\nport: 5432"),
    secret("a passphrase", "cannot open the key: passphrase={}"),
    secret("a nested secret", r#"{"credentials":{"user":"a","p":["{}"]},"x":2}"#),
    secret("a client secret", "oauth: client_secret={} was revoked"),
    secret("an access token", r#"{"accessToken" : "{}", "expires": 3600}"#),
    secret("a refresh token", "refresh_token: {}"),
    secret("a key of an API", "x-api-key: {}\r\naccept: */*"),
    secret("a private key by its name", "private_key={}"),
    secret("a session", "sessionid={}; Path=/"),
    secret("a cookie", "Cookie: sid={}; theme=dark"),
    secret("a one-time password", "otp={} has expired"),
    secret("bearer", "sent Bearer {} to it"),
    secret("a header of authorization", "Authorization: Bearer {}"),
    secret("basic", "with Basic {}Zz0="),
    secret("a JSON web token", "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIi{}.{} is too old"),
    secret(
        "a private key",
        "-----BEGIN RSA PRIVATE KEY-----\n{}\n{}\n-----END RSA PRIVATE KEY-----\n",
    ),
    secret("a key of GitHub", "git: ghp_{} was refused"),
    secret("a fine-grained key of GitHub", "git: github_pat_{} was refused"),
    secret("a key of GitLab", "glpat-{} was refused"),
    secret("a key of Slack", "xoxb-123456789012-{} was refused"),
    secret("a key of Stripe", "sk_live_{} was refused"),
    secret("a secret of a web hook of Stripe", "whsec_{} does not match"),
    secret("a key of OpenAI", "sk-proj-{} was refused"),
    secret("a key of npm", "npm_{} was refused"),
    secret("a key of Google", "AIza{} was refused"),
    secret("a web hook of Slack", "POST https://hooks.slack.com/services/T0/B0/{} failed"),
    secret("a password in a URL", "postgres://app:{}@db.internal:5432/shop refused"),
    secret("a password in a URL without a user", "redis://:{}@cache:6379 refused"),
    secret("an e-mail address", "no user {}@mail.example.co.jp here"),
    secret("an e-mail address in a query", "mail={}%40example.com&x=1"),
    secret("a home directory", "open /home/{}/notes: permission denied"),
    secret("a home directory of Windows", r"open C:\Users\{}\notes: access denied"),
    secret("a card", "card [4111111111111111] declined"),
    secret("a card in groups", "card [5555-5555-5555-4444] declined"),
];

impl Secret {
    /// The text with words of their own for this secret and this way.
    pub fn planted(&self, kind: usize, way: usize) -> String {
        let word = format!("{HEAD}{kind:02}{way:02}Z9mB4tR8sL2pV5cN1jW6yU0{kind:02}{way:02}{TAIL}");
        self.text.replace("{}", &word).replace("card [", "card ").replace("] declined", " declined")
    }

    /// Whether the planted text is in another one.
    pub fn is_in(&self, kind: usize, way: usize, text: &str) -> bool {
        match self.fixed() {
            Some(fixed) => text.contains(fixed),
            None => text.contains(&format!("{HEAD}{kind:02}{way:02}")),
        }
    }

    fn fixed(&self) -> Option<&'static str> {
        self.text.strip_prefix("card [")?.split_once(']').map(|(number, _)| number)
    }
}

/// The surroundings of every planted text that is seen.
pub fn seen(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let fixed = SECRETS.iter().filter_map(Secret::fixed);
    let parts = [HEAD, TAIL].into_iter().chain(fixed).map(str::to_lowercase);
    let found = parts.filter_map(|part| lower.find(&part));
    let around = |at: usize| {
        let start = (0..=at.saturating_sub(120)).rev().find(|at| lower.is_char_boundary(*at));
        lower[start.unwrap_or_default()..].chars().take(300).collect()
    };
    found.map(around).collect()
}
