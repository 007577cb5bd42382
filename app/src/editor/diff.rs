//! What changed between two texts, as one splice. The DOM afterwards is the only truth about what a
//! keyboard did, so everything typed is found by this.

/// One run of text replaced by another, in UTF-16 units of the old text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Splice {
    pub from: u32,
    pub to: u32,
    pub text: String,
}

impl Splice {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.from == self.to && self.text.is_empty()
    }

    /// Where an offset of the old text stands afterwards; what was inserted at it comes before it.
    pub fn map(&self, offset: u32) -> u32 {
        let inserted = self.text.encode_utf16().count() as u32;
        if offset < self.from || (offset == self.from && self.to > self.from) {
            offset
        } else if offset >= self.to {
            offset - self.to + self.from + inserted
        } else {
            self.from + inserted
        }
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

    #[test]
    fn an_offset_follows_its_letter() {
        let typed = splice("ab", "axb", Some(2));
        assert_eq!([0, 1, 2].map(|offset| typed.map(offset)), [0, 2, 3]);
        let taken = splice("abcd", "ad", Some(1));
        assert_eq!([1, 2, 3, 4].map(|offset| taken.map(offset)), [1, 1, 1, 2]);
    }
}
