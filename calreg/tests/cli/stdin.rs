//! Dates on standard input.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::run::{command, piped, text};

const TO_JALALI: [&str; 4] = ["convert", "-", "--to", "jalali"];

#[test]
fn each_line_is_converted() {
    let output = piped(b"2026-11-22\n\n 2026-11-23\r\n2026-11-24", &TO_JALALI);
    let lines = "1405-09-01 Jalali\n1405-09-02 Jalali\n1405-09-03 Jalali\n";
    assert_eq!(text(&output.stdout), lines);
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn wrong_line_is_reported_with_its_number_and_the_others_are_converted() {
    let mut input = b"2026-11-22\n\n2026-02-29\n\xff\n".to_vec();
    input.extend([b'x'; 100_000]);
    input.extend(b"\n2026-11-23\n");
    let output = piped(&input, &TO_JALALI);
    assert_eq!(
        text(&output.stdout),
        "1405-09-01 Jalali\n1405-09-02 Jalali\n"
    );
    assert_eq!(output.status.code(), Some(1));
    let errors: Vec<_> = text(&output.stderr).lines().collect();
    let begins = [
        "error: line 3: Gregorian has no date 2026-02-29: ",
        "error: line 4: \"\u{fffd}\" is not a date: the line is not UTF-8",
        "error: line 5: \"xxxx",
    ];
    assert_eq!(errors.len(), begins.len(), "{errors:?}");
    for (error, begin) in errors.iter().zip(begins) {
        assert!(error.starts_with(begin), "{error}");
    }
    assert!(errors[2].ends_with("is not a date: the line is too long"));
}

#[test]
fn many_lines_are_converted_in_order() {
    let input: Vec<String> = (1..=9999)
        .flat_map(|year| [format!("{year:04}-02-28\n"), format!("{year:04}-03-01\n")])
        .collect();
    let output = piped(
        input.concat().as_bytes(),
        &["convert", "-", "-t", "gregorian"],
    );
    let expected = input.concat().replace('\n', " Gregorian\n");
    assert!(text(&output.stdout) == expected, "the lines differ");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn answer_does_not_wait_for_the_next_line() {
    let mut command = command(&TO_JALALI);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdin.write_all(b"2026-11-22\n").unwrap();
    let (send, answers) = channel();
    let reader = std::thread::spawn(move || {
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        send.send(line).unwrap();
    });
    // The limit only ends a test that would wait forever.
    let answer = answers.recv_timeout(Duration::from_secs(60));
    drop(stdin);
    child.wait().unwrap();
    reader.join().unwrap();
    assert_eq!(answer.as_deref(), Ok("1405-09-01 Jalali\n"));
}

#[test]
fn lines_and_arguments_can_be_mixed() {
    let arguments = ["convert", "2026-11-21", "-", "2026-11-23", "-t", "iso"];
    let output = piped(b"2026-11-22\n", &arguments);
    let lines = "2026-11-21 ISO 8601\n2026-11-22 ISO 8601\n2026-11-23 ISO 8601\n";
    assert_eq!(text(&output.stdout), lines);
}
