//! Help, completions.

use std::process::Command;

use calendar_registry::System;

use crate::run::{printed, text};

#[test]
fn help_and_version_have_exit_code_0() {
    assert!(printed(&["--version"]).starts_with("calreg "));
    let help = printed(&["--help"]);
    let commands = [
        "list",
        "convert",
        "add",
        "diff",
        "weekday",
        "format",
        "parse",
        "names",
        "month",
        "year",
        "completions",
        "man",
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

#[test]
fn bash_completes_the_names_of_calendars() {
    let script = printed(&["completions", "bash"]);
    let complete = "
        COMP_WORDS=(calreg convert --to umm) COMP_CWORD=3
        _calreg calreg umm --to
        echo \"${COMPREPLY[*]}\"
    ";
    let Ok(output) = Command::new("bash")
        .args(["-c", &format!("{script}{complete}")])
        .output()
    else {
        return; // No bash on this machine.
    };
    assert_eq!(text(&output.stdout), "umm-al-qura\n");
}

#[test]
fn completed_names_are_names_of_calendars() {
    let script = printed(&["completions", "fish"]);
    for system in System::ALL {
        let name = system.name().to_lowercase().replace(' ', "-");
        assert!(script.contains(&name), "{name}");
        printed(&["convert", "2026-11-22", "--to", &name]);
    }
}

#[test]
fn each_command_has_a_manual_page() {
    let page = printed(&["man"]);
    assert!(page.contains(".TH calreg 1"), "{page}");
    assert!(page.contains("Exit codes:"), "{page}");
    for command in ["convert", "month", "serve"] {
        assert!(page.contains(&format!("calreg\\-{command}(1)")), "{page}");
        let page = printed(&["man", command]);
        assert!(page.contains(&format!(".TH calreg-{command} 1")), "{page}");
        assert!(page.contains("\\-\\-help"), "{page}");
    }
}
