//! From where a request comes: the connection's other end, or what a trusted proxy says.
//!
//! A header with an address counts only if the connection comes from a proxy that the operator
//! named; anybody else could write any address into it.

use crate::site::Site;
use axum::extract::Request;
use http::{HeaderMap, HeaderName};
use ipnet::IpNet;
use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::Once,
};

/// The other end of the connection, beside each request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// The setting `TALKA_TRUSTED_PROXY`: which header names the person's address, and which proxies
/// are believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedProxy {
    header: HeaderName,
    peers: Vec<IpNet>,
}

/// Reads `x-forwarded-for 10.0.0.2 10.1.0.0/16`: a header, then addresses and networks; without
/// any, proxies of this machine.
impl std::str::FromStr for TrustedProxy {
    type Err = ();

    fn from_str(text: &str) -> Result<TrustedProxy, ()> {
        let mut words = text.split_whitespace();
        let header = words.next().and_then(|word| word.parse().ok());
        let header: HeaderName = header.ok_or(())?;
        // Its lists are written otherwise (RFC 7239).
        if header == http::header::FORWARDED {
            return Err(());
        }
        let peers: Vec<IpNet> = words.map(network).collect::<Result<_, _>>()?;
        Ok(TrustedProxy { header, peers })
    }
}

fn network(word: &str) -> Result<IpNet, ()> {
    let one = word.parse::<IpAddr>().map(IpNet::from);
    one.or_else(|_| word.parse()).map_err(|_| ())
}

impl TrustedProxy {
    /// Whether what this peer says of addresses is believed.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        match self.peers.is_empty() {
            true => peer.is_loopback(),
            false => self.peers.iter().any(|network| network.contains(&peer)),
        }
    }

    /// The nearest address that is no trusted proxy's: each proxy adds at the end of the list whom
    /// it saw, and what stands before that was written by whoever asked.
    fn client(&self, headers: &HeaderMap) -> Option<IpAddr> {
        let lists = headers.get_all(&self.header);
        let lists: Vec<&str> = lists.iter().filter_map(|it| it.to_str().ok()).collect();
        let mut nearest = None;
        for word in lists.iter().flat_map(|list| list.split(',')).rev() {
            let Some(address) = address(word.trim()) else {
                break;
            };
            nearest = Some(address);
            if !self.trusts(address) {
                break;
            }
        }
        nearest
    }
}

/// An address, with or without a port.
fn address(word: &str) -> Option<IpAddr> {
    let with_port = || word.parse::<SocketAddr>().ok().map(|it| it.ip());
    word.parse().ok().or_else(with_port)
}

/// The address whose requests are counted together; none where it says nothing about a person.
pub fn of(site: &Site, request: &Request) -> Option<IpAddr> {
    let Peer(peer) = request.extensions().get()?;
    let peer = peer.ip().to_canonical();
    match &site.config.trusted_proxy {
        Some(proxy) if proxy.trusts(peer) => proxy.client(request.headers()).map(counted),
        _ => {
            warn_of_a_proxy(peer, request.headers());
            site.front.limits.counts(peer).then(|| counted(peer))
        }
    }
}

/// One household or office has a whole /64 of IPv6.
pub fn counted(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from(u128::from(address) >> 64 << 64).into(),
    }
}

/// Behind a proxy that is not named, everybody has its address and shares its rates.
fn warn_of_a_proxy(peer: IpAddr, headers: &HeaderMap) {
    static WARNED: Once = Once::new();
    if headers.contains_key("x-forwarded-for") || headers.contains_key(http::header::FORWARDED) {
        WARNED.call_once(|| {
            tracing::warn!(
                %peer,
                "a proxy passes addresses on, but TALKA_TRUSTED_PROXY does not name it"
            );
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn client(setting: &str, lists: &[&str]) -> Option<String> {
        let proxy: TrustedProxy = setting.parse().unwrap();
        let mut headers = HeaderMap::new();
        for list in lists {
            headers.append("x-forwarded-for", list.parse().unwrap());
        }
        proxy.client(&headers).map(|address| address.to_string())
    }

    #[test]
    fn the_nearest_address_that_is_no_proxy_s_counts() {
        let two = "x-forwarded-for 10.0.0.0/8 127.0.0.1";
        let of_two = |lists: &[&str]| client(two, lists);
        assert_eq!(of_two(&["192.0.2.1, 10.0.0.7"]).unwrap(), "192.0.2.1");
        assert_eq!(
            of_two(&["6.6.6.6, 192.0.2.1", "10.0.0.7"]).unwrap(),
            "192.0.2.1"
        );
        assert_eq!(of_two(&["spoofed, 192.0.2.1:4711"]).unwrap(), "192.0.2.1");
        assert_eq!(of_two(&["192.0.2.1, unknown"]), None);
        assert_eq!(of_two(&[]), None);
        assert_eq!(
            client("x-forwarded-for", &["2001:db8::1"]).unwrap(),
            "2001:db8::1"
        );
    }

    #[test]
    fn only_named_proxies_are_trusted() {
        let proxy: TrustedProxy = "x-real-ip 10.1.0.0/16 2001:db8::/32".parse().unwrap();
        let trusts = |peer: &str| proxy.trusts(peer.parse().unwrap());
        assert!(trusts("10.1.2.3") && trusts("::ffff:10.1.2.3") && trusts("2001:db8::7"));
        assert!(!trusts("10.2.0.1") && !trusts("127.0.0.1"));
        let here: TrustedProxy = "x-real-ip".parse().unwrap();
        assert!(here.trusts("::1".parse().unwrap()) && !here.trusts("10.0.0.1".parse().unwrap()));
        for bad in [
            "",
            "x-real-ip 10.0.0",
            "x real ip",
            "forwarded",
            "x-real-ip 10.0.0.0/40",
        ] {
            assert!(bad.parse::<TrustedProxy>().is_err(), "{bad}");
        }
    }

    #[test]
    fn neighbours_in_one_network_of_ipv6_count_together() {
        let counted = |text: &str| counted(text.parse().unwrap()).to_string();
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(counted("::ffff:192.0.2.1"), "192.0.2.1");
    }
}
