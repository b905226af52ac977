//! [`Pool`]: the open connections of a listener, and the choice of the one to close when there are too
//! many.
//!
//! At a limit, the connection that has waited longest for its client gives its place to the new one.
//! Each connection waits from its start until a request is complete, and from a response until the
//! next request is complete. So an idle connection leaves before an active one, and clients that send
//! nothing, or a byte now and then, cannot keep others out. A connection that has waited for less than
//! a moment is spared, because the server may not have read what its client has sent.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};

/// One scan of all connections finds this part of them, for the evictions to come. So the cost of
/// one eviction does not grow with the number of connections.
const EVICTED_PER_SCAN: usize = 64;

/// The open connections of a listener.
#[derive(Debug)]
pub(super) struct Pool {
    max: usize,
    /// The limit of one peer.
    max_per_peer: usize,
    /// Connections that have waited for less time are not evicted.
    spared: Duration,
    started: Instant,
    open: Mutex<Open>,
    left: Notify,
}

#[derive(Debug, Default)]
struct Open {
    peers: HashMap<Peer, HashMap<u64, Arc<Slot>>>,
    /// The number of slots in `peers`.
    count: usize,
    /// The number of evicted connections that have not ended.
    evicted: usize,
    next_id: u64,
    /// Connections that have waited longest, with the start of the wait at the time of the scan.
    longest: VecDeque<(u64, Arc<Slot>)>,
}

/// What shares the limit per peer: an IPv4 address, or the /64 network that an IPv6 client usually has
/// to itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Peer(IpAddr);

impl Peer {
    fn of(address: IpAddr) -> Self {
        Peer(match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() >> 64 << 64;
                IpAddr::V6(Ipv6Addr::from_bits(network))
            }
            address => address,
        })
    }
}

/// Why a connection cannot enter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Full {
    /// A connection can be evicted in a moment.
    ForAMoment,
    /// All connections, or those of the peer, have requests to answer.
    Busy,
}

/// What a connection is told to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Signal {
    Serve,
    /// Close, because the server shuts down.
    Close,
    /// Close, because another connection takes the place.
    Evict,
}

/// The state of one connection.
#[derive(Debug)]
struct Slot {
    id: u64,
    peer: Peer,
    /// When the connection began to wait for its client, in nanoseconds since the pool's start, or
    /// [`BUSY`]. Relaxed accesses, because the value guards no other data: each load pairs with the
    /// stores of [`Place::wait`] and [`Place::work`].
    waits_since: AtomicU64,
    signal: watch::Sender<Signal>,
}

/// The connection has a request to answer.
const BUSY: u64 = u64::MAX;

impl Slot {
    fn waits_since(&self) -> u64 {
        self.waits_since.load(Ordering::Relaxed)
    }
}

/// The place of one connection in the pool, which it leaves on drop.
#[derive(Debug)]
pub(super) struct Place {
    pool: Arc<Pool>,
    slot: Arc<Slot>,
}

impl Pool {
    /// Creates a pool for `max` connections, at most `max_per_peer` of them from one peer.
    pub(super) fn new(max: usize, max_per_peer: usize, spared: Duration) -> Self {
        Pool {
            max,
            max_per_peer,
            spared,
            started: Instant::now(),
            open: Mutex::default(),
            left: Notify::new(),
        }
    }

    /// The limit that a connection from this address has reached.
    pub(super) fn max_for(&self, address: IpAddr) -> usize {
        let open = self.lock();
        let of_peer = open.peers.get(&Peer::of(address)).map_or(0, HashMap::len);
        if of_peer >= self.max_per_peer {
            self.max_per_peer
        } else {
            self.max
        }
    }

    /// Enters a connection. Evicts another one if there are too many, of the same peer if the peer has
    /// too many.
    ///
    /// # Errors
    /// If no connection can be evicted.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> Result<Place, Full> {
        let peer = Peer::of(address);
        let mut open = self.lock();
        let now = self.now();
        let latest = now.saturating_sub(nanoseconds(self.spared));
        let of_peer = open.peers.get(&peer).map_or(0, HashMap::len);
        if of_peer >= self.max_per_peer {
            // One peer's burst must not make others wait: no `ForAMoment`.
            let longest = open.longest_waiting_of(peer, latest).ok_or(Full::Busy)?;
            open.evict(&longest);
        } else if open.count >= self.max {
            let longest = open.longest_waiting(latest)?;
            open.evict(&longest);
        }
        let slot = Arc::new(Slot {
            id: open.next_id,
            peer,
            waits_since: AtomicU64::new(now),
            signal: watch::Sender::new(Signal::Serve),
        });
        open.next_id = open.next_id.wrapping_add(1);
        open.count = open.count.saturating_add(1);
        let slots = open.peers.entry(peer).or_default();
        slots.insert(slot.id, Arc::clone(&slot));
        let pool = Arc::clone(self);
        Ok(Place { pool, slot })
    }

    /// Tells all connections to close.
    pub(super) fn close_all(&self) {
        let open = self.lock();
        for slot in open.peers.values().flat_map(HashMap::values) {
            slot.signal.send_replace(Signal::Close);
        }
    }

    /// The number of connections that have not ended.
    pub(super) fn unfinished(&self) -> usize {
        let open = self.lock();
        open.count.saturating_add(open.evicted)
    }

    /// Waits until all connections have ended.
    pub(super) async fn emptied(&self) {
        loop {
            let left = self.left.notified();
            if self.unfinished() == 0 {
                return;
            }
            left.await;
        }
    }

    /// Nanoseconds since the pool's start.
    fn now(&self) -> u64 {
        nanoseconds(self.started.elapsed())
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // No code in a critical section panics.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Converts a duration: 584 years fit.
fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(BUSY)
}

impl Open {
    /// Finds the peer's connection that waits for the longest time, and since `latest` or before.
    fn longest_waiting_of(&self, peer: Peer, latest: u64) -> Option<Arc<Slot>> {
        let slots = self.peers.get(&peer)?.values();
        let longest = slots.min_by_key(|slot| slot.waits_since())?;
        (longest.waits_since() <= latest).then(|| Arc::clone(longest))
    }

    /// The same among all connections.
    fn longest_waiting(&mut self, latest: u64) -> Result<Arc<Slot>, Full> {
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

    fn evict(&mut self, slot: &Slot) {
        if self.remove(slot) {
            self.evicted = self.evicted.saturating_add(1);
            slot.signal.send_replace(Signal::Evict);
        }
    }

    /// Returns `false` if the slot was evicted before.
    fn remove(&mut self, slot: &Slot) -> bool {
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

impl Place {
    /// The connection waits for its client from now on.
    pub(super) fn wait(&self) {
        let now = self.pool.now();
        self.slot.waits_since.store(now, Ordering::Relaxed);
    }

    /// The client has read a part of a response: if the connection waits, the wait begins anew.
    pub(super) fn wait_on(&self) {
        if self.is_waiting() {
            self.wait();
        }
    }

    /// The connection has a request to answer from now on.
    pub(super) fn work(&self) {
        self.slot.waits_since.store(BUSY, Ordering::Relaxed);
    }

    /// Whether the connection waits for its client.
    pub(super) fn is_waiting(&self) -> bool {
        self.slot.waits_since() != BUSY
    }

    /// The signals to this connection. The first one is known at once, and may be `Serve`.
    pub(super) fn signals(&self) -> watch::Receiver<Signal> {
        let mut signals = self.slot.signal.subscribe();
        // A signal may have been sent before.
        signals.mark_changed();
        signals
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.pool.lock();
        if !open.remove(&self.slot) {
            open.evicted = open.evicted.saturating_sub(1);
        }
        drop(open);
        self.pool.left.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    fn pool(max: usize, max_per_peer: usize) -> Arc<Pool> {
        Arc::new(Pool::new(max, max_per_peer, Duration::ZERO))
    }

    fn is_evicted(place: &Place) -> bool {
        *place.slot.signal.borrow() == Signal::Evict
    }

    /// Enters, and returns when the clock has advanced.
    fn enter(pool: &Arc<Pool>, last: u8) -> Result<Place, Full> {
        let place = pool.enter(address(last));
        let now = pool.now();
        while pool.now() == now {}
        place
    }

    #[test]
    fn longest_waiting_connection_is_evicted_at_the_limit() {
        let pool = pool(200, 200);
        let places: Vec<_> = (0..200).map(|_| enter(&pool, 1).unwrap()).collect();
        places[0].wait();
        places[1].work();
        let newer: Vec<_> = (0..100).map(|_| enter(&pool, 2).unwrap()).collect();
        let evicted: Vec<_> = (0..200).filter(|at| is_evicted(&places[*at])).collect();
        assert_eq!(evicted, (2..102).collect::<Vec<_>>());
        assert!(!newer.iter().any(is_evicted));
        assert_eq!(pool.unfinished(), 300);
        drop(places);
        assert_eq!(pool.unfinished(), 100);
    }

    #[test]
    fn nothing_is_evicted_if_all_connections_are_busy() {
        let pool = pool(2, 2);
        let first = enter(&pool, 1).unwrap();
        let second = enter(&pool, 2).unwrap();
        first.work();
        second.work();
        assert_eq!(enter(&pool, 3).unwrap_err(), Full::Busy);
        second.wait();
        let third = enter(&pool, 3).unwrap();
        assert!(is_evicted(&second) && !is_evicted(&first) && !is_evicted(&third));
    }

    #[test]
    fn connection_is_spared_for_a_moment() {
        let pool = Arc::new(Pool::new(2, 2, HOUR));
        let first = enter(&pool, 1).unwrap();
        let _second = enter(&pool, 2).unwrap();
        first.work();
        assert_eq!(enter(&pool, 3).unwrap_err(), Full::ForAMoment);
        assert_eq!(pool.unfinished(), 2);
    }

    #[test]
    fn peer_at_its_limit_evicts_its_own_connection() {
        let pool = pool(100, 2);
        let other = enter(&pool, 1).unwrap();
        let first = enter(&pool, 2).unwrap();
        let second = enter(&pool, 2).unwrap();
        let third = enter(&pool, 2).unwrap();
        assert!(is_evicted(&first) && !is_evicted(&other) && !is_evicted(&second));
        second.work();
        third.work();
        assert_eq!(enter(&pool, 2).unwrap_err(), Full::Busy);
        assert!(enter(&pool, 3).is_ok());
    }

    #[test]
    fn peer_is_an_ipv4_address_or_an_ipv6_network() {
        let of = |text: &str| Peer::of(text.parse().unwrap());
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::2"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
