//! The budget: the total, and the shares as a bar with their words.

use crate::parts::said::{best, language, say};
use leptos::prelude::*;
use model::{
    language::Language,
    partnership::BudgetShare,
    text::{key, number_text},
};

/// The total with its shares; nothing while no budget is known.
#[component]
pub fn Budget(total_cents: i64, shares: Vec<BudgetShare>) -> impl IntoView {
    let language = language();
    let bar = |share: &BudgetShare| {
        view! { <span style=format!("flex-grow:{}", share.percent)></span> }
    };
    let row = |share: &BudgetShare| {
        view! {
            <li>
                <p class="share-head">
                    <span>{percent(language, share.percent)} " " {best(&share.title)}</span>
                    <span class="amount">{euros(language, share.amount_cents)}</span>
                </p>
                <p class="faint">{best(&share.when)}</p>
            </li>
        }
    };
    (total_cents > 0).then(|| {
        view! {
            <div class="budget">
                <h2>
                    {say(key::PARTNERSHIP_BUDGET)}
                    <span class="amount">{euros(language, total_cents)}</span>
                </h2>
                <div class="budget-bar" aria-hidden="true">{shares.iter().map(bar).collect_view()}</div>
                <ul class="shares plain">{shares.iter().map(row).collect_view()}</ul>
            </div>
        }
    })
}

/// A percentage as the language writes it: only Latvian puts a space before the sign.
fn percent(language: Language, percent: u8) -> String {
    match language {
        Language::En | Language::Pl => format!("{percent}%"),
        Language::Lv => format!("{percent}\u{a0}%"),
    }
}

/// An amount as the language writes it: `EUR 30,000.00`, `30 000,00 EUR`.
fn euros(language: Language, cents: i64) -> String {
    let (whole, rest) = (number_text(language, cents / 100), cents.rem_euclid(100));
    match language {
        Language::En => format!("EUR\u{a0}{whole}.{rest:02}"),
        Language::Lv | Language::Pl => format!("{whole},{rest:02}\u{a0}EUR"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, euros, percent};

    #[test]
    fn an_amount_is_written_as_the_language_does() {
        assert_eq!(euros(Language::En, 3_000_000), "EUR\u{a0}30,000.00");
        assert_eq!(euros(Language::Lv, 3_000_000), "30\u{a0}000,00\u{a0}EUR");
        assert_eq!(euros(Language::Pl, 600_050), "6000,50\u{a0}EUR");
    }

    #[test]
    fn only_latvian_puts_a_space_before_the_percent_sign() {
        assert_eq!(percent(Language::En, 80), "80%");
        assert_eq!(percent(Language::Lv, 80), "80\u{a0}%");
        assert_eq!(percent(Language::Pl, 80), "80%");
    }
}
