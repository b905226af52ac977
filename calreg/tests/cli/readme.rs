//! Compares the transcripts in the README with the commands.

use std::path::Path;
use std::process::Command;

use crate::run::without_locale;
use crate::transcripts::transcripts;

#[test]
fn commands_print_the_output_in_the_readme() {
    let directory = Path::new(env!("CARGO_BIN_EXE_calreg")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let others = std::env::split_paths(&path);
    let path = std::env::join_paths([directory.to_owned()].into_iter().chain(others)).unwrap();
    let commands = transcripts();
    let commands = commands
        .iter()
        .filter(|(command, _)| command.contains("calreg "));
    let mut count = 0;
    for (command, expected) in commands {
        let mut shell = Command::new("sh");
        without_locale(&mut shell);
        let output = shell
            .args(["-c", command])
            .env("PATH", &path)
            // The paths in the README are those of the repository.
            .current_dir("..")
            .output()
            .unwrap();
        let printed = [output.stdout, output.stderr].concat();
        assert_eq!(String::from_utf8(printed).unwrap(), *expected, "{command}");
        count += 1;
    }
    assert_eq!(count, 39);
}
