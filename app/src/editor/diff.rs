//! What changed between two texts, as one splice. The DOM afterwards is the only truth about what a
//! keyboard did, so everything typed is found by this.

/// One run of text replaced by another, in UTF-16 units of the old text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Splice {
    pub from: u32,
    pub to: u32,
    pub text: String,
}

/// Which of two insertions at one place stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// What was typed goes on before what others inserted: it stays with the letters before it.
    Ours,
    Theirs,
}

impl Splice {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.from == self.to && self.text.is_empty()
    }

    /// Where an offset of the old text stands afterwards, and whether before or behind what was
    /// inserted at it.
    pub fn map(&self, offset: u32, first: First) -> u32 {
        let stays = self.to > self.from || first == First::Ours;
        if offset < self.from || (offset == self.from && stays) {
            offset
        } else if offset >= self.to {
            offset - self.to + self.from + self.inserted()
        } else {
            self.from + self.inserted()
        }
    }

    /// The text with this change made in it.
    #[cfg(feature = "hydrate")]
    pub fn made_in(&self, text: &str) -> String {
        let mut units: Vec<u16> = text.encode_utf16().collect();
        let end = (self.to as usize).min(units.len());
        let from = (self.from as usize).min(end);
        units.splice(from..end, self.text.encode_utf16());
        String::from_utf16_lossy(&units)
    }

    fn inserted(&self) -> u32 {
        self.text.encode_utf16().count() as u32
    }

    /// The same change where `first` was made before it. What that inserted stays, unless it stands in
    /// the midst of what goes. `tie` is for two insertions at one place.
    pub fn behind(&self, first: &Splice, tie: First) -> Splice {
        let shifted = |at: u32| at - first.to + first.from + first.inserted();
        let stays = first.from < first.to || (self.from == self.to && tie == First::Ours);
        let starts_there = self.from == first.from && self.to <= first.to;
        let from = match self.from {
            at if at < first.from || (starts_there && stays) => at,
            at => shifted(at.max(first.to)),
        };
        let to = match self.to {
            at if at <= first.from => at,
            at if at <= first.to => first.from,
            at => shifted(at),
        };
        Splice {
            from,
            to: to.max(from),
            text: self.text.clone(),
        }
    }

    /// The same change where `later` was made before it, one part after the other: with
    /// [`Splice::behind`] for the other, both ways lead to one text.
    pub fn around(&self, later: &Splice, tie: First) -> Vec<Splice> {
        let part = |from, to, text: &str| Splice {
            from,
            to,
            text: text.to_owned(),
        };
        let shifted = |at: u32| at.max(later.to) - later.to + later.from + later.inserted();
        let (from, to, text) = (self.from, self.to, &self.text);
        if later.from < from && to < later.to {
            return Vec::new();
        }
        let stays = to < later.to || (from == to && tie == First::Theirs);
        if later.from == from && stays {
            return vec![part(from, from, text)];
        }
        if later.from <= from {
            return vec![part(shifted(from), shifted(to), text)];
        }
        let mut parts = vec![part(from, to.min(later.from), text)];
        if to > later.to {
            let rest = from + self.inserted() + later.inserted();
            parts.push(part(rest, rest + to - later.to, ""));
        }
        parts
    }
}

/// The splice that makes `new` of `old`.
///
/// Where several would do, as among repeated letters, the one that ends at the caret is what the
/// person typed; `caret` is its offset in `new`.
pub fn splice(old: &str, new: &str, caret: Option<u32>) -> Splice {
    let (old, new): (Vec<u16>, Vec<u16>) =
        (old.encode_utf16().collect(), new.encode_utf16().collect());
    let shorter = old.len().min(new.len());
    let behind_caret = caret.map_or(shorter, |caret| new.len().saturating_sub(caret as usize));
    let mut tail = count_equal(
        old.iter().rev(),
        new.iter().rev(),
        shorter.min(behind_caret),
    );
    if tail > 0 && splits_pair(&old, old.len() - tail) | splits_pair(&new, new.len() - tail) {
        tail -= 1;
    }
    let mut head = count_equal(old.iter(), new.iter(), shorter - tail);
    if head > 0 && splits_pair(&old, head) | splits_pair(&new, head) {
        head -= 1;
    }
    Splice {
        from: head as u32,
        to: (old.len() - tail) as u32,
        text: String::from_utf16_lossy(&new[head..new.len() - tail]),
    }
}

fn count_equal<'a>(
    one: impl Iterator<Item = &'a u16>,
    other: impl Iterator<Item = &'a u16>,
    most: usize,
) -> usize {
    one.zip(other)
        .take(most)
        .take_while(|(a, b)| a == b)
        .count()
}

/// Whether a cut here would part a surrogate pair.
fn splits_pair(units: &[u16], at: usize) -> bool {
    let is = |index: Option<usize>, base: u16| {
        index
            .and_then(|index| units.get(index))
            .is_some_and(|unit| unit & 0xfc00 == base)
    };
    is(at.checked_sub(1), 0xd800) && is(Some(at), 0xdc00)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// `|` in the new text is the caret.
    fn check(old: &str, new: &str, expected: (u32, u32, &str)) {
        let caret = new
            .find('|')
            .map(|at| new[..at].encode_utf16().count() as u32);
        let found = splice(old, &new.replace('|', ""), caret);
        assert_eq!(
            (found.from, found.to, found.text.as_str()),
            expected,
            "{old:?} -> {new:?}"
        );
    }

    #[test]
    fn repeated_letters_go_where_the_caret_is() {
        check("aa", "aa|a", (1, 1, "a"));
        check("aa", "a|aa", (0, 0, "a"));
        check("aa", "aaa|", (2, 2, "a"));
    }

    #[test]
    fn what_backspace_took_is_what_stood_before_the_caret() {
        check("aaa", "a|a", (1, 2, ""));
        check("abc", "ab|", (2, 3, ""));
    }

    #[test]
    fn replacement_takes_only_what_differs() {
        check("teh cat", "the| cat", (1, 3, "he"));
    }

    #[test]
    fn only_a_changed_text_is_a_change() {
        assert!(splice("same", "same", Some(4)).is_empty());
        assert!(!splice("same", "sane", Some(3)).is_empty());
        assert!(!splice("same", "sam", Some(3)).is_empty());
    }

    #[test]
    fn a_pair_of_surrogates_stays_whole() {
        check("😀", "😁|", (0, 2, "😁"));
        check("a😀b", "a😁|b", (1, 3, "😁"));
    }

    fn applied(text: &str, change: &Splice) -> String {
        let (from, to) = (change.from as usize, change.to as usize);
        format!("{}{}{}", &text[..from], change.text, &text[to..])
    }

    /// All changes of a text of four letters that put in up to two.
    fn changes(letters: [&str; 3]) -> Vec<Splice> {
        let ends = (0..=4).flat_map(|from| (from..=4).map(move |to| (from, to)));
        let all = ends.flat_map(|(from, to)| letters.map(|text| (from, to, text.to_owned())));
        all.map(|(from, to, text)| Splice { from, to, text })
            .collect()
    }

    fn pairs() -> impl Iterator<Item = (Splice, Splice, First)> {
        let theirs = changes(["", "X", "YZ"]).into_iter();
        let both = theirs.flat_map(|theirs| {
            let ours = changes(["", "1", "23"]).into_iter();
            ours.map(move |ours| (theirs.clone(), ours))
        });
        both.flat_map(|(theirs, ours)| {
            [First::Ours, First::Theirs].map(|tie| (theirs.clone(), ours.clone(), tie))
        })
    }

    #[test]
    fn two_changes_at_once_lead_to_one_text() {
        let start = "abcd";
        for (theirs, ours, tie) in pairs() {
            let one = applied(&applied(start, &theirs), &ours.behind(&theirs, tie));
            let parts = theirs.around(&ours, tie);
            let begun = applied(start, &ours);
            let other = parts.iter().fold(begun, |text, part| applied(&text, part));
            assert_eq!(one, other, "{theirs:?} and {ours:?}: {parts:?}");
            assert!(one.contains(&ours.text), "{theirs:?} and {ours:?}: {one}");
            let inside = ours.from < theirs.from && theirs.to < ours.to;
            let stays = inside || one.contains(&theirs.text);
            assert!(stays, "{theirs:?} and {ours:?}: {one}");
        }
    }

    #[test]
    fn two_insertions_at_one_place_stand_as_asked_for() {
        let (theirs, ours) = (splice("ab", "aXb", None), splice("ab", "a1b", None));
        for (tie, expected, caret) in [(First::Ours, "a1Xb", 1), (First::Theirs, "aX1b", 2)] {
            let both = applied(&applied("ab", &theirs), &ours.behind(&theirs, tie));
            assert_eq!(both, expected);
            assert_eq!(theirs.map(1, tie), caret);
        }
    }

    #[test]
    fn an_offset_follows_its_letter() {
        let typed = splice("ab", "axb", Some(2));
        assert_eq!(
            [0, 1, 2].map(|offset| typed.map(offset, First::Theirs)),
            [0, 2, 3]
        );
        let taken = splice("abcd", "ad", Some(1));
        assert_eq!(
            [1, 2, 3, 4].map(|offset| taken.map(offset, First::Theirs)),
            [1, 1, 1, 2]
        );
    }
}
