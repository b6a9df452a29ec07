# Questionnaires, and how things move.

assessments-title = Check-ups
assessments-lead-own = A few short questions, a few times a year. They help you see how things move.
assessments-lead = Short questions, a few times a year. It works well to go through them together.
assessments-due = Due now
assessments-none-due = Nothing is due right now.
assessments-answer = Answer
assessments-answer-named = Answer: { $name }
assessments-latest = The latest numbers
assessments-no-answer-yet = No answer yet.
assessments-see-progress = See how things moved
assessments-times = All the times
assessments-standing = What became of it
assessments-missed-text = A time that has passed is no trouble. You can answer on any day. The next time comes by itself.
assessment-status = How it went
assessment-status-answered = We answered it together
assessment-status-declined = They would rather not
assessment-status-not-offered = I did not offer it
assessment-status-lost-contact = We are not in touch

standing-now = Due now
standing-late = Due now
standing-upcoming = Later
standing-missed = Time has passed
standing-answered = Answered
standing-incomplete = Answered in part
standing-declined = Rather not
standing-not-offered = Not offered
standing-lost-contact = Not in touch
standing-text-now = The time is right.
standing-text-late = A little late is fine.
window-intake = At the start
window-extra = In between
window-day = After { $n } days
window-quarter = Quarter { $n }

answer-about = About { $name }
answer-day = Day it was answered
answer-skip-lead = There are no right answers. You can leave out any question.
answer-skip = Leave this one out
answer-decline = I'd rather not
answer-nothing = Please answer at least one question, or choose "rather not"
answer-contradiction = Two of these answers do not fit together. Please look again
answer-not-listed = Question { $question }: please choose one of the answers shown
answer-in-the-future = Please choose today or an earlier day
answer-working-translation = These Spanish words are a working translation. They were not tested in a study.
answer-in-english = This one was not translated yet, so it is shown in English.

latest-total = { $total } on a scale from { $min } to { $max }
latest-incomplete = { $given } of { $asked } answered. There is no total: what was left out is not guessed.
latest-on = Answered { $day }
latest-about-barc10 = It adds up ten answers about what holds a person up: people, home, health, purpose. More means more to lean on.
latest-about-who5 = It adds up five answers about the last two weeks. More means feeling better.
latest-no-grade = It is not a grade, and it says nothing about a person's worth. It is one look on one day.

help-card-title = You do not have to carry this alone
help-card-own = Some of these answers tell of a hard time. If you like, talk with somebody now. You can also tell your supporter.
help-card-staff = Some of these answers tell of a hard time. Please talk with { $name } today, and with your supervisor. Nobody judges a risk alone.

progress-title = How things move
progress-lead = A picture to talk about. It is not a report card.
progress-none = Nothing to draw yet
progress-none-text = Once there are answers, ratings or sessions, they show here.
progress-day = Day
progress-time = When
progress-total = Total
progress-month = Month
progress-goals = Goals, in own numbers
progress-goal-words = Own ratings from 0 to 10. A number that was left out is a gap.
progress-sessions-heading = Sessions
progress-sessions = Sessions each month
progress-sessions-words = How many sessions took place in each of the last twelve months.
progress-chart-words = Totals over time, from { $min } to { $max }. More is better. A missing answer is a gap, not a zero.
progress-chart-band = Totals over time, from { $min } to { $max }. More is better. A missing answer is a gap, not a zero. Inside the shaded band, a difference from the first total can be chance.
progress-more = The latest total is more than the first, by { $points } { $points ->
    [one] point
   *[other] points
    }.
progress-less = The latest total is less than the first, by { $points } { $points ->
    [one] point
   *[other] points
    }. That can have many reasons, and it can be worth a talk.
progress-same = The latest total is about the same as the first. Differences this small ({ $points } { $points ->
    [one] point
   *[other] points
    }) can be chance.
progress-unsure = The latest total and the first are { $points } { $points ->
    [one] point
   *[other] points
    } apart. We cannot say yet if that is more than chance.
progress-basis-spread = In this program, differences of up to { $points } { $points ->
    [one] point
   *[other] points
    } can be chance. That is what the shaded band shows.
progress-basis-too-few = No band is drawn yet: it takes first answers from at least { $n } people here to know how much a total moves by chance.
progress-basis-convention = No band is drawn: how much this total moves by chance is not known. By custom, { $points } { $points ->
    [one] point
   *[other] points
    } count as a real difference.
progress-basis-unknown = No band is drawn: how much this total moves by chance is not known.
chart-table = The numbers in a table
chart-day = { $month } { $day }

object-assessment = check-up
standing-kept-back = Kept among few
latest-kept-back = Answered. Kept among few, so the answers are not shown here.
assessments-answered = What was answered
