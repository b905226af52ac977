//! What the lookup cache keeps, and for how long. Outside, this shows only as time.

use super::super::cache::{Cached, Long, Medium, Short, Spelling};
use super::{Entry, Key, Miss, Record, Test};

/// Returns what this thread's cache has for a spelling.
fn cached(test: &Test, spelling: &str) -> Option<Result<u32, Miss>> {
    let (cache, versions) = (Record::cache(), &test.store.versions);
    let bytes = spelling.as_bytes();
    let cached = match (Short::read(bytes), Medium::read(bytes)) {
        (Some(short), _) => cache.short.get(&short, versions)?,
        (None, Some(medium)) => cache.medium.get(&medium, versions)?,
        (None, None) => cache.long.get(&Long::read(bytes)?, versions)?,
    };
    Some(match cached {
        Cached::Hit(handle) => {
            let guard = super::Guard::new(&test.store);
            let found = guard.find(spelling.as_bytes()).unwrap();
            assert!(core::ptr::eq(handle, found));
            Ok(*found.number)
        }
        Cached::Miss(miss) => Err(miss.get()),
    })
}

#[test]
fn class_of_a_spelling_is_its_length() {
    let bytes = [b'n'; 65];
    for length in 0..=65 {
        let bytes = &bytes[..length];
        let short = Short::read(bytes).is_some();
        let medium = !short && Medium::read(bytes).is_some();
        let long = !short && !medium && Long::read(bytes).is_some();
        assert_eq!(short, length <= 16, "{length}");
        assert_eq!(medium, (17..=32).contains(&length), "{length}");
        assert_eq!(long, (33..=64).contains(&length), "{length}");
    }
}

#[test]
fn every_byte_of_a_spelling_counts() {
    fn check<S: Spelling>(name: &[u8], others: &[Vec<u8>]) {
        let Some(own) = S::read(name) else {
            return;
        };
        assert!(own == own);
        for other in others.iter().filter_map(|other| S::read(other)) {
            assert!(other != own);
        }
    }
    // Under Miri, the lengths around the borders of the classes.
    let lengths = (0..=64).filter(|length| !cfg!(miri) || [3, 4, 8, 16, 17, 33].contains(length));
    for length in lengths {
        let name = vec![b'n'; length];
        let mut others = vec![vec![b'n'; length + 1], vec![b'n'; length.saturating_sub(1)]];
        others.retain(|other| *other != name);
        for at in 0..length {
            for byte in [b'm', b'N', 0, 255] {
                let mut other = name.clone();
                other[at] = byte;
                others.push(other);
            }
        }
        check::<Short>(&name, &others);
        check::<Medium>(&name, &others);
        check::<Long>(&name, &others);
    }
}

#[test]
fn hit_is_cached_until_the_next_publication_of_its_shard() {
    let test = Test::new();
    let letters = ('a'..='z').cycle().map(String::from);
    let names = letters
        .zip(1..=64)
        .map(|(letter, length)| letter.repeat(length));
    let names: Vec<String> = names.collect();
    let listed: Vec<&str> = names.iter().map(String::as_str).collect();
    test.register(&listed, 1).unwrap();
    for name in listed {
        let upper = name.to_uppercase();
        for _ in 0..2 {
            assert_eq!(cached(&test, name), None);
            assert_eq!(test.find(name), Ok(1));
        }
        assert_eq!(cached(&test, name), Some(Ok(1)), "{name}");
        assert_eq!(cached(&test, &upper), None, "another spelling");
        for _ in 0..2 {
            assert_eq!(test.find(&upper), Ok(1));
        }
        assert_eq!(cached(&test, &upper), Some(Ok(1)));
    }
    test.unregister("a").unwrap();
    assert_eq!((cached(&test, "a"), cached(&test, "A")), (None, None));
}

#[test]
fn miss_is_cached_with_its_reason() {
    let test = Test::new();
    let cases = [
        ("ab!", Miss::Invalid(2)),
        ("longer than sixteen bytes!", Miss::Invalid(25)),
        ("nobody", Miss::Unknown),
        ("nobody of that name", Miss::Unknown),
    ];
    for (spelling, miss) in cases {
        for _ in 0..2 {
            assert_eq!(cached(&test, spelling), None);
            assert_eq!(test.find(spelling), Err(miss));
        }
        for _ in 0..2 {
            assert_eq!(test.find(spelling), Err(miss));
            assert_eq!(cached(&test, spelling), Some(Err(miss)), "{spelling}");
        }
        assert_eq!(cached(&Test::new(), spelling), None, "another store");
    }
    test.register(&["nobody", "nobody of that name"], 1)
        .unwrap();
    assert_eq!(cached(&test, "nobody"), None);
    assert_eq!(test.find("nobody"), Ok(1));
    // Longer than any name.
    let long = "n".repeat(65);
    assert_eq!(
        (test.find(&long), cached(&test, &long)),
        (Err(Miss::Unknown), None)
    );
}

/// Three spellings of this length in one set of the cache, which do not end alike.
fn of_one_set(length: usize) -> [String; 3] {
    let set = |name: &str| match Short::read(name.as_bytes()) {
        Some(short) => short.hash >> 48 & 127,
        None => match Medium::read(name.as_bytes()) {
            Some(medium) => medium.hash >> 48 & 63,
            None => Long::read(name.as_bytes()).unwrap().hash >> 48 & 15,
        },
    };
    let mut sets = vec![Vec::<String>::new(); 128];
    let names = (0_u32..).find_map(|number| {
        let name = format!("{number:>length$}").replace(' ', "n");
        let names = &mut sets[usize::try_from(set(&name)).unwrap()];
        names.push(name);
        <[String; 3]>::try_from(names.clone()).ok()
    });
    names.unwrap()
}

#[test]
fn set_has_two_slots_for_hits_and_one_for_misses() {
    for length in [3, 6, 16, 17, 32, 64] {
        let test = Test::new();
        let names = of_one_set(length);
        for (name, number) in names.iter().zip(0..) {
            assert!(test.find(name).is_err());
            test.register(&[name], number).unwrap();
        }
        let kept = || {
            names
                .each_ref()
                .map(|name| matches!(cached(&test, name), Some(Ok(_))))
        };
        let find = |at: usize| (0..2).for_each(|_| assert!(test.find(&names[at]).is_ok()));
        find(0);
        find(1);
        assert_eq!(kept(), [true, true, false]);
        find(0);
        find(2);
        assert_eq!(kept(), [false, true, true], "the older slot is evicted");
        test.unregister(&names[0]).unwrap();
        find(2);
        find(1);
        (0..2).for_each(|_| assert!(test.find(&names[0]).is_err()));
        assert_eq!(cached(&test, &names[0]), Some(Err(Miss::Unknown)));
        assert_eq!(kept(), [false, true, true], "a miss evicts no hit");
    }
}

#[test]
fn spelling_that_comes_once_evicts_nothing() {
    let test = Test::new();
    let names = of_one_set(20);
    for (name, number) in names.iter().zip(0..) {
        test.register(&[name], number).unwrap();
    }
    for name in [0, 0, 1, 1, 2, 0, 1] {
        assert!(test.find(&names[name]).is_ok());
    }
    assert_eq!(cached(&test, &names[0]), Some(Ok(0)));
    assert_eq!(cached(&test, &names[1]), Some(Ok(1)));
    assert_eq!(cached(&test, &names[2]), None);
    // A publication makes the slots stale: two lookups refresh each of them.
    test.register(
        &["another", &format!("{}:x", super::label(&names[0]).hash())],
        9,
    )
    .unwrap();
    for _ in 0..2 {
        assert_eq!(cached(&test, &names[0]), None);
        assert_eq!(test.find(&names[0]), Ok(0));
    }
    assert_eq!(cached(&test, &names[0]), Some(Ok(0)));
}

/// Each spelling has one set: few of those that a program uses may share theirs.
#[test]
fn common_spellings_spread_over_the_sets() {
    let numbered: Vec<String> = (0..32).map(|number| format!("calendar-{number}")).collect();
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let known = "gregorian gregory julian milankovic jalali persian islamic-civil islamicc islamic \
                 hebrew coptic ethiopic indian chinese buddhist japanese roc dangi iso8601";
    let known: Vec<String> = known.split_whitespace().map(str::to_owned).collect();
    for names in [numbered, letters, known] {
        let test = Test::new();
        for (name, number) in names.iter().zip(0..) {
            test.register(&[name], number).unwrap();
        }
        for name in names.iter().flat_map(|name| [name, name]) {
            assert!(test.find(name).is_ok());
        }
        let kept = names.iter().filter(|name| cached(&test, name).is_some());
        let kept = kept.count();
        assert!(kept * 3 >= names.len() * 2, "{kept} of {}", names.len());
    }
}
