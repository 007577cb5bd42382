//! A screen and a keyboard without a machine's own, and WebKitGTK: for keys as the system makes them.

use super::packages;
use crate::workspace::on_path;
use anyhow::{Context, Result};

/// Programs, and the distribution's packages that bring them.
const NEEDED: [(&str, &str); 4] = [
    ("Xvfb", "xvfb"),
    ("xdotool", "xdotool"),
    ("setxkbmap", "x11-xkb-utils"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
];

/// Installs what is missing.
pub fn ensure() -> Result<()> {
    for (program, package) in NEEDED {
        if on_path(&[program]).is_none() {
            let hint =
                || format!("`{program}` is needed: install your system's `{package}` package");
            packages::install(package).with_context(hint)?;
            on_path(&[program]).with_context(hint)?;
        }
    }
    Ok(())
}
