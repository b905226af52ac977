//! One file per race, named for the threads that race.

use crate::harness::Model;

mod aliases_resolve;
mod aliases_resolve_backwards;
mod cache_other_publication;
mod cache_publication;
mod cache_reclaim;
mod cache_two_names;
mod formatter_two_makers;
mod get_resolve;
mod grow_resolve;
mod guard_reclaim;
mod guard_snapshot_reclaim;
mod index_locked_resolve;
mod mark_by_reader;

mod owned_unregister;
mod panic_resolve;
mod reclaim_reclaim;
mod register_register;
mod register_resolve;
mod register_two_names;
mod replace_resolve;
mod replace_two_readers;
mod replace_two_readers_locked;
mod reregister_resolve;
mod resolve_snapshot_resolve;
mod snapshot_resolve;
mod two_registries;
mod unknown_register;
mod unknown_two_readers;
mod unregister_resolve;
mod update_two_names;
mod update_two_shards;

/// The cheap ones first, so that a failure shows early.
pub(crate) const MODELS: &[Model] = &[
    register_register::MODEL,
    register_two_names::MODEL,
    cache_two_names::MODEL,
    two_registries::MODEL,
    replace_resolve::MODEL,
    unregister_resolve::MODEL,
    cache_publication::MODEL,
    cache_other_publication::MODEL,
    unknown_register::MODEL,
    unknown_two_readers::MODEL,
    reregister_resolve::MODEL,
    update_two_names::MODEL,
    update_two_shards::MODEL,
    grow_resolve::MODEL,
    panic_resolve::MODEL,
    replace_two_readers::MODEL,
    replace_two_readers_locked::MODEL,
    resolve_snapshot_resolve::MODEL,
    snapshot_resolve::MODEL,
    formatter_two_makers::MODEL,
    get_resolve::MODEL,
    reclaim_reclaim::MODEL,
    mark_by_reader::MODEL,
    index_locked_resolve::MODEL,
    guard_snapshot_reclaim::MODEL,
    owned_unregister::MODEL,
    guard_reclaim::MODEL,
    cache_reclaim::MODEL,
    register_resolve::MODEL,
    aliases_resolve::MODEL,
    aliases_resolve_backwards::MODEL,
];
