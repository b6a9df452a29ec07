# How much support there was
dose-title = Time and contacts
dose-lead = How much support there was, and how it was spread over time. It says nothing about how good it was.
dose-own-lead = How often you met with us, and for how long. This is not a score. There is no right number.
dose-back = Back to how things move
dose-see = See time and contacts
dose-whole = In all: { $contacts ->
    [one] 1 contact
   *[other] { $contacts } contacts
  }, { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
  }.
dose-none = No contact written down yet
dose-none-text = Sessions that took place and group meetings show here.
dose-months = Minutes each month
dose-months-words = Minutes of support in each of the last twelve months. A month at zero has no contact written down.
dose-month = Month
dose-model-chart = Share of the minutes
dose-by-model = Kind of support
dose-by-mode = In person, by phone or by video
dose-by-setting = Where it was
dose-by-way = One-to-one contacts
dose-model = Kind
dose-mode = How
dose-setting = Where
dose-way = How and where
dose-way-at = { $mode }: { $setting }
dose-contacts = Contacts
dose-minutes = Minutes
dose-share = Share of minutes
dose-no-share = no minutes
dose-all = All together
dose-not-written = Not written down
dose-model-one-to-one = One to one
dose-model-support-group = Support group
dose-model-group-therapy = Group therapy
dose-model-one-to-family = A supporter with a family
dose-model-family-to-family = Family with family
dose-model-family-group = Family group
dose-rhythm = How contacts followed each other
dose-rhythm-text = A gap is the time from one day with a contact to the next. If no end is written down, the time since the last contact counts too.
dose-stays = Each time in the program
dose-enrolled = In the program
dose-stay = Since { $from }
dose-stay-ended = { $from } to { $to }
dose-first = From enrolling to the first contact
dose-longest = Longest gap
dose-over-14 = Gaps over 14 days
dose-over-30 = Gaps over 30 days
dose-days = { $n ->
    [one] 1 day
   *[other] { $n } days
  }
dose-none-yet = no contact written down
dose-one-only = one day with contact only
dose-source = Minutes of a session are those of the newest version of its note. Minutes of a group meeting are those on its list of who was there.
dose-families-apart = Support for families is for families. It is never counted here.
dose-program-title = How much support
dose-program-lead = How much support people had, of which kind, and how soon. Sums only, no names.
dose-models-heading = The kinds of support
dose-who = People or families
dose-hidden-together = The hidden ones together
dose-fewer-than = Fewer than { $n } people had a contact in this period. No figure is shown.
dose-each-contacts = Contacts of each participant (median)
dose-each-minutes = Minutes of each participant (median)
dose-ways-heading = One to one: how and where
dose-waits-heading = How soon, and how steady
dose-waits-text = Everybody who enrolled in this period, and their contacts up to today.
dose-waits-table = People by the days from enrolling to the first contact
dose-people = People
dose-days-range = { $from } to { $to } days
dose-days-over = More than { $n } days
dose-wait-none = No contact yet
dose-wait-all = All who enrolled
dose-wait-median = Days to the first contact (median of those who had one)
dose-gaps-table = People by their longest gap, from the first contact to today or to the last contact before discharge
dose-gap-none = One day with contact only, then discharged
dose-gap-all = All who had a contact
dose-gap-median = Longest gap in days (median)
dose-gaps-hidden = Gaps are not shown: their total would tell of too few people.
dose-program-source = Each person who was there counts as a contact; of family meetings, each family.
dose-heads = Public groups
dose-heads-line = { $heads } times somebody came, { $minutes } minutes in all.
dose-heads-text = Counted by heads: the same person may stand in it many times, and nobody knows who. It is in no table above.
