//! [`Editor`]: changes of definitions in etcd by operators, with a token.

use std::fmt;

use axum::http::{HeaderMap, HeaderValue, header};
use calendar_registry_sources::definition::{Definition, Document, Format};
use calendar_registry_sources::etcd::{Expected, PushError, Writer};
use subtle::ConstantTimeEq;
use tokio::sync::Mutex;

use super::problem::{Kind, Problem};

/// The shortest token, in bytes. A shorter one could be guessed.
const MIN_TOKEN: usize = 16;

/// The most bytes of a body. A definition is seldom larger than a few kilobytes.
pub(super) const MAX_BODY: usize = 1 << 20;

/// Writes definitions for requests that have the token.
pub(super) struct Editor {
    token: Box<[u8]>,
    endpoints: Vec<String>,
    prefix: String,
    /// One change at a time. `None` until the first one.
    writer: Mutex<Option<Writer>>,
}

impl Editor {
    pub(super) fn new(
        token: &[u8],
        endpoints: Vec<String>,
        prefix: String,
    ) -> Result<Self, String> {
        if token.len() < MIN_TOKEN {
            return Err(format!("a token has at least {MIN_TOKEN} bytes"));
        }
        Ok(Editor {
            token: token.into(),
            endpoints,
            prefix,
            writer: Mutex::new(None),
        })
    }

    /// Checks the header `authorization`. The time does not depend on how much of the token is right.
    pub(super) fn authorize(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let given = headers
            .get(header::AUTHORIZATION)
            .map(HeaderValue::as_bytes);
        let given = given.and_then(|value| value.split_at_checked(7));
        let given = given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case(b"bearer "));
        let is_right = given.is_some_and(|(_, token)| self.token.ct_eq(token).into());
        is_right.then_some(()).ok_or_else(|| {
            let detail = "this path needs the header authorization: Bearer and the token";
            Problem::new(Kind::Unauthorized, detail)
        })
    }

    /// Writes the definition of a body under a name, and returns the revision.
    pub(super) async fn put(
        &self,
        name: &[u8],
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<u64, Problem> {
        let expected = expected(headers)?;
        let definition = read(name, body)?;
        let mut writer = self.writer.lock().await;
        let writer = self.connected(&mut writer).await?;
        Ok(writer.put(&definition, &expected).await?)
    }

    /// Deletes the definition of a name, and returns the revision.
    pub(super) async fn delete(&self, name: &[u8], headers: &HeaderMap) -> Result<u64, Problem> {
        let expected = expected(headers)?;
        let name = String::from_utf8_lossy(name);
        let mut writer = self.writer.lock().await;
        let writer = self.connected(&mut writer).await?;
        Ok(writer.delete(&name, &expected).await?)
    }

    async fn connected<'w>(
        &self,
        writer: &'w mut Option<Writer>,
    ) -> Result<&'w mut Writer, Problem> {
        Ok(match writer {
            Some(writer) => writer,
            None => writer.insert(Writer::connect(&self.endpoints, &self.prefix).await?),
        })
    }
}

impl fmt::Debug for Editor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the token.
        f.debug_struct("Editor")
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

/// Reads `if-match` and `if-none-match`. A change without either could undo another one.
fn expected(headers: &HeaderMap) -> Result<Expected, Problem> {
    let malformed = |detail: &'static str| Problem::new(Kind::Malformed, detail);
    let text = |name| -> Result<Option<&str>, Problem> {
        let value: Option<&HeaderValue> = headers.get(name);
        let value = value.map(HeaderValue::to_str).transpose();
        value.map_err(|_| malformed("if-match is not ASCII"))
    };
    match (text(header::IF_MATCH)?, text(header::IF_NONE_MATCH)?) {
        (Some("*"), None) => Ok(Expected::Present),
        (Some(tags), None) => {
            let tags = tags.split(',').map(|tag| {
                let tag = tag.trim().strip_prefix('"')?.strip_suffix('"')?;
                // That of the compressed representation stands for the same definition.
                Some(tag.strip_suffix("-gzip").unwrap_or(tag).to_owned())
            });
            let tags = tags.collect::<Option<Vec<_>>>();
            let form = "if-match has the etag of the definition, in quotes, or *";
            Ok(Expected::Tag(tags.ok_or_else(|| malformed(form))?))
        }
        (None, Some("*")) => Ok(Expected::Absent),
        (None, None) => {
            let detail = "a change needs if-match with the etag of the definition, \
                          or if-none-match: * for a new one";
            Err(Problem::new(Kind::PreconditionRequired, detail))
        }
        (_, Some(_)) => Err(malformed("if-none-match can only be *, without if-match")),
    }
}

/// Reads the one definition of a body, whose first name is that of the path.
fn read(name: &[u8], body: &[u8]) -> Result<Definition, Problem> {
    let bad = |detail: String| Problem::new(Kind::BadDefinition, detail);
    let text = std::str::from_utf8(body).map_err(|error| bad(error.to_string()))?;
    let document = Document::parse("body", text, Format::Json);
    let document = document.map_err(|error| bad(error.to_string()))?;
    let mut definitions = document.into_definitions();
    let (Some(definition), true) = (definitions.pop(), definitions.is_empty()) else {
        return Err(bad("the body has to define exactly one calendar".to_owned()));
    };
    let first = definition.names.first().map_or("", String::as_str);
    let is_same = calendar_registry::Name::new(first).is_ok_and(|first| first.matches(name));
    if is_same {
        Ok(definition)
    } else {
        let name = String::from_utf8_lossy(name);
        Err(bad(format!(
            "the first name is {first:?}, the path says {name:?}"
        )))
    }
}

impl From<PushError> for Problem {
    fn from(error: PushError) -> Self {
        let kind = match &error {
            PushError::Name(_) => Kind::BadName,
            PushError::Conflict => Kind::PreconditionFailed,
            PushError::Transport(_) => Kind::SourceUnavailable,
            _ => Kind::BadDefinition,
        };
        Problem::new(kind, error.to_string())
    }
}
