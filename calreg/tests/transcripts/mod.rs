//! The transcripts in the README.

/// The commands in the README with their expected output.
pub(crate) fn transcripts() -> Vec<(String, String)> {
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
