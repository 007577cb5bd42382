//! Words that are longer than their line: the typesetter breaks lines where a language allows it and
//! would set the rest beside the page.

/// About as many wide letters as a line of a title has.
pub(super) const TITLE_CHARS: usize = 24;
/// The same for a line of text.
pub(super) const LINE_CHARS: usize = 40;
/// A place where a line may end and nothing is seen.
const MAY_END: char = '\u{200b}';

/// The text with places to break words of more than `most` letters.
pub(super) fn breakable(text: &str, most: usize) -> String {
    let most = most.max(1);
    if !text
        .split_whitespace()
        .any(|word| word.chars().count() > most)
    {
        return text.to_owned();
    }
    let mut broken = String::with_capacity(text.len() + text.len() / most * MAY_END.len_utf8());
    let mut since = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            since = 0;
        } else if since == most {
            broken.push(MAY_END);
            since = 0;
        }
        since += usize::from(!c.is_whitespace());
        broken.push(c);
    }
    broken
}

/// The beginning of a text, at most so many letters, with a sign where more follows.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
