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
answer-in-english = These questions have no official translation, so they are shown in English, word for word.

latest-total = { $total } on a scale from { $min } to { $max }
latest-incomplete = { $given } of { $asked } answered. There is no total: what was left out is not guessed.
latest-on = Answered { $day }
latest-about-barc10 = It adds up ten answers about what holds a person up: people, home, health, purpose. More means more to lean on.
latest-about-who5 = It adds up five answers about the last two weeks. More means feeling better.
latest-no-grade = It is not a grade, and it says nothing about a person's worth. It is one look on one day.

help-card-title = You do not have to carry this alone
help-card-own = Some of these answers tell of a hard time. If you like, talk with somebody now. You can also tell the person who supports you.
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

assessment-mode = How it was asked
assessment-mode-self = They answered by themselves
assessment-mode-staff-read = I read it aloud, side by side
assessment-mode-phone = By phone
assessment-mode-own-self = You answered by yourself
assessment-mode-own-staff-read = Read aloud to you, side by side
assessment-mode-own-phone = By phone
assessment-reason = Why there is no answer
assessment-reason-no-time = There was no time for it
assessment-reason-hard-day = It was not the day for it
assessment-reason-no-contact = No contact for now
assessment-reason-moved = Moved away
assessment-reason-in-custody = In custody
assessment-reason-hospital = In the hospital
assessment-reason-asked-not-to-be-contacted = Asked not to be contacted
assessment-reason-died = Died
assessment-reason-other = Something else
answer-why-not = It was not answered
answer-reason-words = Anything to add about why
answer-reason-words-hint = Read by whoever may read the answers.
answer-say-why = Please choose why there is no answer
answer-completing = What you answered on { $day } stands here. Add what is missing, or change it: the earlier answers are kept too.
answer-read-aloud = Read each question and its answers aloud, word for word. Do not explain or guess an answer.
answer-their-language = The questions stand here in the language of the person who answers, or in English if they have no checked words in it.
answer-what-happens-own = One question is about thoughts of dying. Whatever you answer, nothing is sent to anybody by itself. Who reads the answers is what you choose above.
answer-help-beside = If this is on your mind right now, you can talk with somebody at once:
answer-settled = You can leave this out if you answered { $when }. It is then counted as it says in the form.
answer-settled-when = question { $question } with “{ $answer }”
answer-look = This needs a look today
answer-open-crisis = Write down a crisis
answer-looked = What was done about it
assessment-look-talked = We talked today
assessment-look-crisis-opened = A crisis was written down
assessment-look-told-supervisor = The supervisor knows
assessment-look-could-not-reach = Could not reach them yet
answer-parts = Its parts
answer-no-total = This one has no total. Each part stands for itself, and adding them up would be a made-up number.
answer-version = Version
answer-version-text = These are the words that were asked. A newer version never changes them.
answer-help-lead = Thank you for saying it. One of your answers tells of thoughts of dying. You matter, and somebody is there right now.
answer-help-988 = You can call or text. It is free, day and night, and you do not have to give your name.
answer-help-plan = Your own plan for hard hours
answer-help-plan-text = You wrote down what helps. It can help to read it now, alone or with somebody.
answer-help-plan-open = Open my plan
answer-help-no-plan = You have no plan for hard hours yet. It can wait. When it is calmer, you can write one, alone or with your supporter.
answer-help-plan-write = Write a plan
answer-help-who = Who reads this answer
answer-help-alone = Nobody here reads it, and nothing was sent to anybody. If you want somebody to know, call, or let somebody read it.
answer-help-read = They find it when they next look, and are asked to talk with you that day. That is not the same as somebody being there now. If you need somebody now, please call.
answer-help-no-supporter = Nobody walks with you yet, so a coordinator looks after it.
answer-help-change = See the answers, and change who reads them
assessments-complete = Answer the rest: { $name }
assessments-suggested = Another one may help: { $name }
assessments-suggested-own = The last answers tell of a hard time. You can answer this one too, or leave it.
assessments-suggested-staff = The last answers were low. You can offer this one, and a talk with somebody trained. It is theirs to choose.
latest-parts = { $parts }
latest-part-incomplete = not all answered
instrument-named = { $name }, version { $version }
progress-inputs = How this was worked out
progress-formula = The formula
progress-formula-text = 1.96 × √2 × SD × √(1 − alpha), after Jacobson and Truax (1991)
progress-alpha = Alpha, how well its questions hold together
progress-alpha-of = { $alpha } ({ $source })
progress-no-alpha = No published alpha is known for this one, so nothing is worked out.
progress-people = First answers in this program
progress-people-few = { $n }; it takes { $more } more
progress-sd = SD, how far apart those first totals are
progress-half-width = What can be chance, either way
progress-points = { $points } points
progress-interval = The first total, give or take that
progress-interval-of = { $low } to { $high }
progress-verdict = What that says
progress-verdict-more = more than chance: up
progress-verdict-less = more than chance: down
progress-verdict-same = within chance
progress-verdict-unsure = cannot be said

instruments-title = Questionnaires
instruments-lead = What your program asks, of whom and when. Every version stays as it is, so that each answer can be read with the words that were asked.
instruments-add = Add a questionnaire
instrument-version = Version { $version }
instrument-own = Added by your program
instrument-not-asked = Not asked
instrument-asked = Asked now
instrument-asked-of = Of whom it is asked
instrument-for-nobody = It does not say for whom it is made, so it is asked of nobody.
instrument-choose = Choose
instrument-side-participant = Participants
instrument-side-supporter = Peer supporters
instrument-side-family-member = Family members
instrument-choice-lead = A choice counts from now on. What was answered before stays with the words and times it had.
instrument-ask = Is it asked?
instrument-ask-yes = Yes, in this version
instrument-ask-no = No
instrument-begins = Counted from
instrument-begins-start = The start of the stay or of serving here: everybody is asked
instrument-begins-first-answer = The first answer: only who answered it once is asked again
instrument-rhythm = How often
instrument-rhythm-days = On these days
instrument-rhythm-every = Again and again
instrument-days = Days after the beginning
instrument-days-hint = For example 0, 30, 90, 180, 365. The day 0 is the beginning.
instrument-days-numbers = Write whole numbers of days with commas between them, such as 0, 30, 90
instrument-every = Days from one time to the next
instrument-before = Days it opens before its day
instrument-after = Days it stays open after its day
instrument-windows-meet = Two times would be open on the same day, or they are not in order. Put them further apart, or open them for fewer days.
instrument-questions = What is asked
instrument-rules = How it is scored
instrument-hash = Mark of the words and rules
instrument-license = License
instrument-citation = Source
instrument-verification = How far it was checked
instrument-total = The total goes from { $min } to { $max }.
instrument-missing = If an answer that counts is missing, there is no total. Missing is never zero.
instrument-part = { $name }: questions { $items }, from { $min } to { $max }.
instrument-band = { $low } to { $high }: { $name }.
instrument-alpha = Published alpha: { $alpha }.
instrument-reverse = Counted the other way round
instrument-unscored = Asked, and not counted
instrument-unasked = Not asked
instrument-alert = Leads to help at once
instrument-download = Take it along as a pack
instrument-download-text = A file in FHIR form that another program can add. It holds no answers.
pack-lead = A pack is a file: a FHIR Questionnaire with a scoring block. Ask whoever owns the questionnaire if you may use it.
pack-file = The file
pack-file-hint = JSON, at most 80 KB.
pack-looked-at = You see every question and rule first. Nothing is kept before you say so.
pack-look = Look at it
pack-add = Add this questionnaire
pack-not-added-yet = This is what would be added. Please look at each question, and at how it is scored. Nothing was kept yet.
pack-choose-file = Please choose a file
pack-too-large = This file is larger than 80 KB. Take out what is not a question, an answer or a rule
pack-plain-names = The id and the version may have letters without accents, digits, dots, hyphens and underscores, up to 40 of them. Please change them in the file
pack-wrong = This pack cannot be used. { $why }. Nothing was kept
pack-known = This version is here already, and a version never changes. Give the file a newer version
object-instrument = questionnaire
progress-chart-words-less = Totals over time, from { $min } to { $max }. Less is better. A missing answer is a gap, not a zero.
progress-chart-band-less = Totals over time, from { $min } to { $max }. Less is better. A missing answer is a gap, not a zero. Inside the shaded band, a difference from the first total can be chance.
