//! The options of etcd, and the source that they describe.

use std::path::PathBuf;
use std::sync::Arc;

use calendar_registry::Registry;
use calendar_registry_sources::Follower;
use calendar_registry_sources::etcd::Etcd;

use super::editor::Editor;
use super::sources::Source;
use crate::error::Error;

/// Options of etcd.
#[derive(clap::Args, Clone, Default, Debug)]
pub(super) struct EtcdSourceOptions {
    /// The members of an etcd cluster, as URLs with commas between them; its calendars are followed
    #[arg(long, env = "CALREG_ETCD", value_name = "URL", value_delimiter = ',')]
    #[arg(conflicts_with = "calendars")]
    etcd: Vec<String>,
    /// The prefix of the calendars' keys
    #[arg(
        long,
        env = "CALREG_PREFIX",
        value_name = "PREFIX",
        default_value = "/calendars/"
    )]
    prefix: String,
    /// A file for the last good calendars, from which the server starts while etcd does not answer
    #[arg(long, env = "CALREG_LAST_GOOD", value_name = "FILE", requires = "etcd")]
    last_good: Option<PathBuf>,
    /// A file with the token of PUT and DELETE on the admin listener; without it there are none
    #[arg(
        long,
        env = "CALREG_ADMIN_TOKEN",
        value_name = "FILE",
        requires = "etcd"
    )]
    admin_token: Option<PathBuf>,
}

impl EtcdSourceOptions {
    /// Begins to follow etcd, unless no member is given.
    pub(super) fn follow(
        &self,
        registry: &Arc<Registry>,
    ) -> Option<Result<(Follower, Source), Error>> {
        (!self.etcd.is_empty()).then(|| self.follow_members(registry))
    }

    fn follow_members(&self, registry: &Arc<Registry>) -> Result<(Follower, Source), Error> {
        let editor = self.editor()?;
        let mut etcd = Etcd::new(&self.etcd).prefix(&self.prefix);
        if let Some(file) = &self.last_good {
            etcd = etcd.last_good(file);
        }
        let follower = etcd.follow(Arc::clone(registry));
        let failed = |error| Error::Server(format!("cannot follow etcd: {error}"));
        let follower = follower.map_err(failed)?;
        let mut source = Source::of(follower.status().clone());
        source.editor = editor;
        Ok((follower, source))
    }

    fn editor(&self) -> Result<Option<Editor>, Error> {
        let Some(file) = &self.admin_token else {
            return Ok(None);
        };
        let failed = |problem: &dyn std::fmt::Display| {
            Error::Server(format!("{}: {problem}", file.display()))
        };
        let token = std::fs::read(file).map_err(|error| failed(&error))?;
        let editor = Editor::new(token.trim_ascii(), self.etcd.clone(), self.prefix.clone());
        editor.map(Some).map_err(|problem| failed(&problem))
    }
}
