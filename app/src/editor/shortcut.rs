//! Which keys are shortcuts, as a table.

use super::command::Command;

/// A key with what is held beside it.
pub struct Pressed {
    pub key: String,
    pub code: String,
    pub control: bool,
    pub meta: bool,
    pub alt: bool,
    pub shift: bool,
}

impl Pressed {
    /// What it asks for, if it is a shortcut.
    pub fn command(&self, mac: bool) -> Option<Command> {
        let held = if mac {
            self.meta && !self.control
        } else {
            self.control && !self.meta
        };
        if !held {
            return None;
        }
        match (self.alt, self.shift) {
            (true, false) => self.with_alt(),
            (false, true) => self.with_shift(),
            (false, false) => self.plain(),
            (true, true) => None,
        }
    }

    fn plain(&self) -> Option<Command> {
        Some(match self.key.to_ascii_lowercase().as_str() {
            "b" => Command::Bold,
            "i" => Command::Italic,
            "u" => Command::Underline,
            "e" => Command::Code,
            "k" => Command::Link,
            "z" => Command::Undo,
            "y" => Command::Redo,
            _ => return None,
        })
    }

    fn with_shift(&self) -> Option<Command> {
        match self.key.to_ascii_lowercase().as_str() {
            "x" => return Some(Command::Strike),
            "z" => return Some(Command::Redo),
            _ => {}
        }
        Some(match self.code.as_str() {
            "Digit7" => Command::OrderedList,
            "Digit8" => Command::BulletList,
            "Digit9" => Command::Quote,
            _ => return None,
        })
    }

    /// Only a digit that the key itself makes: anything else may be a letter of AltGr.
    fn with_alt(&self) -> Option<Command> {
        let digit = self
            .key
            .parse::<u8>()
            .ok()
            .filter(|_| self.key.len() == 1)?;
        match digit {
            0 => Some(Command::Paragraph),
            1..=6 => Some(Command::Heading(digit)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(keys: &str, key: &str, code: &str, expected: Option<Command>) {
        let held = |name: &str| keys.split('+').any(|it| it == name);
        let pressed = Pressed {
            key: key.to_owned(),
            code: code.to_owned(),
            control: held("Ctrl"),
            meta: held("Cmd"),
            alt: held("Alt"),
            shift: held("Shift"),
        };
        assert_eq!(pressed.command(false), expected, "{keys}+{key}");
    }

    #[test]
    fn letters_of_altgr_are_letters() {
        for letter in [
            "ą", "ć", "ę", "ł", "ń", "ó", "ś", "ż", "ź", "č", "ģ", "ķ", "ļ", "ņ", "š", "ž", "ē",
            "ī",
        ] {
            check("Ctrl+Alt", letter, "KeyZ", None);
            check("Alt", letter, "KeyB", None);
        }
        check("Ctrl+Alt", "€", "Digit5", None);
    }

    #[test]
    fn shortcuts_are_what_the_toolbar_says() {
        check("Ctrl", "b", "KeyB", Some(Command::Bold));
        check("Ctrl", "Z", "KeyZ", Some(Command::Undo));
        check("Ctrl+Shift", "Z", "KeyZ", Some(Command::Redo));
        check("Ctrl+Shift", "*", "Digit8", Some(Command::BulletList));
        check("Ctrl+Alt", "2", "Digit2", Some(Command::Heading(2)));
        check("Shift", "B", "KeyB", None);
        check("Ctrl", "c", "KeyC", None);
    }
}
