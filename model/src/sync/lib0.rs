//! The few lib0 encodings that the wire is made of: varints, byte arrays and strings.
//!
//! Our own instead of yrs': every length is checked against the bytes that are there before
//! anything is reserved, and numbers that do not fit are refused instead of cut.

use super::Malformed;

/// The largest integer that JavaScript, and with it the wire, can hold exactly.
pub const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Reads lib0 values from the front of a slice.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The bytes that were not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, Malformed> {
        let (first, rest) = self.rest.split_first().ok_or(Malformed::Truncated)?;
        self.rest = rest;
        Ok(*first)
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Malformed> {
        if count > self.rest.len() {
            return Err(Malformed::Truncated);
        }
        let (taken, rest) = self.rest.split_at(count);
        self.rest = rest;
        Ok(taken)
    }

    /// An unsigned varint of at most 53 bits.
    pub fn number(&mut self) -> Result<u64, Malformed> {
        let mut value = 0u64;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return if value <= MAX_SAFE_INTEGER {
                    Ok(value)
                } else {
                    Err(Malformed::Number)
                };
            }
        }
        Err(Malformed::Number)
    }

    /// An unsigned varint of at most 32 bits: a clock or a length.
    pub fn small_number(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.number()?).map_err(|_| Malformed::Number)
    }

    /// A count of things of which each takes at least `bytes_each` of the bytes that are left.
    pub fn count(&mut self, bytes_each: usize) -> Result<usize, Malformed> {
        let count = self.small_number()? as usize;
        match count.checked_mul(bytes_each) {
            Some(needed) if needed <= self.rest.len() => Ok(count),
            _ => Err(Malformed::Count),
        }
    }

    /// A byte array with its length in front.
    pub fn bytes(&mut self) -> Result<&'a [u8], Malformed> {
        let count = self.small_number()? as usize;
        self.take(count)
    }

    /// A string with its length in bytes in front.
    pub fn string(&mut self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Malformed::Text)
    }
}

/// Appends an unsigned varint.
pub fn write_number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value as u8 & 0x7f) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a byte array with its length in front.
pub fn write_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    write_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_come_back_as_they_were_written() {
        for value in [
            0,
            1,
            127,
            128,
            300,
            16_383,
            16_384,
            u64::from(u32::MAX),
            MAX_SAFE_INTEGER,
        ] {
            let mut out = Vec::new();
            write_number(&mut out, value);
            let mut reader = Reader::new(&out);
            assert_eq!(reader.number(), Ok(value));
            assert!(reader.is_empty());
        }
    }

    #[test]
    fn numbers_that_do_not_fit_are_refused() {
        assert_eq!(Reader::new(&[0xff; 12]).number(), Err(Malformed::Number));
        assert_eq!(Reader::new(&[0x80]).number(), Err(Malformed::Truncated));
        let mut out = Vec::new();
        write_number(&mut out, MAX_SAFE_INTEGER + 1);
        assert_eq!(Reader::new(&out).number(), Err(Malformed::Number));
        assert_eq!(Reader::new(&out).small_number(), Err(Malformed::Number));
    }

    #[test]
    fn a_count_is_measured_against_the_bytes_that_are_there() {
        let claims_four_billion = [0xff, 0xff, 0xff, 0xff, 0x0f];
        assert_eq!(
            Reader::new(&claims_four_billion).count(1),
            Err(Malformed::Count)
        );
        assert_eq!(
            Reader::new(&claims_four_billion).bytes(),
            Err(Malformed::Truncated)
        );
        assert_eq!(Reader::new(&[2, 0, 0]).count(1), Ok(2));
        assert_eq!(Reader::new(&[2, 0, 0]).count(2), Err(Malformed::Count));
    }
}
