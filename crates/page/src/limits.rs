//! How often one address may ask.

use crate::Refusal;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};
use std::fmt;
use std::net::IpAddr;
use std::num::NonZeroU32;

/// A visitor's pages per second from one address; signed-in people and programs are not counted.
const VISITOR_PER_SECOND: NonZeroU32 = NonZeroU32::new(20).unwrap();
/// How many pages a visitor may open at once before the second counts.
const VISITOR_BURST: NonZeroU32 = NonZeroU32::new(100).unwrap();
/// Attempts per minute to sign in or to use a link, from one address.
const SECRETS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(20).unwrap();

/// The counters, one per address.
pub(crate) struct Limits {
    visitors: DefaultKeyedRateLimiter<IpAddr>,
    secrets: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            visitors: DefaultKeyedRateLimiter::dashmap(
                Quota::per_second(VISITOR_PER_SECOND).allow_burst(VISITOR_BURST),
            ),
            secrets: DefaultKeyedRateLimiter::dashmap(Quota::per_minute(SECRETS_PER_MINUTE)),
            clock: DefaultClock::default(),
        }
    }
}

impl Limits {
    /// Counts a visitor's request.
    pub(crate) fn visit(&self, address: IpAddr) -> Result<(), Refusal> {
        self.count(&self.visitors, address)
    }

    /// Counts an attempt to guess a secret: a password or a link.
    pub(crate) fn secret(&self, address: IpAddr) -> Result<(), Refusal> {
        self.count(&self.secrets, address)
    }

    fn count(&self, limiter: &DefaultKeyedRateLimiter<IpAddr>, address: IpAddr) -> Result<(), Refusal> {
        // Counters of addresses that have been quiet are dropped before they could fill the memory.
        if limiter.len() > 100_000 {
            limiter.retain_recent();
        }
        let wait =
            |not_until: governor::NotUntil<_>| not_until.wait_time_from(self.clock.now()).as_secs() + 1;
        limiter.check_key(&address).map_err(|not_until| Refusal::TooMany(wait(not_until)))
    }
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").finish_non_exhaustive()
    }
}
