//! The directory of a ConfigMap: links to files in `..data`, which is a link that is swapped.

use std::fs;
use std::os::unix::fs::symlink;

use crate::{Fixture, offset};

/// Writes a version of a ConfigMap as the kubelet does: a new folder, a new link, a rename.
fn publish(fixture: &Fixture, version: i32, files: &[(&str, String)]) {
    let folder = format!("..version_{version}");
    let path = fixture.path();
    fs::create_dir(path.join(&folder)).unwrap();
    for (name, text) in files {
        fs::write(path.join(&folder).join(name), text).unwrap();
    }
    symlink(&folder, path.join("..data_tmp")).unwrap();
    fs::rename(path.join("..data_tmp"), path.join("..data")).unwrap();
    for (name, _) in files {
        let _ = symlink(format!("..data/{name}"), path.join(name));
    }
    let old = format!("..version_{}", version - 1);
    let _ = fs::remove_dir_all(path.join(old));
}

#[test]
fn each_version_of_a_config_map_is_applied_as_a_whole() {
    let mut fixture = Fixture::new();
    let files = |years| {
        [
            ("a.toml", offset("a", years)),
            ("b.toml", offset("b", years)),
        ]
    };
    publish(&fixture, 1, &files(1));
    fixture.follow();
    assert_eq!((fixture.years("a"), fixture.years("b")), (Some(1), Some(1)));
    for version in 2..30 {
        publish(&fixture, version, &files(version));
        fixture.wait_until(|fixture| {
            let snapshot = fixture.registry.snapshot();
            let years = ["a", "b"].map(|name| {
                let calendar = snapshot.resolve(name).unwrap();
                calendar
                    .date(calendar_registry::JulianDay::new(2_461_367))
                    .unwrap()
                    .year
                    - 2026
            });
            assert_eq!(years[0], years[1], "a half version");
            years[0] == version
        });
    }
}
