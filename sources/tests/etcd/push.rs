//! What a writer refuses.

use calendar_registry_sources::definition::Definition;
use calendar_registry_sources::etcd::{Expected, PushError, tag};

use crate::server::Server;
use crate::{Pusher, offset};

#[test]
fn a_put_compares_the_tag() {
    let server = Server::start();
    let mut pusher = Pusher::new(&server);
    let tagged = |years| Expected::Tag(vec![tag(&offset("a", years))]);
    let mut put = |years, expected| {
        let definition = offset("a", years);
        let put = pusher.writer.put(&definition, &expected);
        pusher.runtime.block_on(put)
    };
    assert!(matches!(
        put(1, Expected::Present),
        Err(PushError::Conflict)
    ));
    assert!(matches!(put(1, tagged(1)), Err(PushError::Conflict)));
    let first = put(1, Expected::Absent).unwrap();
    assert!(matches!(put(2, Expected::Absent), Err(PushError::Conflict)));
    assert_eq!(put(2, tagged(1)).unwrap(), first + 1);
    assert!(matches!(put(3, tagged(1)), Err(PushError::Conflict)));
    assert_eq!(put(2, Expected::Any).unwrap(), first + 1);
    let delete = tagged(1);
    let delete = pusher.writer.delete("a", &delete);
    assert!(matches!(
        pusher.runtime.block_on(delete),
        Err(PushError::Conflict)
    ));
    let delete = tagged(2);
    let delete = pusher.writer.delete("A", &delete);
    assert_eq!(pusher.runtime.block_on(delete).unwrap(), first + 2);
}

#[test]
fn a_set_that_readers_would_reject_is_not_written() {
    let server = Server::start();
    let mut pusher = Pusher::new(&server);
    let mut push = |set: &[Definition]| pusher.runtime.block_on(pusher.writer.push(set));
    let bad = [
        vec![offset("julian", 1)],
        vec![offset("a", 1), offset("A", 2)],
        vec![offset("a--b", 1)],
        (0..128)
            .map(|index| offset(&format!("c{index}"), 1))
            .collect(),
    ];
    for set in bad {
        push(&set).unwrap_err();
    }
    let base = push(&[offset("a", 1)]).unwrap();
    let json = r#"{"names":["b"],"kind":"year-offset","base":"a","years":1}"#;
    assert_eq!(
        push(&[serde_json::from_str(json).unwrap()]).unwrap(),
        base + 1
    );
    // `b` is based on it.
    let delete = pusher.writer.delete("a", &Expected::Any);
    let error = pusher.runtime.block_on(delete).unwrap_err();
    assert!(matches!(error, PushError::Rejected(_)), "{error}");
}

#[test]
fn writers_at_the_same_time_lose_no_change() {
    let server = Server::start();
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let mut pusher = Pusher::new(&server);
            scope.spawn(move || {
                for index in 0..5 {
                    let set = [offset(&format!("w{writer}-{index}"), 1)];
                    loop {
                        match pusher.runtime.block_on(pusher.writer.push(&set)) {
                            Ok(_) => break,
                            Err(PushError::Conflict) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                }
            });
        }
    });
    let keys = server
        .ctl(&["get", "--prefix", "--keys-only", "/calendars/"])
        .unwrap();
    assert_eq!(keys.matches("/calendars/w").count(), 15);
}
