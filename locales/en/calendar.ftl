# The calendar: views, events, series, clashes, rooms.

nav-calendar = Calendar
object-series = series
object-event = event
object-room = room

calendar-title = Calendar
calendar-views = Ways to look
calendar-view-agenda = What comes next
calendar-view-day = Day
calendar-view-week = Week
calendar-move = Other days
calendar-before = Before
calendar-today = Today
calendar-after = After
calendar-span = { $from } to { $to }
calendar-filter = Show less
calendar-show = Show
calendar-any = All
calendar-kind = Kind
calendar-kind-session = Sessions
calendar-kind-group = Groups
calendar-kind-family = Family meeting
calendar-kind-event = Events
calendar-site = Site
calendar-room = Room
calendar-person = Supporter or leader
calendar-free = Nothing planned.
calendar-none = Nothing planned in these days
calendar-none-text = What is planned with you stands here.
calendar-more = More on this day
calendar-with = With { $name }
calendar-both = { $one } with { $other }
calendar-hours = { $from } to { $to }
calendar-session-in-person = In person
calendar-session-phone = By phone
calendar-session-video = By video
calendar-group-support-group = Group
calendar-group-group-therapy = Group with a clinician
calendar-group-family-group = Family group
calendar-off = Called off
calendar-moved = Moved
calendar-what = What
calendar-when = When
calendar-leader = Led by
calendar-moved-from = Planned first for
calendar-date = Day
calendar-first-date = First day
calendar-time = Time
calendar-minutes = Minutes
calendar-site-without-room = Site
calendar-site-without-room-hint = When no room is chosen.
calendar-capacity = People at most
calendar-capacity-room = The room holds fewer people. Choose another room, or a smaller number.
calendar-far-date = Please check the year. You can plan up to a year ahead, or write down what was within three months.
calendar-plan = Plan it
calendar-anyway = Plan it anyway
calendar-clash = Something else is planned at that time. Choose another time, or check "Plan it anyway".
calendar-move-one = Move it to another time
calendar-move-over = People were here already, or it is called off. It cannot be moved any more.
calendar-move-ahead = Choose a time to come, within a year.
calendar-call-off-one = Call it off
calendar-call-off-text = Only this one. You can put it back on later.
calendar-off-people = People are written down as having been here, so it took place. Take them off the list first.
calendar-off-already = It is called off already.
calendar-on-already = It is on already.
calendar-put-back = Put it back on

clash-title = At the same time:
clash-leader = { $name } has { $what } at that time: { $when }
clash-room = { $name } is taken: { $when }
clash-participant = There is { $what } for the same person: { $when }
clash-family = The family has another meeting: { $when }
clash-more = { $n ->
    [one] And one more.
   *[other] And { $n } more.
}
clash-what-something = something else
clash-what-session = another session
clash-what-group = a group
clash-what-family = a family meeting
clash-what-event = an event

event-new = Plan an event
event-kind = What it is
event-kind-drop-in = Open hours, for everybody
event-kind-class = Class or workshop, for everybody
event-kind-staff-meeting = Staff meeting
event-kind-supervision = Supervision, for the two of you
event-kind-other = Something else, for staff
event-title = Name
event-title-hint = No names of people who come for support.
event-leader = Who leads it
event-with = With whom
event-with-hint = For supervision.
event-with-whom = Choose the supporter whom the supervision is with.

repeat = How often
repeat-once = Once
repeat-weekly = Every week on this weekday
repeat-days = On chosen weekdays, every so many weeks
repeat-monthly = Every month on this weekday of the month
repeat-rule = By a rule
repeat-days-more = Weekdays and weeks
repeat-every = Every how many weeks
repeat-weekdays = On these days
repeat-rule-more = A rule of your own
repeat-rule-field = Rule
repeat-rule-field-hint = As calendars write it (RFC 5545), such as FREQ=MONTHLY;BYDAY=-1FR for the last Friday of a month.
repeat-ends-on = Until
repeat-ends-on-hint = Leave this and the next field empty when it goes on.
repeat-ends-after = Or this many times
repeat-weekly-words = { $n ->
    [one] Every week on { $days }
   *[other] Every { $n } weeks on { $days }
}
repeat-daily-words = Every day
repeat-nth-1 = Every month on the first { $day }
repeat-nth-2 = Every month on the second { $day }
repeat-nth-3 = Every month on the third { $day }
repeat-nth-4 = Every month on the fourth { $day }
repeat-nth-last-1 = Every month on the last { $day }
repeat-until = { $what }, until { $day }
repeat-times = { $what }, { $n ->
    [one] once
   *[other] { $n } times
}

rule-empty = Write the rule, or choose how often above.
rule-long = This rule is too long.
rule-part = A rule is parts like FREQ=WEEKLY with a semicolon between them. This is none: { $part }
rule-twice = This part stands twice: { $part }
rule-within-day = A series has one time a day at most. Take this part out: { $part }
rule-until = This is no date: { $part }. Write it like 20261231.
rule-until-early = The end is before the first day.
rule-two-ends = Give an end day or a number of times, not both.
rule-interval = INTERVAL can be 1 to 60.
rule-count = COUNT can be 1 to 1000.
rule-missing = This part is missing: { $part }
rule-unknown = There is no such part: { $part }
rule-value = This cannot be: { $part }
rule-not-together = These do not go together: { $part }
rule-position = BYSETPOS needs another part that begins with BY.
rule-no-day = This rule has no day within the next years.
rule-start = Please check the first day.
rule-other = This rule cannot be read. Please choose how often above.

series-title = Series
series-home = Back
series-when = { $rule }, { $time }
series-next = Coming up
series-none = Nothing comes up any more.
series-see = See the whole series
series-until = Last day
series-previous = Before that
series-previous-see = The series it goes on from
series-change = Change this and all that follow
series-change-from = Change this and all that follow
series-change-text = The series ends the day before, and goes on as you say here. Where somebody was already, or which was called off or moved, stays as it is.
series-from = From this day on
series-change-past = Choose today or a day to come.
series-end = End the series
series-end-text = What is planned after the last day goes. Where somebody was, or which was called off or moved, stays.
series-until-past = Choose yesterday, today or a day to come.
series-ended-already = This series was ended already.

today-moved-before = Before: { $when }
today-moved = Moved to another time
groups-series = Plan meetings
groups-series-running = Series that go on
groups-when-where = When and where, call off or move
groups-called-off = This meeting is called off. Put it back on before you write down who was there.
groups-over-room = More people were there than the room holds ({ $n }). Think about another room.

program-rooms = Rooms
program-room-name = New room
program-room-capacity = Holds
program-room-holds = { $n ->
    [one] for one person
   *[other] for { $n } people
}
program-new-room = Add the room
program-close-room = Close
program-close-room-ask = Nobody can choose this room any more. What is planned there stays.
program-room-needs-name = Please give the room a name.
program-room-needs-capacity = Please say how many people the room holds.
program-late-hours = Hours of notice to call off
program-late-hours-hint = Called off or moved later than that counts as late. 0 when nothing is late.

copy-table-series = Times with us that repeat
copy-table-series-endings = Repeating times that ended
copy-table-walk-ins = When you came by
copy-column-arrived-at = Came
copy-column-until-on = Last day
copy-column-rule = How often
