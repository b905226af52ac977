//! The status of an applier, and waiting for revisions.

use std::time::Duration;

use crate::{Fixture, offset};

#[test]
fn waiting_threads_and_tasks_see_the_revision() {
    let mut fixture = Fixture::new();
    let (status, registry) = (fixture.applier.status().clone(), fixture.registry.clone());
    let waiting = std::thread::spawn(move || {
        let revision = status.wait_for_revision(2, Duration::MAX);
        (revision.unwrap(), registry.resolve("a").is_ok())
    });
    let status = fixture.applier.status().clone();
    let task = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.unwrap().block_on(status.reached(2))
    });
    fixture.apply([]).unwrap();
    fixture.apply([offset(&["a"], "iso8601", 1)]).unwrap();
    assert_eq!(waiting.join().unwrap(), (2, true));
    assert_eq!(task.join().unwrap(), 2);
}

#[test]
fn counts_publications_and_errors() {
    let mut fixture = Fixture::new();
    fixture.apply([offset(&["a"], "iso8601", 1)]).unwrap();
    fixture.apply([offset(&["a"], "iso8601", 1)]).unwrap();
    fixture.apply([offset(&["a"], "nope", 1)]).unwrap_err();
    let status = fixture.applier.status().get();
    assert_eq!(
        (status.publications, status.errors, status.calendars),
        (1, 1, 1)
    );
    assert_eq!(
        (status.applied_revision, status.seen_revision),
        (Some(2), Some(3))
    );
}
