//! [`Server`]: a simulated etcd with a writer, and everything that goes wrong between it and a client.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::{pending, ready};
use std::rc::Rc;
use std::time::Duration;

use calendar_registry_sources::etcd::{
    Entries, Event, Header, Listing, Message, Timing, Transport, TransportError, key,
};

use crate::random::Random;

pub(crate) const PREFIX: &str = "/calendars/";
const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

/// What etcd has stored, which the observer compares with.
pub(crate) struct Store {
    pub(crate) cluster: u64,
    pub(crate) revision: u64,
    pub(crate) entries: Entries,
    /// The entries at each revision of this cluster since it was made or restored.
    pub(crate) past: BTreeMap<u64, Entries>,
    /// The changes of each revision.
    events: BTreeMap<u64, Vec<Event>>,
    /// Watches from this revision or an older one are canceled.
    compacted: u64,
    /// A server has lost an event, or a restored cluster has other contents under known revisions. The
    /// client can find out only by the next listing, which resets this.
    pub(crate) is_unsafe: bool,
    /// The cluster was restored since the last listing.
    pub(crate) restored: bool,
}

/// A watch, as the server sees it.
struct Watch {
    /// The next revision to deliver.
    next: u64,
    created: bool,
}

pub(crate) struct Server {
    store: Rc<RefCell<Store>>,
    random: Random,
    now: Duration,
    /// When the faults and the writes stop, and when the history ends.
    calm: Duration,
    end: Duration,
    next_write: Duration,
    watch: Option<Watch>,
    /// A message of an earlier watch that arrives late.
    late: Option<Message>,
    down_until: Duration,
    /// Whether nothing happens that only the listing at the interval can heal: no event is lost, and a
    /// restored cluster does not catch up with its old revision before the client has seen it. Such a
    /// history ends long before the interval.
    is_strict: bool,
}

impl Server {
    pub(crate) fn new(mut random: Random, timing: Timing) -> Self {
        let calm = Duration::from_millis(200 + random.below(60_000));
        let is_strict = random.one_in(2);
        let rest = if is_strict {
            Duration::from_secs(30)
        } else {
            timing.interval * 2
        };
        let store = Store {
            cluster: 1,
            revision: 1,
            entries: Entries::new(),
            past: BTreeMap::from([(1, Entries::new())]),
            events: BTreeMap::new(),
            compacted: 0,
            is_unsafe: false,
            restored: false,
        };
        Server {
            store: Rc::new(RefCell::new(store)),
            random,
            now: Duration::ZERO,
            calm,
            end: calm + rest,
            next_write: Duration::ZERO,
            watch: None,
            late: None,
            down_until: Duration::ZERO,
            is_strict,
        }
    }

    pub(crate) fn shared(&self) -> Rc<RefCell<Store>> {
        Rc::clone(&self.store)
    }

    /// Lets time pass. The world goes on meanwhile.
    fn pass(&mut self, time: Duration) {
        self.now += time;
        while self.next_write <= self.now && self.next_write < self.calm {
            self.change_the_world();
            self.next_write += Duration::from_millis(1 + self.random.below(3_000));
        }
        let waits = self.is_strict && self.store.borrow().restored;
        if self.now >= self.calm && self.next_write < Duration::MAX && !waits {
            // The last write of a history is good.
            self.write(false);
            self.next_write = Duration::MAX;
        }
    }

    fn is_calm(&self) -> bool {
        self.now >= self.calm
    }

    fn change_the_world(&mut self) {
        let waits = self.is_strict && self.store.borrow().restored;
        match self.random.below(40) {
            _ if waits => {}
            0 => self.restore(),
            1..=3 => self.compact(),
            4 => self.down_until = self.now + Duration::from_millis(self.random.below(20_000)),
            5 if !self.is_strict => self.lose_an_event(),
            6 => self.write_elsewhere(),
            7..=10 => self.write(true),
            _ => self.write(false),
        }
    }

    /// A transaction: all calendars get the same years, the revision. Some are deleted. A bad one has a
    /// base that is missing, no JSON, or another calendar's name.
    fn write(&mut self, is_bad: bool) {
        let mut store = self.store.borrow_mut();
        let revision = store.revision + 1;
        let mut events = Vec::new();
        let mask = 1 + self.random.below(31);
        for (index, name) in NAMES.iter().enumerate() {
            let key = key(PREFIX, name).unwrap();
            let chosen = mask & (1 << index) != 0;
            let value = chosen.then(|| entry(name, revision, "iso8601").into_bytes().into());
            if value.is_some() || store.entries.contains_key(&key) {
                events.push(Event {
                    revision,
                    key,
                    value,
                });
            }
        }
        if is_bad {
            let text = match self.random.below(3) {
                0 => entry("a", revision, "missing"),
                1 => "{".to_owned(),
                _ => entry("b", revision, "iso8601"),
            };
            events.retain(|event| event.key != key(PREFIX, "a").unwrap());
            let key = key(PREFIX, "a").unwrap();
            let value = Some(text.into_bytes().into());
            events.insert(
                0,
                Event {
                    revision,
                    key,
                    value,
                },
            );
        }
        store.commit(events);
    }

    /// A write outside the prefix: the revision rises without an event.
    fn write_elsewhere(&mut self) {
        self.store.borrow_mut().commit(Vec::new());
    }

    /// A compaction up to a random revision.
    fn compact(&mut self) {
        let mut store = self.store.borrow_mut();
        let span = store.revision - store.compacted;
        store.compacted += self.random.below(span + 1);
        let compacted = store.compacted;
        store.events.retain(|revision, _| *revision > compacted);
    }

    /// The events of a revision never reach this client's watch.
    fn lose_an_event(&mut self) {
        let mut store = self.store.borrow_mut();
        if self.random.one_in(4) && store.events.pop_last().is_some() {
            store.is_unsafe = true;
        }
    }

    /// A restore from a backup: the revision falls, with the same cluster id or another one.
    fn restore(&mut self) {
        let mut store = self.store.borrow_mut();
        let back = self.random.below(store.revision);
        let (revision, entries) = {
            let kept = store
                .past
                .iter()
                .nth((back as usize).min(store.past.len() - 1));
            let (revision, entries) = kept.unwrap();
            (*revision, entries.clone())
        };
        store.past.retain(|own, _| *own <= revision);
        store.events.clear();
        (store.revision, store.compacted, store.entries) = (revision, revision, entries);
        if self.random.one_in(2) {
            store.cluster += 1;
        } else {
            store.is_unsafe = true;
        }
        store.restored = true;
        self.watch = None;
        self.late = None;
    }

    /// Fails at random, or because the server is down.
    fn call(&mut self) -> Result<(), TransportError> {
        let latency = Duration::from_micros(50 + self.random.below(50_000));
        self.pass(latency);
        if !self.is_calm() && (self.now < self.down_until || self.random.one_in(12)) {
            // The client may wait for its timeout.
            let timeout = Duration::from_millis(self.random.below(2_000));
            self.pass(timeout);
            self.watch = None;
            return Err(TransportError("unavailable".to_owned()));
        }
        Ok(())
    }

    fn header(&mut self) -> Header {
        let store = self.store.borrow();
        let mut header = Header {
            cluster: store.cluster,
            revision: store.revision,
        };
        drop(store);
        if !self.is_calm() && self.random.one_in(10) {
            // A member that lags behind.
            header.revision = header.revision.saturating_sub(self.random.below(3)).max(1);
        }
        header
    }

    fn message(&mut self) -> Message {
        Message {
            header: self.header(),
            created: false,
            canceled: false,
            compact_revision: 0,
            reason: String::new(),
            events: Vec::new(),
        }
    }

    /// Returns the next message of the watch, if there is one now.
    fn next_message(&mut self) -> Option<Message> {
        let mut message = self.message();
        let watch = self.watch.as_mut()?;
        if !watch.created {
            watch.created = true;
            message.created = true;
            let mut store = self.store.borrow_mut();
            // A client that is not ahead of a restored cluster has nothing to find out.
            store.restored &= watch.next > store.revision + 1;
            return Some(message);
        }
        let store = self.store.borrow();
        message.header.revision = store.revision;
        if watch.next <= store.compacted {
            (message.canceled, message.compact_revision) = (true, store.compacted + 1);
            drop(store);
            self.watch = None;
            return Some(message);
        }
        let available: Vec<u64> = store
            .events
            .range(watch.next..)
            .map(|(own, _)| *own)
            .collect();
        if available.is_empty() {
            let notify = watch.next <= store.revision && self.random.one_in(3);
            watch.next = watch.next.max(store.revision + 1);
            return notify.then_some(message);
        }
        // Some revisions in one message, each of them whole.
        let count = 1 + self.random.below(available.len() as u64) as usize;
        let mut first = watch.next;
        if self.random.one_in(8) {
            // Delivered before.
            first = first.saturating_sub(self.random.below(4));
        }
        let last = available[count - 1];
        watch.next = last + 1;
        message.events = store
            .events
            .range(first..=last)
            .flat_map(|(_, own)| own.clone())
            .collect();
        Some(message)
    }

    fn receive_now(&mut self, within: Duration) -> Result<Option<Message>, TransportError> {
        let deadline = self.now + within;
        if self.watch.is_none() {
            return Err(TransportError("the stream has ended".to_owned()));
        }
        loop {
            self.call()?;
            if let Some(late) = self.late.take() {
                return Ok(Some(late));
            }
            if let Some(message) = self.next_message() {
                if !self.is_calm() && self.random.one_in(30) {
                    // The connection breaks, and the message arrives after the next one is made.
                    self.late = Some(message).filter(|late| !late.created && !late.canceled);
                    self.watch = None;
                    return Err(TransportError("connection reset".to_owned()));
                }
                if !self.is_calm() && self.random.one_in(20) {
                    // The process is stopped for a while.
                    let stopped = Duration::from_millis(self.random.below(10_000));
                    self.pass(stopped);
                }
                return Ok(Some(message));
            }
            if self.watch.is_none() {
                return Err(TransportError("the server was restored".to_owned()));
            }
            if self.now >= deadline || self.now >= self.end {
                return Ok(None);
            }
            let idle = Duration::from_millis(1 + self.random.below(2_000));
            self.pass(idle.min(deadline - self.now));
        }
    }
}

impl Store {
    fn commit(&mut self, events: Vec<Event>) {
        self.revision += 1;
        for event in &events {
            match &event.value {
                Some(value) => self.entries.insert(event.key.clone(), value.clone()),
                None => self.entries.remove(&event.key),
            };
        }
        if !events.is_empty() {
            self.events.insert(self.revision, events);
        }
        self.past.insert(self.revision, self.entries.clone());
    }
}

/// Returns the value of a calendar that adds a revision to the years.
fn entry(name: &str, revision: u64, base: &str) -> String {
    format!(
        r#"{{"schema":1,"calendar":[{{"names":["{name}"],"kind":"year-offset","base":"{base}","years":{revision}}}]}}"#
    )
}

impl Transport for Server {
    async fn list(&mut self) -> Result<Listing, TransportError> {
        self.call()?;
        if self.now >= self.end {
            pending::<()>().await;
        }
        let listing = {
            let mut store = self.store.borrow_mut();
            (store.is_unsafe, store.restored) = (false, false);
            Listing {
                header: Header {
                    cluster: store.cluster,
                    revision: store.revision,
                },
                entries: store.entries.clone(),
            }
        };
        // The answer travels while others write.
        let travel = Duration::from_millis(self.random.below(100));
        self.pass(travel);
        ready(Ok(listing)).await
    }

    async fn watch(&mut self, from: u64) -> Result<(), TransportError> {
        self.watch = None;
        self.call()?;
        let created = false;
        self.watch = Some(Watch {
            next: from,
            created,
        });
        Ok(())
    }

    async fn receive(&mut self, within: Duration) -> Result<Option<Message>, TransportError> {
        if self.now >= self.end {
            pending::<()>().await;
        }
        self.receive_now(within)
    }

    async fn sleep(&mut self, time: Duration) {
        self.pass(time);
    }

    fn now(&self) -> Duration {
        self.now
    }
}
