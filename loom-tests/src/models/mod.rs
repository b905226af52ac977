//! One file per race, named for who races whom.

use crate::runner::Model;

mod aliases_resolve;
mod aliases_resolve_backwards;
mod get_resolve;
mod index_locked_resolve;
mod mark_by_reader;
mod memo_publication;
mod memo_reclaim;
mod memo_two_names;
mod owned_unregister;
mod panic_resolve;
mod pin_reclaim;
mod pin_snapshot_reclaim;
mod reclaim_reclaim;
mod register_register;
mod register_resolve;
mod replace_resolve;
mod replace_two_readers;
mod replace_two_readers_locked;
mod reregister_resolve;
mod snapshot_resolve;
mod two_registries;
mod unregister_resolve;
mod update_two_names;
mod writers_take_turns;

pub(crate) const MODELS: &[Model] = &[
    register_resolve::MODEL,
    register_register::MODEL,
    writers_take_turns::MODEL,
    aliases_resolve::MODEL,
    aliases_resolve_backwards::MODEL,
    replace_resolve::MODEL,
    replace_two_readers::MODEL,
    replace_two_readers_locked::MODEL,
    unregister_resolve::MODEL,
    reregister_resolve::MODEL,
    update_two_names::MODEL,
    memo_publication::MODEL,
    memo_two_names::MODEL,
    index_locked_resolve::MODEL,
    snapshot_resolve::MODEL,
    get_resolve::MODEL,
    pin_reclaim::MODEL,
    pin_snapshot_reclaim::MODEL,
    memo_reclaim::MODEL,
    owned_unregister::MODEL,
    reclaim_reclaim::MODEL,
    mark_by_reader::MODEL,
    panic_resolve::MODEL,
    two_registries::MODEL,
];
