//! Events: what they report, that hostile names cannot forge or flood a log, and that a subscriber may call
//! the registry.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use calendar_registry::{ChangeError, Registry};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::with_default;
use tracing::{Event, Level, Metadata, Subscriber};

use crate::common::waiting::{in_time, lock};
use crate::common::{Life, assert_consistent};

/// An event with its fields as text.
#[derive(Clone, PartialEq, Debug)]
struct Logged {
    level: Level,
    target: String,
    fields: BTreeMap<String, String>,
}

impl Logged {
    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

impl Visit for Logged {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.fields
            .insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields
            .insert(field.name().to_owned(), value.to_owned());
    }
}

type Callback = Box<dyn Fn() + Send + Sync>;

/// A subscriber that keeps every event and calls a hook.
#[derive(Clone, Default)]
struct Log {
    events: Arc<Mutex<Vec<Logged>>>,
    callback: Option<Arc<Callback>>,
}

impl Log {
    fn calling(callback: impl Fn() + Send + Sync + 'static) -> Self {
        Log {
            callback: Some(Arc::new(Box::new(callback))),
            ..Self::default()
        }
    }

    fn take(&self) -> Vec<Logged> {
        std::mem::take(&mut *lock(&self.events))
    }

    fn one(&self) -> Logged {
        let events = self.take();
        assert_eq!(events.len(), 1, "{events:?}");
        events[0].clone()
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        panic!("there are no spans")
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut logged = Logged {
            level: *event.metadata().level(),
            target: event.metadata().target().to_owned(),
            fields: BTreeMap::new(),
        };
        event.record(&mut logged);
        lock(&self.events).push(logged);
        if let Some(callback) = &self.callback {
            callback();
        }
    }
}

#[test]
fn each_change_emits_one_event() {
    let life = Life::new();
    let registry = Registry::new();
    let log = Log::default();
    with_default(log.clone(), || {
        let id = registry
            .register(life.fake(&["Fiscal", "f"]))
            .unwrap()
            .id()
            .to_string();
        let event = log.one();
        assert_eq!(
            (event.level, event.target.as_str()),
            (Level::INFO, "calendar_registry")
        );
        let expected = [
            ("generation", "1"),
            ("id", &id),
            ("message", "calendar registered"),
            ("name", "Fiscal"),
            ("names", "2"),
        ];
        let expected = expected.map(|(field, value)| (field.to_owned(), value.to_owned()));
        assert_eq!(event.fields, BTreeMap::from(expected));

        registry.replace("f", life.fake(&["Year"])).unwrap();
        let event = log.one();
        assert_eq!(event.field("message"), "calendar replaced");
        assert_eq!(
            (event.field("name"), event.field("generation")),
            ("Year", "2")
        );
        assert_eq!(event.field("id"), id);

        registry.alias("term", "year").unwrap();
        let event = log.one();
        assert_eq!(event.field("message"), "calendar alias added");
        assert_eq!((event.field("name"), event.field("names")), ("Year", "3"));

        registry.unregister("year").unwrap();
        let event = log.one();
        assert_eq!(event.field("message"), "calendar unregistered");
        assert_eq!(
            (event.field("name"), event.field("generation")),
            ("Year", "4")
        );

        let update = registry.update(|batch| {
            batch.register(life.fake(&["a"]))?;
            batch.replace("a", life.fake(&["b"]))
        });
        update.unwrap();
        let events = log.take();
        let messages: Vec<&str> = events.iter().map(|event| event.field("message")).collect();
        assert_eq!(messages, ["calendar registered", "calendar replaced"]);
        assert!(events.iter().all(|event| event.field("generation") == "5"));
    });
}

#[test]
fn each_rejected_change_emits_one_event() {
    let life = Life::new();
    let registry = Registry::with_builtins();
    let log = Log::default();
    with_default(log.clone(), || {
        let says = |part: &str| {
            let event = log.one();
            assert_eq!(
                (event.level, event.field("message")),
                (Level::WARN, "change rejected")
            );
            assert_eq!(event.target, "calendar_registry");
            assert!(event.field("reason").contains(part), "{event:?}");
        };
        drop(registry.register(life.fake(&["x", "julian"])));
        says("\"julian\" is taken by \"Julian\" (calendar 2)");
        drop(registry.register(life.fake(&[])));
        says("has no name");
        drop(registry.register(life.fake(&["x", "X"])));
        says("\"X\"");
        drop(registry.register(life.fake(&[""])));
        says("not a calendar name");
        drop(registry.replace("nobody", life.fake(&["x"])));
        says("\"nobody\"");
        drop(registry.replace("", life.fake(&["x"])));
        says("not a calendar name");
        drop(registry.replace("julian", life.fake(&["-"])));
        says("not a calendar name");
        drop(registry.unregister("nobody"));
        says("\"nobody\"");
        drop(registry.alias("julian", "gregorian"));
        says("\"julian\" is taken by \"Julian\" (calendar 2)");
        drop(registry.alias("\0", "gregorian"));
        says("not a calendar name");
        drop(registry.unregister("\0"));
        says("not a calendar name");
        let stale = registry.resolve("julian").unwrap();
        registry.unregister("julian").unwrap();
        log.take();
        drop(registry.replace_if(&stale, life.fake(&["x"])));
        says("no longer registered");
        drop(registry.update(|batch| batch.register(life.fake(&["\n"]))));
        says("not a calendar name");
        drop(registry.update(|batch| batch.unregister("nobody")));
        says("\"nobody\"");
        drop(registry.update(|_| Err(Box::<dyn std::error::Error>::from("a secret\n"))));
        let event = log.one();
        assert_eq!(event.field("message"), "update cancelled");
        assert!(!format!("{event:?}").contains("secret"));
    });
}

#[test]
fn hostile_names_are_escaped_and_truncated() {
    let life = Life::new();
    let registry = Registry::new();
    let log = Log::default();
    with_default(log.clone(), || {
        for hostile in [
            "x".repeat(10_000),
            "\u{1b}[2J\r\nINFO calendar registered name=forged\0\u{7f}".to_owned(),
            "\u{202e}\u{1f600}".repeat(2_000),
            "\"".repeat(65),
            "\\".repeat(200),
        ] {
            drop(registry.register(life.fake(&[&hostile])));
            drop(registry.replace(&hostile, life.fake(&["x"])));
            drop(registry.unregister(&hostile));
            drop(registry.update(|batch| batch.unregister(&hostile)));
            let events = log.take();
            assert_eq!(events.len(), 4);
            for event in events {
                for value in event.fields.values() {
                    assert!(value.len() < 400, "{} bytes", value.len());
                    // Neither lines nor escape sequences nor the direction of text.
                    let steers =
                        |char: char| char.is_control() || matches!(char, '\u{202a}'..='\u{202e}');
                    assert!(!value.chars().any(steers), "{value:?}");
                }
            }
            assert!(hostile.len() < 64 || registry.resolve(&hostile).is_err());
        }
    });
}

#[test]
fn read_path_emits_no_events() {
    let registry = Registry::with_builtins();
    let log = Log::default();
    with_default(log.clone(), || {
        let pin = registry.pin();
        for name in ["julian", "JULIAN", "nobody", "", "a\0"] {
            let _ = pin.resolve(name).is_ok();
            let _ = registry.resolve(name).is_ok();
            let _ = registry.snapshot().resolve(name).is_ok();
        }
        let _ = pin.get(calendar_registry::System::Julian).is_some();
        let _ = (
            registry.generation(),
            registry.stats(),
            registry.snapshot().names().len(),
        );
        drop(pin);
        registry.reclaim();
        let _ = (Registry::new(), Registry::with_builtins());
        let _ = Registry::global().generation();
        let _ = registry.update(|_| Ok::<(), ChangeError>(())).is_ok();
    });
    assert_eq!(log.take(), []);
}

/// In Qt, a log handler that resolves a name during a registration deadlocks.
#[test]
fn subscriber_may_call_the_registry() {
    thread_local! {
        static DEPTH: Cell<u32> = const { Cell::new(0) };
    }
    in_time(|| {
        let life = Life::new();
        let registry = Arc::new(Registry::with_builtins());
        let (inner, lives) = (Arc::clone(&registry), life.clone());
        let log = Log::calling(move || {
            if DEPTH.get() < 2 {
                DEPTH.set(DEPTH.get() + 1);
                assert!(inner.pin().resolve("julian").is_ok());
                assert!(inner.resolve("nobody").is_err());
                assert!(inner.snapshot().names().len() > 0);
                let name = format!("logged {}", DEPTH.get());
                inner.register(lives.fake(&[&name])).unwrap();
                inner.register(lives.fake(&["julian"])).unwrap_err();
                inner.replace(&name, lives.fake(&[])).unwrap();
                inner.unregister(&name).unwrap();
                inner.reclaim();
                DEPTH.set(DEPTH.get() - 1);
            }
        });
        with_default(log, || {
            let made = registry.register(life.fake(&["a"])).unwrap();
            assert_eq!(registry.resolve("a").unwrap(), made);
            registry.register(life.fake(&["a"])).unwrap_err();
            registry.replace("a", life.fake(&["a"])).unwrap();
            registry.update(|batch| batch.unregister("a")).unwrap();
            registry.register(life.fake(&["a\0"])).unwrap_err();
        });
        assert_consistent(&registry);
        drop(registry);
        assert_eq!(life.alive(), 0);
    });
}

/// An event is emitted after the publication and without a lock.
#[test]
fn slow_subscriber_blocks_no_other_thread() {
    let life = Life::new();
    let registry = Arc::new(Registry::with_builtins());
    let (inner, lives) = (Arc::clone(&registry), life.clone());
    let ran = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&ran);
    let log = Log::calling(move || {
        let began = Instant::now();
        thread::scope(|scope| {
            // On another thread, which has no subscriber.
            scope.spawn(|| {
                assert!(inner.resolve("slow").is_ok());
                inner.register(lives.fake(&["quick"])).unwrap();
                told.store(true, Ordering::Relaxed);
            });
        });
        assert!(began.elapsed() < Duration::from_secs(30));
    });
    with_default(log, || {
        registry.register(life.fake(&["slow"])).map(drop).unwrap()
    });
    assert!(ran.load(Ordering::Relaxed));
    assert!(registry.resolve("quick").is_ok());
}
