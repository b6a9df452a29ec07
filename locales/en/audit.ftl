### The audit log: who opened what and why, and the proof that nothing was altered.

openings-why = Why
openings-reason = Reason given: { $reason }
openings-why-unknown = Not written down at the time
openings-why-own = Their own pages
openings-why-support = Their work with you
openings-why-supervision = To look after your supporter's work
openings-why-coordination = To plan and arrange things for you
openings-why-group-therapy = To lead your group
openings-why-billing = Insurance and bills
openings-why-family = Support for your family
openings-why-evaluation = To count how the program does
openings-why-privacy = To look after privacy
openings-why-administration = To run the program
openings-why-program = The program did this by itself
openings-why-break-glass = Opened in an urgent need. This gets checked.
openings-why-emergency = A medical emergency
openings-why-law = The law or a court asked for it
openings-why-outside-audit = A check of the program from outside

audit-why-unknown = not recorded
audit-why-own = own matter
audit-why-support = support
audit-why-supervision = supervision
audit-why-coordination = coordination
audit-why-group-therapy = group therapy
audit-why-billing = billing
audit-why-family = family support
audit-why-evaluation = evaluation
audit-why-privacy = privacy
audit-why-administration = administration
audit-why-program = the program itself
audit-why-break-glass = break-glass
audit-why-emergency = medical emergency
audit-why-law = required by law or order
audit-why-outside-audit = outside audit

audit-act = What was done
audit-kind = To what
audit-from = From
audit-until = Until
audit-participant = One record
audit-participant-hint = Its id, as in the address of its pages.
audit-number = Number
audit-same-record = Only this record
audit-none = No entry fits
audit-none-text = Take a condition away and look again.
audit-contradicted = This log does not hold what was signed earlier. Entries may have been altered or removed, or an older copy was put back. Ask whoever runs the server for "cairn audit verify".
audit-head = Signed head
audit-head-text = These lines stand for every entry so far. Print them or keep the file somewhere else, for example with each report. Whoever has them can tell later whether anything was altered or removed.
audit-key = The public key that the signature is checked with:
audit-head-download = Take the head away as a file

object-audit-log = audit log
