//! Help, completions.

use std::process::Command;

use crate::run::printed;

#[test]
fn help_and_version_have_exit_code_0() {
    assert!(printed(&["--version"]).starts_with("calreg "));
    let help = printed(&["--help"]);
    let commands = [
        "list",
        "convert",
        "format",
        "parse",
        "names",
        "month",
        "completions",
        "serve",
    ];
    for command in commands {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
        assert!(!printed(&[command, "--help"]).is_empty());
    }
}

#[test]
fn completions_contain_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        for word in ["convert", "month", "--listen"] {
            let word = word.trim_start_matches('-');
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn bash_parses_the_completions() {
    let script = printed(&["completions", "bash"]);
    let Ok(checked) = Command::new("bash").args(["-n", "-c", &script]).status() else {
        return; // No bash on this machine.
    };
    assert!(checked.success());
}
