//! Tests of the protocol on a small entry: what shows only inside it, or on a single thread.

mod cache;
mod collisions;
mod garbage;
mod version;

use std::thread;
use std::time::Duration;

use super::version::Shard;
use super::{Conflict, Draft, Entry, Guard, Key, LookupCache, Store, Target};
use crate::sync::{Arc, Found, Index, LocalKey, LocalRef, local, mpsc};

/// A name with a hash of the test's choice: the number before a colon, or else one of its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Label(Vec<u8>);

impl Key for Label {
    type Folded = Label;
    type Miss = Miss;
    const NO_MISS: Miss = Miss::Unknown;

    fn fold(spelling: &[u8]) -> Option<Label> {
        Some(Label(spelling.to_ascii_lowercase()))
    }

    /// A `!` is invalid.
    fn miss(spelling: &[u8]) -> Miss {
        let at = spelling.iter().position(|byte| *byte == b'!');
        at.map_or(Miss::Unknown, Miss::Invalid)
    }

    fn folded_hash(folded: &Label) -> u64 {
        folded.hash()
    }

    fn hash(&self) -> u64 {
        let text = String::from_utf8_lossy(&self.0);
        if let Some((number, _)) = text.split_once(':') {
            return number.parse().unwrap();
        }
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        self.0.iter().fold(0xcbf2_9ce4_8422_2325, mix)
    }

    fn is(&self, folded: &Label) -> bool {
        self == folded
    }
}

/// The error of a lookup. That of an invalid name has the offset of its `!`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Miss {
    Unknown,
    Invalid(usize),
}

/// A handle counts with `alive`. Equal handles share their number.
#[derive(Clone, Debug)]
struct Handle {
    number: Arc<u32>,
    _alive: Arc<()>,
}

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.number, &other.number)
    }
}

impl Eq for Handle {}

struct Record {
    id: u32,
    names: Arc<[Label]>,
    handle: Handle,
}

local! {
    static CACHE: LookupCache<Record> = LookupCache::new()
}

impl Entry for Record {
    type Id = u32;
    type Name = Label;
    type Handle = Handle;

    fn id(&self) -> u32 {
        self.id
    }

    fn names(&self) -> &[Label] {
        &self.names
    }

    fn handle(&self) -> &Handle {
        &self.handle
    }

    fn id_hash(id: u32) -> u64 {
        u64::from(id).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    fn cache() -> LocalRef<LookupCache<Self>> {
        const KEY: &LocalKey<LookupCache<Record>> = &CACHE;
        LocalRef::new(KEY)
    }
}

/// A store, and the count of what is alive in it.
struct Test {
    store: Store<Record>,
    alive: Arc<()>,
}

type Changed = Result<Handle, Conflict<Label, Handle>>;

fn label(name: &str) -> Label {
    Label(name.as_bytes().to_ascii_lowercase())
}

impl Test {
    fn new() -> Self {
        Test {
            store: Store::new(Draft::empty()),
            alive: Arc::new(()),
        }
    }

    fn handle(&self, number: u32) -> Handle {
        Handle {
            number: Arc::new(number),
            _alive: Arc::clone(&self.alive),
        }
    }

    /// Registers an entry whose id is its number.
    fn register(&self, names: &[&str], number: u32) -> Changed {
        let names = names.iter().map(|name| label(name)).collect();
        let handle = self.handle(number);
        let id = number;
        let edit = |draft: &mut Draft<Record>| {
            draft.register(&names, |names| Arc::new(Record { id, names, handle }))
        };
        self.store.publish(edit).map(|published| published.answer)
    }

    fn replace(&self, target: &Target<Record>, names: &[&str], number: u32) -> Changed {
        let names = names.iter().map(|name| label(name)).collect();
        let handle = self.handle(number);
        let edit = |draft: &mut Draft<Record>| {
            draft.replace(target, &names, |id, names| {
                Arc::new(Record { id, names, handle })
            })
        };
        self.store.publish(edit).map(|published| published.answer)
    }

    fn unregister(&self, name: &str) -> Changed {
        let target = Target::Named(label(name));
        let published = self.store.publish(|draft| draft.unregister(&target));
        published.map(|published| published.answer)
    }

    fn find(&self, spelling: &str) -> Result<u32, Miss> {
        let guard = Guard::new(&self.store);
        guard.find(spelling.as_bytes()).map(|handle| *handle.number)
    }

    /// At rest, each hint leads to an entry of the snapshot, and each entry is found by its names and
    /// its id, with or without a hint.
    #[track_caller]
    fn assert_hints_are_of_the_snapshot(&self) {
        let snapshot = self.store.snapshot();
        let live: Vec<*const Record> = snapshot.owners().map(Arc::as_ptr).collect();
        let hints = self.store.writers.lock(|writers| writers.table.all());
        assert!(hints.iter().all(|hint| live.contains(hint)));
        assert_eq!(hints.is_empty(), live.is_empty());
        let guard = Guard::new(&self.store);
        for entry in snapshot.entries() {
            assert!(
                guard
                    .get(entry.id)
                    .is_some_and(|handle| *handle == entry.handle)
            );
        }
    }

    /// At rest, the index equals the snapshot, hash by hash and pointer by pointer.
    #[track_caller]
    fn assert_index_is_the_snapshot(&self) {
        assert!(
            self.store
                .versions
                .all()
                .iter()
                .all(|version| version % 2 == 0)
        );
        let snapshot = self.store.snapshot();
        let mut indexed = self.store.index.hashes();
        indexed.sort_unstable();
        assert_eq!(indexed, snapshot.hashes().collect::<Vec<_>>());
        for hash in indexed {
            let Found::Present(found) = self.store.index.try_get(hash) else {
                panic!("{hash} is not in the index")
            };
            let listed = snapshot.of_hash(hash).expect("it is listed");
            assert!(core::ptr::eq(found, listed.as_ref()));
        }
        let names: Vec<&Label> = snapshot.entries().flat_map(Entry::names).collect();
        assert_eq!(snapshot.count_names(), names.len());
        for name in names {
            let holder = snapshot.holder(name).expect("each name has a holder");
            assert!(holder.names().contains(name));
        }
    }

    fn version_of(&self, name: &str) -> u64 {
        self.store.versions.read(Shard::of(label(name).hash()))
    }
}

#[test]
fn edits_are_published_and_rejected_as_a_whole() {
    let test = Test::new();
    let one = test.register(&["a", "b"], 1).unwrap();
    assert_eq!((test.find("A"), test.find("b")), (Ok(1), Ok(1)));
    let taken = Conflict::Taken {
        name: label("b"),
        holder: one.clone(),
    };
    assert_eq!(test.register(&["c", "b"], 2), Err(taken));
    assert_eq!(test.find("c"), Err(Miss::Unknown));
    let exactly = Target::Exactly {
        id: 1,
        handle: one.clone(),
    };
    let two = test.replace(&exactly, &["c"], 2).unwrap();
    // The first name of the replaced entry stays.
    assert_eq!((test.find("a"), test.find("c")), (Ok(2), Ok(2)));
    assert!(test.find("b").is_err());
    let stale = Conflict::Stale {
        current: Some(two.clone()),
    };
    assert_eq!(test.replace(&exactly, &["d"], 3), Err(stale));
    assert_eq!(test.unregister("c"), Ok(two));
    assert_eq!(
        test.replace(&exactly, &["d"], 3),
        Err(Conflict::Stale { current: None })
    );
    assert_eq!(
        test.unregister("c"),
        Err(Conflict::Unknown { name: label("c") })
    );
    test.assert_index_is_the_snapshot();
    assert_eq!(
        test.store.with_snapshot(|snapshot| snapshot.generation()),
        3
    );
    let nothing = test.store.publish(|_| Ok::<(), ()>(()));
    assert!(nothing.is_ok());
    assert_eq!(
        test.store.with_snapshot(|snapshot| snapshot.generation()),
        3
    );
}

#[test]
fn everything_is_freed_with_the_store() {
    let test = Test::new();
    for number in 0..100 {
        test.register(&[&format!("n{number}")], number).unwrap();
        if number % 3 == 0 {
            test.unregister(&format!("N{number}")).unwrap();
        }
    }
    let Test { store, alive } = test;
    drop(store);
    assert_eq!(Arc::strong_count(&alive), 1);
}

#[test]
fn versions_are_even_and_unique() {
    let (one, two) = (Test::new(), Test::new());
    let mut versions = vec![];
    for test in [&one, &two, &one, &two] {
        versions.push(test.version_of("a"));
        test.register(&["a"], 1).unwrap();
        versions.push(test.version_of("a"));
        test.register(&["a"], 1).unwrap_err();
        assert_eq!(versions.last(), Some(&test.version_of("a")));
        test.unregister("a").unwrap();
    }
    let count = versions.len();
    versions.sort_unstable();
    versions.dedup();
    assert_eq!(versions.len(), count);
    // An empty cache slot has version 0.
    assert!(
        versions
            .iter()
            .all(|version| *version != 0 && version % 2 == 0)
    );
}

#[test]
fn readers_do_not_wait_for_writers() {
    let test = Test::new();
    test.register(&["a"], 1).unwrap();
    let test = Arc::new(test);
    let (done, wait) = mpsc::channel();
    let shared = Arc::clone(&test);
    let read = move || {
        assert!(shared.find("a").is_ok() && shared.find("nobody").is_err());
        assert_eq!(shared.store.snapshot().len(), 1);
        let guard = Guard::new(&shared.store);
        assert!(guard.get(1).is_some());
        done.send(()).unwrap();
    };
    let (answer, reader) = test.store.writers.lock(|_| {
        let reader = thread::spawn(read);
        (wait.recv_timeout(Duration::from_secs(20)), reader)
    });
    assert_eq!(answer, Ok(()));
    reader.join().unwrap();
}

#[test]
fn writer_checks_the_state_of_its_turn() {
    let test = Test::new();
    let register = &|number| test.register(&["prize"], number).is_ok();
    let results: Vec<bool> = thread::scope(|scope| {
        let writers: Vec<_> = test.store.writers.lock(|_| {
            let writers = (0..4).map(|number| scope.spawn(move || register(number)));
            let writers = writers.collect();
            // Long enough for all of them to reach the mutex.
            thread::sleep(Duration::from_millis(if cfg!(miri) { 1 } else { 100 }));
            writers
        });
        writers
            .into_iter()
            .map(|writer| writer.join().unwrap())
            .collect()
    });
    assert_eq!(results.iter().filter(|won| **won).count(), 1);
    test.assert_index_is_the_snapshot();
}

#[test]
fn reader_does_not_wait_for_a_locked_index() {
    let test = Test::new();
    test.register(&["a"], 1).unwrap();
    let hash = label("a").hash();
    test.store.index.locked(hash, || {
        assert!(matches!(test.store.index.try_get(hash), Found::Locked));
        for _ in 0..3 {
            assert_eq!(test.find("a"), Ok(1));
        }
    });
    assert!(matches!(test.store.index.try_get(hash), Found::Present(_)));
}

#[test]
fn hints_follow_the_snapshot() {
    let test = Test::new();
    let (live, rounds) = if cfg!(miri) { (20, 60) } else { (100, 600) };
    for number in 0..rounds {
        let (name, alias) = (format!("n{number}"), format!("alias-{number}"));
        test.register(&[&name, &alias], number).unwrap();
        if let Some(old) = number.checked_sub(live) {
            test.unregister(&format!("n{old}")).unwrap();
            let guard = Guard::new(&test.store);
            assert!(guard.get(old).is_none());
        }
        if number % 50 == 0 {
            test.assert_hints_are_of_the_snapshot();
            test.replace(&Target::Named(label(&alias)), &[&name], number)
                .unwrap();
            test.assert_hints_are_of_the_snapshot();
        }
    }
    test.assert_index_is_the_snapshot();
    for number in rounds - live..rounds {
        test.unregister(&format!("n{number}")).unwrap();
    }
    test.assert_hints_are_of_the_snapshot();
}

/// The models' index does this by construction; here it is the real one.
#[test]
fn replaced_hash_is_never_absent_from_the_index() {
    let index = Index::new();
    let values = [Arc::new(0_u32), Arc::new(1)];
    index.put(7, values.first());
    let rounds = if cfg!(miri) { 100 } else { 200_000 };
    thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for value in values.iter().cycle().take(rounds) {
                index.put(7, Some(value));
            }
        });
        while !writer.is_finished() {
            assert!(!matches!(index.try_get(7), Found::Absent));
        }
    });
}
