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
                    <span>{format!("{}\u{a0}% ", share.percent)} {best(&share.title)}</span>
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
    use super::{Language, euros};

    #[test]
    fn an_amount_is_written_as_the_language_does() {
        assert_eq!(euros(Language::En, 3_000_000), "EUR\u{a0}30,000.00");
        assert_eq!(euros(Language::Lv, 3_000_000), "30\u{a0}000,00\u{a0}EUR");
        assert_eq!(euros(Language::Pl, 600_050), "6000,50\u{a0}EUR");
    }
}
