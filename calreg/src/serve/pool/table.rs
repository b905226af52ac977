//! [`Open`]: the slots of the open connections, by peer, and the search for the one that waits longest.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::sync::watch;

use super::{Full, Signal};

/// One scan of all connections finds this part of them, for the evictions to come. So the cost of
/// one eviction does not grow with the number of connections.
const EVICTED_PER_SCAN: usize = 64;

/// The open connections.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) peers: HashMap<Peer, HashMap<u64, Arc<Slot>>>,
    /// The number of slots in `peers`.
    pub(super) count: usize,
    /// The number of evicted connections that have not ended.
    pub(super) evicted: usize,
    pub(super) next_id: u64,
    /// Connections that have waited longest, with the start of the wait at the time of the scan.
    longest: VecDeque<(u64, Arc<Slot>)>,
}

/// What shares the limit per peer: an IPv4 address, or the /64 network that an IPv6 client usually has
/// to itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Peer(IpAddr);

impl Peer {
    pub(super) fn of(address: IpAddr) -> Self {
        Peer(match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() >> 64 << 64;
                IpAddr::V6(Ipv6Addr::from_bits(network))
            }
            address => address,
        })
    }
}

/// The state of one connection.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) id: u64,
    pub(super) peer: Peer,
    /// When the connection began to wait for its client, in nanoseconds since the pool's start, or
    /// [`BUSY`]. Relaxed accesses, because the value guards no other data: each load pairs with the
    /// stores of `Place::wait` and `Place::work`.
    pub(super) waits_since: AtomicU64,
    /// A request body or a response is being transferred, for which other timeouts hold than for a
    /// request head. Relaxed accesses: the task of the connection alone uses it.
    pub(super) transfers: AtomicBool,
    pub(super) signal: watch::Sender<Signal>,
}

/// The connection has a request to answer.
pub(super) const BUSY: u64 = u64::MAX;

impl Slot {
    pub(super) fn waits_since(&self) -> u64 {
        self.waits_since.load(Ordering::Relaxed)
    }
}

impl Open {
    /// Finds the peer's connection that waits for the longest time, and since `latest` or before.
    pub(super) fn longest_waiting_of(&self, peer: Peer, latest: u64) -> Option<Arc<Slot>> {
        let slots = self.peers.get(&peer)?.values();
        let longest = slots.min_by_key(|slot| slot.waits_since())?;
        (longest.waits_since() <= latest).then(|| Arc::clone(longest))
    }

    /// The same among all connections.
    pub(super) fn longest_waiting(&mut self, latest: u64) -> Result<Arc<Slot>, Full> {
        if let Some(slot) = self.next_longest() {
            return Ok(slot);
        }
        let earliest = self.scan(latest);
        let blocked = if earliest == BUSY {
            Full::Busy
        } else {
            Full::ForAMoment
        };
        self.next_longest().ok_or(blocked)
    }

    /// Takes the first result of the last scan that still waits and has not left.
    fn next_longest(&mut self) -> Option<Arc<Slot>> {
        while let Some((since, slot)) = self.longest.pop_front() {
            if slot.waits_since() == since && self.contains(&slot) {
                return Some(slot);
            }
        }
        None
    }

    /// Finds the connections that wait for the longest time. Returns the start of the longest wait.
    fn scan(&mut self, latest: u64) -> u64 {
        let slots = self.peers.values().flat_map(HashMap::values);
        let mut waiting: Vec<_> = slots.map(|slot| (slot.waits_since(), slot)).collect();
        waiting.sort_unstable_by_key(|(since, _)| *since);
        let earliest = waiting.first().map_or(BUSY, |(since, _)| *since);
        let longest = waiting
            .into_iter()
            .take_while(|(since, _)| *since <= latest);
        let longest = longest.take(self.count.div_ceil(EVICTED_PER_SCAN));
        self.longest = longest
            .map(|(since, slot)| (since, Arc::clone(slot)))
            .collect();
        earliest
    }

    fn contains(&self, slot: &Slot) -> bool {
        let slots = self.peers.get(&slot.peer);
        slots.is_some_and(|slots| slots.contains_key(&slot.id))
    }

    pub(super) fn evict(&mut self, slot: &Slot) {
        if self.remove(slot) {
            self.evicted = self.evicted.saturating_add(1);
            slot.signal.send_replace(Signal::Evict);
        }
    }

    /// Returns `false` if the slot was evicted before.
    pub(super) fn remove(&mut self, slot: &Slot) -> bool {
        let Some(slots) = self.peers.get_mut(&slot.peer) else {
            return false;
        };
        let removed = slots.remove(&slot.id).is_some();
        if slots.is_empty() {
            self.peers.remove(&slot.peer);
        }
        if removed {
            self.count = self.count.saturating_sub(1);
        }
        removed
    }
}
