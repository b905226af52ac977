//! Compares the transcripts in the README with the program.

use std::process::Command;

use crate::server::TestServer;

/// The commands in the README with their expected output.
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

/// Splits a command into words. Supports double quotes only.
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
fn commands_print_the_output_in_the_readme() {
    let commands = transcripts();
    let commands = commands
        .iter()
        .filter(|(command, _)| command.starts_with("calreg "));
    let mut count = 0;
    for (command, expected) in commands {
        let arguments = &words(command)[1..];
        let output = Command::new(env!("CARGO_BIN_EXE_calreg"))
            .args(arguments)
            // The paths in the README are those of the repository.
            .current_dir("..")
            .output()
            .unwrap();
        let printed = [output.stdout, output.stderr].concat();
        assert_eq!(String::from_utf8(printed).unwrap(), *expected, "{command}");
        count += 1;
    }
    assert_eq!(count, 20);
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
        let response = server.client().request("GET", target, &headers);
        assert_eq!(response.text(), *expected, "{command}");
        count += 1;
    }
    assert_eq!(count, 6);
}
