//! Where cards stand: each as near to its words as the others allow, in the order of the words.
//!
//! The card that somebody works with stands beside its words; those before it give way upwards, those
//! after it downwards. Where there is no room above, it gives way downwards itself.

/// A card before it is placed, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Card {
    /// Where its words are.
    pub wanted: f64,
    pub height: f64,
}

/// The tops of the cards, `gap` apart, `held` as near to its words as there is room below `limit`. Cards
/// come in the order of their words. Nothing stands above the limit.
pub fn stack(cards: &[Card], held: Option<usize>, gap: f64, limit: f64) -> Vec<f64> {
    let mut tops: Vec<f64> = cards.iter().map(|card| card.wanted.max(limit)).collect();
    let first = held.unwrap_or(0).min(cards.len());
    if let Some(top) = tops.get_mut(first) {
        let before: f64 = cards[..first].iter().map(|card| card.height + gap).sum();
        *top = top.max(limit + before);
        for index in (0..first).rev() {
            let end = tops[index + 1] - gap - cards[index].height;
            tops[index] = tops[index].min(end);
        }
        let mut start = limit;
        for index in 0..first {
            tops[index] = tops[index].max(start);
            start = tops[index] + cards[index].height + gap;
        }
    }
    for index in (first + 1)..cards.len() {
        let start = tops[index - 1] + cards[index - 1].height + gap;
        tops[index] = tops[index].max(start);
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::{Card, stack};

    const LIMIT: f64 = 40.0;

    fn check(wanted: &[f64], held: Option<usize>, expected: &[f64]) {
        let cards: Vec<Card> = wanted
            .iter()
            .map(|wanted| Card {
                wanted: *wanted,
                height: 100.0,
            })
            .collect();
        assert_eq!(stack(&cards, held, 10.0, LIMIT), expected);
    }

    #[test]
    fn cards_that_have_room_stand_beside_their_words() {
        check(&[40.0, 200.0, 400.0], None, &[40.0, 200.0, 400.0]);
    }

    #[test]
    fn later_cards_give_way_downwards() {
        check(&[50.0, 60.0, 400.0], None, &[50.0, 160.0, 400.0]);
        check(&[50.0, 50.0, 50.0], None, &[50.0, 160.0, 270.0]);
    }

    #[test]
    fn the_held_card_stands_exactly_and_earlier_ones_give_way_upwards() {
        check(&[300.0, 310.0, 320.0], Some(1), &[200.0, 310.0, 420.0]);
        check(&[500.0, 510.0, 520.0], Some(2), &[300.0, 410.0, 520.0]);
    }

    #[test]
    fn nothing_stands_above_the_limit_and_the_held_card_gives_way_downwards() {
        check(&[0.0, 200.0], None, &[40.0, 200.0]);
        check(&[50.0, 60.0, 70.0], Some(2), &[40.0, 150.0, 260.0]);
        check(&[50.0, 60.0, 70.0], Some(1), &[40.0, 150.0, 260.0]);
        check(
            &[50.0, 60.0, 70.0, 75.0],
            Some(3),
            &[40.0, 150.0, 260.0, 370.0],
        );
    }

    #[test]
    fn no_cards_are_no_trouble() {
        check(&[], None, &[]);
        check(&[47.0], Some(0), &[47.0]);
    }
}
