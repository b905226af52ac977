//! [`Pool`]: the open connections of a listener, and the choice of the one to close when there are too
//! many.
//!
//! At a limit, the connection that has waited longest for its client gives its place to the new one.
//! Each connection waits from its start until a request is complete, and from a response until the
//! next request is complete. So an idle connection leaves before an active one, and clients that send
//! nothing, or a byte now and then, cannot keep others out. A connection that has waited for less than
//! a moment is spared, because the server may not have read what its client has sent.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};

use table::{BUSY, Open, Peer, Slot};

mod table;

/// The open connections of a listener.
#[derive(Debug)]
pub(in crate::serve) struct Pool {
    max: usize,
    /// The limit of one peer.
    max_per_peer: usize,
    /// Connections that have waited for less time are not evicted.
    spared: Duration,
    started: Instant,
    open: Mutex<Open>,
    left: Notify,
}

/// Why a connection cannot enter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::serve) enum Full {
    /// A connection can be evicted in a moment.
    ForAMoment,
    /// All connections, or those of the peer, have requests to answer.
    Busy,
}

/// The pool's signal to a connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::serve) enum Signal {
    Serve,
    /// Close, because the server shuts down.
    Close,
    /// Close, because another connection takes the place.
    Evict,
}

/// The place of one connection in the pool, which it leaves on drop.
#[derive(Debug)]
pub(in crate::serve) struct Place {
    pool: Arc<Pool>,
    slot: Arc<Slot>,
}

impl Pool {
    /// Creates a pool for `max` connections, at most `max_per_peer` of them from one peer.
    pub(in crate::serve) fn new(max: usize, max_per_peer: usize, spared: Duration) -> Self {
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
    pub(in crate::serve) fn max_for(&self, address: IpAddr) -> usize {
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
    pub(in crate::serve) fn enter(self: &Arc<Self>, address: IpAddr) -> Result<Place, Full> {
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
            transfers: AtomicBool::new(false),
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
    pub(in crate::serve) fn close_all(&self) {
        let open = self.lock();
        for slot in open.peers.values().flat_map(HashMap::values) {
            slot.signal.send_replace(Signal::Close);
        }
    }

    /// The number of connections that have not ended.
    pub(in crate::serve) fn unfinished(&self) -> usize {
        let open = self.lock();
        open.count.saturating_add(open.evicted)
    }

    /// Waits until all connections have ended.
    pub(in crate::serve) async fn emptied(&self) {
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

impl Place {
    /// The connection waits for its client from now on.
    pub(in crate::serve) fn wait(&self) {
        let now = self.pool.now();
        self.slot.waits_since.store(now, Ordering::Relaxed);
    }

    /// The client has read a part of a response: if the connection waits, the wait begins anew.
    pub(in crate::serve) fn wait_on(&self) {
        if self.is_waiting() {
            self.wait();
        }
    }

    /// The connection has a request to answer from now on.
    pub(in crate::serve) fn work(&self) {
        self.slot.waits_since.store(BUSY, Ordering::Relaxed);
    }

    /// A transfer of a request body or of a response begins or ends.
    pub(in crate::serve) fn set_transfers(&self, transfers: bool) {
        self.slot.transfers.store(transfers, Ordering::Relaxed);
    }

    /// The rest of the time in which a request head must arrive, zero if it is over. All of it if the
    /// connection waits for something else.
    pub(in crate::serve) fn time_for_head(&self, limit: Duration) -> Duration {
        if !self.is_waiting() || self.slot.transfers.load(Ordering::Relaxed) {
            return limit;
        }
        let waited = self.pool.now().saturating_sub(self.slot.waits_since());
        limit.saturating_sub(Duration::from_nanos(waited))
    }

    /// Whether the connection waits for its client.
    pub(in crate::serve) fn is_waiting(&self) -> bool {
        self.slot.waits_since() != BUSY
    }

    /// The signals to this connection. The first one is known at once, and may be `Serve`.
    pub(in crate::serve) fn signals(&self) -> watch::Receiver<Signal> {
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
