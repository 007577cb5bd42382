//! Rows over all operations and places, one file a verb: what stands before, what is done, what
//! stands after. Many are named by the tests of prosemirror-commands, prosemirror-transform and
//! matrix-rich-text-editor; the meaning is theirs, the rows are ours. They also run in a browser,
//! where there is no test harness.
#![allow(clippy::unwrap_used)]

mod delete;
mod format;
mod insert;
mod join;
mod list;
mod paste;
mod set_block;
mod split;
mod table;
mod undo;
mod wrap;

use super::*;
use crate::document::{
    normalise::faults,
    notation::{Sheet, parse},
};

/// Lists the tests above by name, for places where the test harness does not run.
///
/// One that is missing here is dead code there, which the compiler says.
macro_rules! list {
    ($($file:ident: $($test:ident)+;)+) => {
        &[$($((concat!(stringify!($file), ": ", stringify!($test)), $file::$test)),+),+]
    };
}

/// Every test of rows with its name; each panics where something else stands than it should.
pub const ROWS: &[(&str, fn())] = list! {
    delete:
        over_lists
        over_quotes_and_tables
        within_and_over_blocks;
    format:
        a_mark_comes_and_goes
        each_mark
        code_excludes_the_others
        links
        marks_are_cleared
        nothing_to_mark;
    insert:
        letters_go_where_the_caret_is
        letters_replace_what_is_selected
        letters_take_the_marks_of_the_text_before
        a_link_ends_where_its_text_ends
        line_ends_become_breaks_and_stay_in_code
        control_characters_are_dropped
        explicit_marks_win
        breaks
        what_a_browser_typed_replaces_a_range
        a_rule_or_cells_give_way_to_what_is_typed
        the_first_paragraph_of_an_empty_field;
    join:
        a_character_goes
        the_next_block_comes_to_the_caret
        two_paragraphs_become_one
        the_start_of_an_item_lifts_it
        the_start_of_a_quote_leaves_it
        what_is_no_paragraph_becomes_one_at_the_very_start
        a_paragraph_behind_a_list_goes_into_its_last_item
        rules_and_tables_are_selected_first
        cells_and_ends_hold
        the_longer_paragraph_keeps_its_identity;
    list:
        blocks_become_items
        neighbouring_lists_take_them_in
        items_become_blocks_again
        bullets_become_numbers
        one_level_deeper
        one_level_up
        tables_and_quotes_make_no_items;
    paste:
        text_flows_in
        open_blocks_merge_at_both_ends
        whole_blocks_stand_between
        lists_flow_into_lists
        a_slice_is_what_was_selected
        what_is_illegal_is_mended;
    set_block:
        a_block_becomes_another
        an_item_leaves_the_list_for_it
        only_textblocks_can_be_set;
    split:
        a_paragraph_becomes_two
        a_heading_goes_on_as_a_paragraph
        code_takes_a_new_line_and_ends_at_the_third
        an_item_becomes_two
        an_empty_item_leaves_the_list
        an_empty_paragraph_leaves_the_quote
        a_cell_stays
        the_longer_side_keeps_its_identity;
    table:
        a_table_comes
        rows
        columns
        headers
        cells_merge_and_split
        a_table_goes
        not_everywhere;
    undo:
        letters_in_a_row_are_one_step
        enter_marks_and_jumps_are_boundaries
        a_pause_or_a_boundary_ends_the_step
        moved_words_go_back_in_one_step
        words_moved_into_another_field_go_back_in_one_step
        moved_paragraphs_go_back_into_their_field
        moved_words_go_back_among_what_others_wrote_since
        words_stay_moved_where_they_could_not_go_back
        only_ones_own_letters_go
        a_block_that_holds_others_letters_stays
        others_steps_are_not_in_ones_stack
        one_history_over_all_fields
        undo_and_redo_find_words_whose_block_the_other_wrote_anew
        undo_takes_both_halves_of_a_letter
        a_break_that_came_with_words_goes_with_them
        redo_finds_the_place_of_words_whose_block_the_other_wrote_anew_since
        undo_brings_removed_words_to_where_the_other_wrote_their_neighbours
        in_an_empty_paragraph_only_the_own_words_go
        in_a_foreign_empty_paragraph_undo_takes_only_the_own_words
        anothers_undo_takes_no_letters_that_are_typed_at_that_moment
        a_join_is_taken_back_in_front_of_what_was_written_behind_it
        a_heading_is_taken_back_in_front_of_what_was_written_behind_it
        what_would_stand_elsewhere_in_other_copies_is_refused;
    wrap:
        into_a_quote_and_out
        lifting
        rules;
};

/// Does one operation, checks that the tree is legal, and that undo brings the start back and redo
/// the end.
#[track_caller]
fn check(before: &str, op: Op, after: &str) {
    let mut sheet = Sheet::of(1, before);
    let start = sheet.text();
    let legal = faults(sheet.projection()).is_empty();
    sheet
        .act(&op)
        .unwrap_or_else(|refused| panic!("{before}: {op:?}: {refused}"));
    assert_eq!(sheet.line(), after, "{op:?} on {before}");
    let faults = faults(sheet.projection());
    assert!(
        !legal || faults.is_empty(),
        "{op:?} on {before}: {faults:?}"
    );
    let end = sheet.text();
    if end != start {
        sheet.undo().unwrap();
        assert_eq!(sheet.text(), start, "undo of {op:?} on {before}");
        sheet.redo().unwrap();
        assert_eq!(sheet.text(), end, "redo of {op:?} on {before}");
    }
}

/// Does nothing, and says why.
#[track_caller]
fn refused(before: &str, op: Op, why: EditRefused) {
    let mut sheet = Sheet::of(1, before);
    let start = sheet.line();
    assert_eq!(sheet.act(&op), Err(why), "{op:?} on {before}");
    assert_eq!(sheet.line(), start, "{op:?} on {before}");
}

fn typed(text: &str) -> Op {
    Op::InsertText {
        text: text.to_owned(),
        marks: None,
    }
}

/// The document with several operations done one after the other.
#[track_caller]
fn after(before: &str, ops: &[Op]) -> String {
    let mut sheet = Sheet::of(1, before);
    for op in ops {
        sheet
            .act(op)
            .unwrap_or_else(|refused| panic!("{before}: {op:?}: {refused}"));
    }
    sheet.line()
}

/// What stands between the braces of a line, as a copy would take it.
fn copied(line: &str) -> Op {
    let sheet = Sheet::of(9, line);
    let range = selected(sheet.projection(), sheet.selection.unwrap()).unwrap();
    Op::InsertSlice(sheet.projection().slice(range))
}

/// Whole blocks, as an import would bring them.
fn whole(line: &str) -> Op {
    Op::InsertSlice(Slice {
        nodes: parse(line).nodes,
        open_start: 0,
        open_end: 0,
    })
}

/// The range between the braces of a line, for operations that name one.
#[track_caller]
fn check_range(before: &str, op: impl Fn(Range) -> Op, after: &str) {
    let sheet = Sheet::of(1, before);
    let range = selected(sheet.projection(), sheet.selection.unwrap()).unwrap();
    check(before, op(range), after);
}
