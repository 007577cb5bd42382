//! As much JSON as positions and presence need: whether a text is JSON, and what an object says.
//!
//! `serde_json` would bring its trees, its errors and a reader for every type into the browser. This
//! only walks over the text; values stay pieces of it until they are asked for.

use crate::{limits::NESTING_DEPTH, sync::Malformed};

/// Checks that a text is one JSON value, not nested too deeply.
pub fn check(text: &str) -> Result<(), Malformed> {
    let mut walk = Walk::over(text);
    walk.value()?;
    walk.space();
    if walk.at == text.len() {
        Ok(())
    } else {
        Err(Malformed::Json)
    }
}

/// What an object says under a name, as it is written there; the last one if it says it twice.
pub fn member<'a>(object: &'a str, name: &str) -> Option<&'a str> {
    let mut found = None;
    let mut walk = Walk::over(object);
    walk.space();
    if !walk.takes(b'{') {
        return None;
    }
    let members = walk.many(b'}', &mut |key, value| {
        if string(key).as_deref() == Some(name) {
            found = Some(value);
        }
    });
    members.ok().and(found)
}

/// The text of a JSON string; half a character that it spells becomes `U+FFFD`.
pub fn string(value: &str) -> Option<String> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    let mut units = Vec::new();
    let mut rest = inner.chars();
    while let Some(character) = rest.next() {
        let meant = match character {
            '\\' => match rest.next()? {
                'b' => '\u{8}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let digits = rest.as_str().get(..4)?;
                    units.push(u16::from_str_radix(digits, 16).ok()?);
                    rest = rest.as_str().get(4..)?.chars();
                    continue;
                }
                itself => itself,
            },
            other => other,
        };
        units.extend(meant.encode_utf16(&mut [0; 2]).iter());
    }
    Some(String::from_utf16_lossy(&units))
}

/// Writes a text as a JSON string.
pub fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\0'..='\x1f' => {
                let code = character as u32;
                let digit = |value| char::from_digit(value, 16).unwrap_or_default();
                out.push_str("\\u00");
                out.extend([digit(code >> 4), digit(code & 15)]);
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

struct Walk<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Walk<'a> {
    fn over(text: &'a str) -> Self {
        let (at, depth) = (0, 0);
        Walk { text, at, depth }
    }

    /// The next byte; 0, which JSON never holds, at the end.
    fn peek(&self) -> u8 {
        *self.text.as_bytes().get(self.at).unwrap_or(&0)
    }

    fn takes(&mut self, byte: u8) -> bool {
        let takes = self.peek() == byte && self.at < self.text.len();
        self.at += usize::from(takes);
        takes
    }

    fn needs(&mut self, is_there: bool) -> Result<(), Malformed> {
        is_there.then_some(()).ok_or(Malformed::Json)
    }

    fn space(&mut self) {
        while let b' ' | b'\n' | b'\r' | b'\t' = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<&'a str, Malformed> {
        self.space();
        let start = self.at;
        match self.peek() {
            b'{' | b'[' => {
                self.at += 1;
                // The closing bracket stands two after the opening one in ASCII.
                self.many(self.text.as_bytes()[start] + 2, &mut |_, _| {})?;
            }
            b'"' => self.quoted()?,
            b'-' | b'0'..=b'9' => self.number()?,
            _ => {
                let words = ["null", "true", "false"];
                let rest = self.text.get(start..).unwrap_or_default();
                let word = words.iter().find(|word| rest.starts_with(**word));
                self.at += word.ok_or(Malformed::Json)?.len();
            }
        }
        Ok(&self.text[start..self.at])
    }

    /// The members of an object or the values of a list, behind the opening bracket.
    fn many(&mut self, end: u8, hear: &mut dyn FnMut(&'a str, &'a str)) -> Result<(), Malformed> {
        self.depth += 1;
        if self.depth > NESTING_DEPTH {
            return Err(Malformed::Depth);
        }
        self.space();
        let mut over = self.takes(end);
        while !over {
            let mut key = "";
            if end == b'}' {
                self.space();
                let start = self.at;
                self.quoted()?;
                key = &self.text[start..self.at];
                self.space();
                let colon = self.takes(b':');
                self.needs(colon)?;
            }
            hear(key, self.value()?);
            self.space();
            over = self.takes(end);
            let more = over || self.takes(b',');
            self.needs(more)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn quoted(&mut self) -> Result<(), Malformed> {
        let opens = self.takes(b'"');
        self.needs(opens)?;
        while !self.takes(b'"') {
            let escapes = self.takes(b'\\');
            let next = self.peek();
            self.needs(next >= b' ')?;
            self.at += 1;
            if escapes {
                self.needs(b"\"\\/bfnrtu".contains(&next))?;
            }
            for _ in 0..if escapes && next == b'u' { 4 } else { 0 } {
                let is_digit = self.peek().is_ascii_hexdigit();
                self.needs(is_digit)?;
                self.at += 1;
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Malformed> {
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
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

    fn digits(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.needs(self.at > start)
    }
}

#[cfg(test)]
mod tests;
