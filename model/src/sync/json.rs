//! JSON from outside, as far as the wire needs it: is it JSON, what stands under a name, and a text as JSON.
//!
//! Works on the text itself and builds no tree. serde_json would do the same, but the file that a text waits
//! for in the browser would carry all of it (decision 6). A test holds both to the same verdicts.

use super::Malformed;
use crate::limits::NESTING_DEPTH;

/// Whether a text is one JSON value (RFC 8259) that is not nested deeper than [`NESTING_DEPTH`].
pub fn check(text: &str) -> Result<(), Malformed> {
    let mut scanner = Scanner { text, at: 0 };
    scanner.space();
    scanner.value(0, &mut |_, _| ())?;
    scanner.space();
    match scanner.at == text.len() {
        true => Ok(()),
        false => Err(Malformed::Json),
    }
}

/// The value under a name of an object, as it stands there; the last one where the name stands twice.
pub fn member<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    let mut found = None;
    let mut scanner = Scanner {
        text: object,
        at: 0,
    };
    scanner.space();
    let read = scanner.value(0, &mut |key, value| {
        if text(key).as_deref() == Some(name) {
            found = Some(value);
        }
    });
    read.ok().and(found)
}

/// Whether a value is an object.
pub fn is_object(value: &str) -> bool {
    value.trim_start().starts_with('{')
}

/// The letters of a string value. A half of a surrogate pair that stands alone is U+FFFD.
pub fn text(value: &str) -> Option<String> {
    let inner = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at)?);
        let kind = rest.get(at + 1..)?.chars().next()?;
        rest = rest.get(at + 1 + kind.len_utf8()..)?;
        out.push(match kind {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => unicode(&mut rest)?,
            other => other,
        });
    }
    out.push_str(rest);
    Some(out)
}

/// What stands behind `\u`: one unit, or two that belong together.
fn unicode(rest: &mut &str) -> Option<char> {
    let first = unit(rest)?;
    let mut behind = rest.strip_prefix("\\u");
    let second = behind.as_mut().and_then(unit);
    let pair = second.map(|second| [first, second]);
    let both = pair.and_then(|pair| char::decode_utf16(pair).next()?.ok());
    match (both, (0xd800..0xdc00).contains(&first), behind) {
        (Some(both), true, Some(behind)) => {
            *rest = behind;
            Some(both)
        }
        _ => Some(char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER)),
    }
}

fn unit(rest: &mut &str) -> Option<u16> {
    let unit = u16::from_str_radix(rest.get(..4)?, 16).ok()?;
    *rest = rest.get(4..)?;
    Some(unit)
}

/// A whole number; none of a fraction, and of anything else.
pub fn integer(value: &str) -> Option<i64> {
    value.trim().parse().ok()
}

/// Writes a text as a string value.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\0'..='\x1f' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                let code = u32::from(letter);
                out.push_str("\\u00");
                out.extend([digit(code / 16), digit(code % 16)]);
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn next(&mut self) -> Result<u8, Malformed> {
        let byte = self.peek().ok_or(Malformed::Json)?;
        self.at += 1;
        Ok(byte)
    }

    fn takes(&mut self, byte: u8) -> bool {
        let takes = self.peek() == Some(byte);
        self.at += usize::from(takes);
        takes
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// One value; tells the members of the outermost object: name and value as they stand there.
    fn value(
        &mut self,
        depth: usize,
        tell: &mut dyn FnMut(&'a str, &'a str),
    ) -> Result<(), Malformed> {
        match self.next()? {
            b'{' => self.list(b'}', depth + 1, tell),
            b'[' => self.list(b']', depth + 1, tell),
            b'"' => self.string(),
            b't' => self.word(b"rue"),
            b'f' => self.word(b"alse"),
            b'n' => self.word(b"ull"),
            first @ (b'-' | b'0'..=b'9') => self.number(first),
            _ => Err(Malformed::Json),
        }
    }

    /// What stands between brackets, the first of which was read.
    fn list(
        &mut self,
        end: u8,
        depth: usize,
        tell: &mut dyn FnMut(&'a str, &'a str),
    ) -> Result<(), Malformed> {
        if depth > NESTING_DEPTH {
            return Err(Malformed::Depth);
        }
        self.space();
        if self.takes(end) {
            return Ok(());
        }
        loop {
            self.space();
            let mut key = "";
            if end == b'}' {
                let start = self.at;
                if self.next()? != b'"' {
                    return Err(Malformed::Json);
                }
                self.string()?;
                key = self.since(start);
                self.space();
                if !self.takes(b':') {
                    return Err(Malformed::Json);
                }
                self.space();
            }
            let start = self.at;
            self.value(depth, &mut |_, _| ())?;
            if depth == 1 && end == b'}' {
                tell(key, self.since(start));
            }
            self.space();
            match self.next()? {
                b',' => (),
                last if last == end => return Ok(()),
                _ => return Err(Malformed::Json),
            }
        }
    }

    fn string(&mut self) -> Result<(), Malformed> {
        loop {
            match self.next()? {
                b'"' => return Ok(()),
                b'\\' => match self.next()? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => (),
                    b'u' => {
                        for _ in 0..4 {
                            if !self.next()?.is_ascii_hexdigit() {
                                return Err(Malformed::Json);
                            }
                        }
                    }
                    _ => return Err(Malformed::Json),
                },
                0..=0x1f => return Err(Malformed::Json),
                _ => (),
            }
        }
    }

    fn word(&mut self, rest: &[u8]) -> Result<(), Malformed> {
        rest.iter().try_for_each(|byte| match self.takes(*byte) {
            true => Ok(()),
            false => Err(Malformed::Json),
        })
    }

    fn digits(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        match self.at > start {
            true => Ok(()),
            false => Err(Malformed::Json),
        }
    }

    fn number(&mut self, first: u8) -> Result<(), Malformed> {
        let first = if first == b'-' { self.next()? } else { first };
        match first {
            b'0' => (),
            b'1'..=b'9' => {
                self.at -= 1;
                self.digits()?;
            }
            _ => return Err(Malformed::Json),
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _ = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
