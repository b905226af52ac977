//! The dates of a command: arguments, or with `-` the lines of standard input.

use std::io::{self, BufRead, BufReader, Read, Write};

use calendar_registry::Registry;

use crate::error::Error;
use crate::query::{QueryError, quoted};

/// Reads standard input in parts of this size, in bytes.
const BUFFER: usize = 1 << 16;
/// The length of the longest line that is read, in bytes.
const LONGEST_LINE: usize = 1 << 16;

/// Answers each date, in order. A date without an answer is reported on standard error, with the
/// number of its line, and the next one is answered.
///
/// `answer` writes to the output and returns each reason why a part of the answer is missing.
///
/// # Errors
/// The reason, if one argument is the only date; [`Error::Reported`] if there are several. Input
/// and output errors end the loop.
pub(super) fn for_each<W: Write>(
    dates: &[String],
    out: &mut W,
    mut answer: impl FnMut(&str, &mut W) -> Result<Vec<Error>, Error>,
) -> Result<(), Error> {
    let mut failed = false;
    let mut report = |place: Option<String>, errors: Vec<Error>| {
        for error in errors {
            failed = true;
            let error = match &place {
                Some(place) => error.at(place),
                None => error,
            };
            write_error(&error);
        }
    };
    for date in dates {
        if date == "-" {
            lines(out, &mut answer, &mut report)?;
        } else {
            let errors = errors(answer(date, out))?;
            if dates.len() == 1 && errors.len() == 1 {
                return errors.into_iter().next().map_or(Ok(()), Err);
            }
            report(None, errors);
        }
    }
    if failed {
        return Err(Error::Reported);
    }
    Ok(())
}

/// Answers the lines of standard input.
fn lines<W: Write>(
    out: &mut W,
    answer: &mut impl FnMut(&str, &mut W) -> Result<Vec<Error>, Error>,
    report: &mut impl FnMut(Option<String>, Vec<Error>),
) -> Result<(), Error> {
    let mut input = BufReader::with_capacity(BUFFER, io::stdin().lock());
    let mut line = Vec::new();
    for number in 1_u64.. {
        // Before the next read can wait, because the writer of the lines may wait for the answers.
        if input.buffer().is_empty() {
            out.flush()?;
        }
        line.clear();
        if !read_line(&mut input, &mut line).map_err(Error::Input)? {
            break;
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let errors = match std::str::from_utf8(line) {
            Ok(text) if line.len() < LONGEST_LINE => errors(answer(text, out))?,
            Ok(_) => vec![not_a_date(line, "the line is too long")],
            Err(_) => vec![not_a_date(line, "the line is not UTF-8")],
        };
        report(Some(format!("line {number}")), errors);
    }
    Ok(())
}

/// Reads a line, or its first [`LONGEST_LINE`] bytes. Returns `false` at the end of the input.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    let limit = u64::try_from(LONGEST_LINE).unwrap_or(u64::MAX);
    let length = input.by_ref().take(limit).read_until(b'\n', line)?;
    if length == LONGEST_LINE && !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(length > 0)
}

fn not_a_date(line: &[u8], error: &str) -> Error {
    let (text, error) = (quoted(line), error.to_owned());
    QueryError::InvalidDate { text, error }.into()
}

/// Separates the reasons to report from those that end the command.
fn errors(answer: Result<Vec<Error>, Error>) -> Result<Vec<Error>, Error> {
    match answer {
        Err(error @ Error::Query { .. }) => Ok(vec![error]),
        other => other,
    }
}

/// Writes an error and its hint to standard error. A failure to write it is ignored: there is no
/// other place to report it.
pub(crate) fn write_error(error: &Error) {
    let hint = error.hint(&Registry::global().snapshot());
    let hint = hint.map_or_else(String::new, |hint| format!("\n  {hint}"));
    let message = format!("error: {error}{hint}\n");
    let _ = io::stderr().lock().write_all(message.as_bytes());
}
