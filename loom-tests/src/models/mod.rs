//! One file per race, named for who races whom.

use crate::runner::Model;

mod aliases_resolve;
mod aliases_resolve_backwards;
mod downstream;
mod get_resolve;
mod index_locked_resolve;
mod mark_by_reader;
mod memo_other_publication;
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
mod unknown_register;
mod unknown_two_readers;
mod unregister_resolve;
mod update_two_names;
mod update_two_parts;
mod writers_take_turns;

/// The cheap ones first, so that mutants are caught early.
pub(crate) const MODELS: &[Model] = &[
    register_register::MODEL,
    writers_take_turns::MODEL,
    memo_two_names::MODEL,
    two_registries::MODEL,
    downstream::MODEL,
    replace_resolve::MODEL,
    unregister_resolve::MODEL,
    memo_publication::MODEL,
    memo_other_publication::MODEL,
    unknown_register::MODEL,
    unknown_two_readers::MODEL,
    reregister_resolve::MODEL,
    update_two_names::MODEL,
    update_two_parts::MODEL,
    panic_resolve::MODEL,
    replace_two_readers::MODEL,
    replace_two_readers_locked::MODEL,
    snapshot_resolve::MODEL,
    get_resolve::MODEL,
    reclaim_reclaim::MODEL,
    mark_by_reader::MODEL,
    index_locked_resolve::MODEL,
    pin_snapshot_reclaim::MODEL,
    owned_unregister::MODEL,
    pin_reclaim::MODEL,
    memo_reclaim::MODEL,
    register_resolve::MODEL,
    aliases_resolve::MODEL,
    aliases_resolve_backwards::MODEL,
];
