//! The transcripts in the README are what the program does.

use std::process::Command;

use crate::server::TestServer;

/// The commands of the README, each with what it says they print.
fn transcripts() -> Vec<(String, String)> {
    let readme = include_str!("../../README.md");
    let blocks = readme.split("```console\n").skip(1);
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in blocks.flat_map(|block| block.split("```").next().unwrap().lines()) {
        if let Some(command) = line.strip_prefix("$ ") {
            commands.push((command.to_owned(), String::new()));
        } else {
            let (_, printed) = commands.last_mut().expect("a command before its output");
            printed.push_str(line);
            printed.push('\n');
        }
    }
    commands
}

/// Splits as a shell does, as far as the README goes.
fn words(command: &str) -> Vec<String> {
    let quoted = command.split('"').enumerate();
    quoted
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn every_command_prints_what_the_readme_says() {
    let commands = transcripts();
    let commands = commands
        .iter()
        .filter(|(command, _)| command.starts_with("calreg "));
    let mut count = 0;
    for (command, expected) in commands {
        let arguments = &words(command)[1..];
        let output = Command::new(env!("CARGO_BIN_EXE_calreg"))
            .args(arguments)
            .output()
            .unwrap();
        let printed = [output.stdout, output.stderr].concat();
        assert_eq!(String::from_utf8(printed).unwrap(), *expected, "{command}");
        count += 1;
    }
    assert_eq!(count, 8);
}

#[test]
fn every_request_is_answered_as_the_readme_says() {
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
        let answer = server.client().request("GET", target, &headers);
        assert_eq!(answer.text(), *expected, "{command}");
        count += 1;
    }
    assert_eq!(count, 4);
}
