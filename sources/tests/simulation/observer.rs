//! [`Observer`]: checks each publication, and passes it on to the receiver that ships.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use calendar_registry::{JulianDay, Registry, calendars::Iso};
use calendar_registry_sources::StatusHandle;
use calendar_registry_sources::etcd::{
    Entries, LastGood, Publication, Receiver, Sink, TransportError, read_entry,
};
use tempfile::TempDir;

use crate::server::{PREFIX, Store};

pub(crate) struct Observer {
    seed: u64,
    store: Rc<RefCell<Store>>,
    registry: Arc<Registry>,
    status: StatusHandle,
    receiver: Receiver,
    /// Only some histories store the set, because that takes most of the time.
    folder: Option<TempDir>,
    last: Option<(u64, u64)>,
    /// What the registry has to serve: the years of each calendar.
    expected: BTreeMap<String, i64>,
    entries: Entries,
}

impl Observer {
    pub(crate) fn new(seed: u64, store: Rc<RefCell<Store>>) -> Self {
        let registry = Arc::new(Registry::new());
        registry.register(Iso).unwrap();
        let status = StatusHandle::new("simulation");
        let folder = seed
            .is_multiple_of(50)
            .then(|| tempfile::tempdir().unwrap());
        let file = folder
            .as_ref()
            .map(|folder| folder.path().join("calendars"));
        let last_good = file.map(LastGood::new);
        let receiver = Receiver::new(Arc::clone(&registry), status.clone(), PREFIX, last_good);
        Observer {
            seed,
            store,
            registry,
            status,
            receiver,
            folder,
            last: None,
            expected: BTreeMap::new(),
            entries: Entries::new(),
        }
    }

    /// Returns what the registry serves.
    fn served(&self) -> BTreeMap<String, i64> {
        let snapshot = self.registry.snapshot();
        let own = snapshot
            .iter()
            .filter(|own| own.downcast_ref::<Iso>().is_none());
        own.map(|own| {
            let year = own.date(JulianDay::new(2_461_367)).unwrap().year;
            (own.name().to_owned(), i64::from(year) - 2026)
        })
        .collect()
    }

    fn check_revision(&mut self, publication: Publication<'_>) {
        let store = self.store.borrow();
        let Publication {
            revision, cluster, ..
        } = publication;
        let seed = self.seed;
        if let Some((last_cluster, last_revision)) = self.last {
            let same = cluster == last_cluster;
            let fell = same && revision < last_revision;
            assert_eq!(publication.resynchronised, fell || !same, "seed {seed}");
        }
        if cluster == store.cluster && !store.is_unsafe && !store.restored {
            let past = store.past.get(&revision);
            assert_eq!(
                past,
                Some(publication.entries),
                "seed {seed}, revision {revision}"
            );
        }
    }

    pub(crate) fn check_end(&self) {
        let seed = self.seed;
        let store = self.store.borrow();
        assert_eq!(self.entries, store.entries, "seed {seed}");
        assert_eq!(
            self.served(),
            evaluate(&store.entries).unwrap(),
            "seed {seed}"
        );
        let status = self.status.get();
        assert_eq!(status.applied_revision, Some(store.revision), "seed {seed}");
        assert_eq!(status.last_error, None, "seed {seed}");
        if let Some(folder) = &self.folder {
            let stored = LastGood::new(folder.path().join("calendars")).load();
            let (header, set) = stored.unwrap().unwrap();
            assert_eq!(header.cluster, store.cluster, "seed {seed}");
            assert_eq!(set.definitions.len(), store.entries.len(), "seed {seed}");
        }
    }
}

impl Sink for Observer {
    fn publish(&mut self, publication: Publication<'_>) {
        self.check_revision(publication);
        self.last = Some((publication.cluster, publication.revision));
        self.entries = publication.entries.clone();
        let good = evaluate(publication.entries);
        let before = self.registry.generation();
        let applied_before = self.status.applied_revision();
        self.receiver.publish(publication);
        let publications = self.registry.generation() - before;
        let expected = good.clone().unwrap_or_else(|| self.expected.clone());
        let seed = self.seed;
        assert_eq!(
            publications,
            u64::from(expected != self.expected),
            "seed {seed}"
        );
        self.expected = expected;
        assert_eq!(self.served(), self.expected, "seed {seed}");
        let applied = match good {
            Some(_) => Some(publication.revision),
            None => applied_before,
        };
        assert_eq!(self.status.applied_revision(), applied, "seed {seed}");
    }

    fn connected(&mut self) {
        self.receiver.connected();
    }

    fn failed(&mut self, error: &TransportError) {
        self.receiver.failed(error);
    }

    fn settled(&mut self) {
        self.receiver.settled();
    }
}

/// Returns the years of each calendar, unless an entry is bad.
fn evaluate(entries: &Entries) -> Option<BTreeMap<String, i64>> {
    let calendars = entries.iter().map(|(key, value)| {
        let definition = read_entry(PREFIX, key, value).ok()?;
        let json = serde_json::to_value(&definition).unwrap();
        let years = json["years"].as_i64().unwrap();
        (json["base"] == "iso8601").then(|| (definition.names[0].clone(), years))
    });
    calendars.collect()
}
