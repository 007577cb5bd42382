# The form with all facts of a partnership.

facts-change = Change the facts
facts-title = Facts of the partnership
facts-lead = Everything here stands on the page of the partnership. What is missing in one language is shown in another; empty rows are left out.
facts-kept = The facts are saved.
facts-programme = Programme
facts-target-group = Target group { $number }
facts-paragraph = Justification: paragraph { $number }
facts-activity = Activity { $number }
facts-activity-kind = Kind of activity
facts-share = Share { $number } of the budget
facts-shares = Shares of the budget
facts-share-percent = Percent
facts-share-percent-help = All shares together are at most 100.
facts-share-when = Share { $number }: when it is paid
facts-budget = Budget in euros
facts-address = Address
facts-organisation = Organisation { $number }
facts-organisations = Organisations
facts-add = { $list ->
    [target_groups] Add a target group
    [justification] Add a paragraph
    [activities] Add an activity
    [budget_shares] Add a share
   *[organisations] Add a partner
}
facts-remove = Remove
facts-remove-of = Remove: { $row }
facts-outdated = Somebody else changed the facts since you opened this page. If you save again, what stands here is kept.
facts-see-now = See the partnership as it is now
