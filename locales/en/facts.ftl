# The form with all details of a project.

facts-change = Edit project details
facts-title = Project details
facts-lead = These details appear on the partnership’s page. Where a text is missing in one language, another language is shown; empty rows are left out.
facts-kept = The details have been saved.
facts-programme = Programme
facts-target-group = Target group { $number }
facts-paragraph = Justification: paragraph { $number }
facts-activity = Activity { $number }
facts-activity-kind = Type of activity
facts-share = Part { $number } of the budget
facts-shares = Parts of the budget
facts-share-percent = Percentage
facts-share-percent-help = The parts together cannot exceed 100%.
facts-share-when = Part { $number }: when it is paid
facts-budget = Budget in euros
facts-address = Address
facts-organisation = Organisation { $number }
facts-organisations = Organisations
facts-add = { $list ->
    [target_groups] Add a target group
    [justification] Add a paragraph
    [activities] Add an activity
    [budget_shares] Add a part
   *[organisations] Add a partner
}
facts-remove = Remove
facts-remove-of = Remove: { $row }
facts-outdated = Someone else has changed the details since you opened this page. If you save again, your version replaces theirs.
facts-see-now = See the partnership as it is now
