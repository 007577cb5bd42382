//! Which links and forms are followed here, and which the browser follows.

/// A link or a form as it was pressed.
#[derive(Clone, Copy, Debug)]
pub struct Way<'a> {
    /// Where it leads, and where one is.
    pub to: Address<'a>,
    pub here: Address<'a>,
    /// With the main button and no other key, and nobody else has taken care of it.
    pub is_plain: bool,
    /// What its element says: `target`, `rel`, and whether there is a `download`.
    pub target: &'a str,
    pub rel: &'a str,
    pub is_download: bool,
}

/// The parts of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    pub origin: &'a str,
    pub path: &'a str,
    /// With its question mark; empty without one.
    pub query: &'a str,
    /// With its hash; empty without one.
    pub fragment: &'a str,
}

impl Address<'_> {
    /// Whether both are places of one page.
    pub fn is_same_page(&self, other: &Address<'_>) -> bool {
        (self.origin, self.path, self.query) == (other.origin, other.path, other.query)
    }
}

impl Way<'_> {
    /// Whether this program follows it.
    pub fn is_ours(&self) -> bool {
        let is_beside = !matches!(self.target, "" | "_self") || self.is_download;
        let is_external = self.rel.split_ascii_whitespace().any(|it| it == "external");
        let is_within = self.to.is_same_page(&self.here) && !self.to.fragment.is_empty();
        self.is_plain
            && !is_beside
            && !is_external
            && !is_within
            && self.to.origin == self.here.origin
    }
}

/// The proposal whose drafting page has this path.
pub fn proposal_at(path: &str) -> Option<&str> {
    let id = path.strip_prefix("/proposals/")?;
    (!id.is_empty() && !id.contains('/')).then_some(id)
}

/// The value of a field in a query of plain letters and digits.
pub fn field<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = query.strip_prefix('?')?.split('&');
    pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Address = Address {
        origin: "https://talka.example",
        path: "/proposals/1",
        query: "",
        fragment: "",
    };

    fn link(path: &'static str, query: &'static str, fragment: &'static str) -> Way<'static> {
        let to = Address {
            path,
            query,
            fragment,
            ..HERE
        };
        Way {
            to,
            here: HERE,
            is_plain: true,
            target: "",
            rel: "",
            is_download: false,
        }
    }

    #[test]
    fn a_plain_press_on_a_link_to_a_page_of_ours_is_followed_here() {
        assert!(link("/proposals/1/decisions", "", "").is_ours());
        assert!(link("/proposals/1", "?lang=pl", "").is_ours());
        assert!(link("/proposals/2", "", "#section-summary").is_ours());
        assert!(link("/proposals/1", "", "").is_ours());
    }

    #[test]
    fn whatever_is_no_turn_of_a_page_is_the_browsers() {
        let plain = link("/account", "", "");
        let elsewhere = Address {
            origin: "https://elsewhere.example",
            ..plain.to
        };
        let rows = [
            (
                "within the page",
                link("/proposals/1", "", "#section-summary"),
            ),
            (
                "with a key",
                Way {
                    is_plain: false,
                    ..plain
                },
            ),
            (
                "in a new tab",
                Way {
                    target: "_blank",
                    ..plain
                },
            ),
            (
                "a file",
                Way {
                    is_download: true,
                    ..plain
                },
            ),
            (
                "said to be external",
                Way {
                    rel: "nofollow external",
                    ..plain
                },
            ),
            (
                "another site",
                Way {
                    to: elsewhere,
                    ..plain
                },
            ),
        ];
        for (name, way) in rows {
            assert!(!way.is_ours(), "{name}");
        }
    }

    #[test]
    fn a_drafting_page_is_known_by_its_path() {
        assert_eq!(proposal_at("/proposals/1"), Some("1"));
        for path in ["/proposals/", "/proposals/1/read", "/partnerships/1", "/"] {
            assert_eq!(proposal_at(path), None, "{path}");
        }
    }

    #[test]
    fn a_query_is_read_field_by_field() {
        assert_eq!(field("?live&lang=pl", "lang"), Some("pl"));
        assert_eq!(field("?slang=pl", "lang"), None);
        assert_eq!(field("", "lang"), None);
    }
}
