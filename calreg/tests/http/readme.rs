//! Compares the transcripts in the README with the server.

use crate::server::TestServer;
use crate::transcripts::transcripts;

/// Splits a command into words. Supports double quotes, and single quotes around a text with double
/// quotes.
fn words(command: &str) -> Vec<String> {
    if let Some((before, rest)) = command.split_once('\'') {
        let (quoted, after) = rest.split_once('\'').expect("a closing quote");
        return [words(before), vec![quoted.to_owned()], words(after)].concat();
    }
    let quoted = command.split('"').enumerate();
    quoted
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn requests_get_the_responses_in_the_readme() {
    let server = TestServer::start();
    let commands = transcripts();
    let commands = commands
        .iter()
        .filter(|(command, _)| command.starts_with("curl "));
    let mut count = 0;
    for (command, expected) in commands {
        let words = words(command);
        let target = words
            .last()
            .unwrap()
            .strip_prefix("http://127.0.0.1:8080")
            .unwrap();
        let header = words.iter().skip_while(|word| *word != "-H").nth(1);
        let headers = header.map_or(String::new(), |header| format!("{header}\r\n"));
        let body = words.iter().skip_while(|word| *word != "--json").nth(1);
        let response = match body {
            Some(body) => server.client().post(target, body),
            None => server.client().request("GET", target, &headers),
        };
        assert_eq!(response.text(), *expected, "{command}");
        count += 1;
    }
    assert_eq!(count, 10);
}
