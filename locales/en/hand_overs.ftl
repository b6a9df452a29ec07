# Going along to an appointment, and going on with another supporter.

object-accompaniment = going along
object-hand-over = going on with another supporter
accompaniment-title = Going along
accompaniment-lead = What for, and what the two of you agreed that you do there.
accompaniment-own-lead = Your supporter comes along. You say what they do there.
accompaniment-kind = Where to
accompaniment-court = Court
accompaniment-clinic = Doctor or clinic
accompaniment-hospital = Hospital
accompaniment-agency = An office
accompaniment-housing = Housing
accompaniment-work-or-school = Work or school
accompaniment-meeting = A meeting
accompaniment-other = Somewhere else
accompaniment-part = What the supporter does there
accompaniment-part-silent = Is there and stays silent
accompaniment-part-when-asked = Speaks when asked
accompaniment-part-speaks = Speaks for what was agreed
accompaniment-part-waits-outside = Waits outside
accompaniment-what-for = What it is about
accompaniment-outcome = How it went
accompaniment-outcome-words = What came of it
accompaniment-travel = Minutes of travel, there and back
accompaniment-travel-hint = Kept apart from the session and never billed. Write 0 if there was none.
accompaniment-travel-line = { $minutes } minutes of travel, not billed
accompaniment-next-on = The next date there
accompaniment-next-line = Next date there: { $day }
accompaniment-next-range = Please choose a day from today on, within two years.
accompaniment-too-early = This session has not begun yet, or was called off.
accompaniment-agree-first = Please say first where you went.
accompaniment-nowhere = Not going along after all
accompaniment-nowhere-text = The session stays planned.
accompaniment-add = Go along to an appointment
accompaniment-change = Change or tell how it went
mode-accompaniment = Going along
hand-over-title = Going on with another supporter
hand-over-lead = Nothing is lost: the plan, planned sessions, calls, and what the participant wants the next supporter to know.
hand-over-own-lead = You choose who comes next and what they learn. Nothing gets lost, and it is nobody's fault.
hand-over-open = Go on with another supporter
hand-over-no-match = There is no supporter to hand over from.
hand-over-runs-already = This is under way already.
hand-over-begin = Begin
hand-over-begin-from = Hand over from { $name }
hand-over-why = Why
hand-over-why-participant-wish = The participant would like it
hand-over-why-leave = The supporter is away for a while
hand-over-why-leaving = The supporter leaves the program
hand-over-why-times = Times do not fit any more
hand-over-why-caseload = Too many people at once
hand-over-why-site = Another site
hand-over-why-language = Another language
hand-over-why-other = Another reason
hand-over-joint = A first session with both supporters
hand-over-joint-date = Day of it
hand-over-joint-time = Time
hand-over-joint-place = Where
hand-over-joint-range = Please choose a day ahead, within three months.
hand-over-joint-line = First session with both supporters: { $when }
hand-over-running = From { $name } to somebody new
hand-over-choose = The participant chooses among offers, and may ask for others. Until the new supporter says yes, everything stays as it is.
hand-over-asked = Somebody was chosen and is asked. Until they say yes, everything stays as it is.
hand-over-to-offers = To the offers
hand-over-message = For the next supporter
hand-over-message-words = What you would like them to know
hand-over-message-readers = Read by both supporters, the participant and the coordinators.
hand-over-between = Between the two of you
hand-over-between-text = These words stay between you and your supporter of now. Check what the next one may read. The rest stays behind.
hand-over-between-none = There is nothing between just the two of you.
hand-over-between-pass = May pass on
hand-over-between-save = Save what may pass
hand-over-kind-goal = A goal
hand-over-kind-aside = Words beside a session
hand-over-kind-assessment = Answers to a check-up
hand-over-along = What goes along
hand-over-along-text = What the team or the supervisor may read, the next supporter reads too.
hand-over-goals = { $n ->
    [0] No open goal.
    [one] One open goal.
   *[other] { $n } open goals.
 }
hand-over-steps = { $n ->
    [0] No open step.
    [one] One open step.
   *[other] { $n } open steps.
 }
hand-over-sessions = Planned sessions
hand-over-sessions-none = No session is planned.
hand-over-sessions-hint = If the new supporter is busy at that time, the session is called off and planned anew.
hand-over-choice-move = With the new supporter
hand-over-choice-call-off = Call it off
hand-over-take-back = Stay together after all
hand-over-take-back-text = Offers that are out for this are withdrawn. Everything stays as it is.
hand-over-earlier = Handed over
hand-over-done-line = From { $from } to { $to }
hand-over-passed = Words that were let pass
today-joint = First sessions you come along to
today-joint-with = With { $name } and { $supporter }
