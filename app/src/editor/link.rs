//! Addresses: what may stand behind a link, and what people mean when they type one.

use model::document::html::address::safe_address;

/// The address as it may be drawn; anything that a browser should not be asked to open is nothing.
#[cfg(any(feature = "hydrate", test))]
pub fn safe(href: &str) -> String {
    safe_address(href).unwrap_or_default().to_owned()
}

/// The address a person means: `talka.lv` is a web page, `a@b.lv` a mail address.
pub fn meant(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if safe_address(typed).is_some() {
        return Some(typed.to_owned());
    }
    let has_gap = typed.chars().any(char::is_whitespace);
    if typed.starts_with('+') && typed.len() > 4 {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        return Some(format!("tel:{digits}"));
    }
    if has_gap || typed.contains(':') || !typed.contains('.') {
        return None;
    }
    let (start, end) = (typed.starts_with('.'), typed.ends_with('.'));
    match typed.split_once('@') {
        Some((name, host)) if !name.is_empty() && host.contains('.') => {
            Some(format!("mailto:{typed}"))
        }
        None if !start && !end => Some(format!("https://{typed}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_four_schemes_are_drawn() {
        assert_eq!(safe("https://leszno.pl"), "https://leszno.pl");
        assert_eq!(safe(" JavaScript:alert(1)"), "");
        assert_eq!(safe("data:text/html,x"), "");
    }

    #[test]
    fn people_leave_the_scheme_away() {
        assert_eq!(meant("daugavpils.lv").unwrap(), "https://daugavpils.lv");
        assert_eq!(
            meant("jaunatne@daugavpils.lv").unwrap(),
            "mailto:jaunatne@daugavpils.lv"
        );
        assert_eq!(meant("+371 654 04 365").unwrap(), "tel:+37165404365");
        assert_eq!(meant("javascript:alert(1)"), None);
        assert_eq!(meant("two words"), None);
    }
}
