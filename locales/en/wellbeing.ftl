# A supporter's own well-being: private.

wellbeing-title = My wellbeing
wellbeing-readers = Who will read this
wellbeing-readers-text = Only you. Your supervisor, the coordinator and the administrator cannot open this page. The program sees only figures about at least { $n } supporters together. Your weeks stand beside those of people you support only if you say yes to it.
wellbeing-only-you = Only you.
wellbeing-due = It would be a good time, if you like.
wellbeing-next = The next time is { $day }. You can also answer in between.
wellbeing-taps-heading = What your sessions give and take
wellbeing-taps = Your taps after sessions
wellbeing-taps-words = How often you tapped each mark in the last three months, from "took a lot" (-2) to "gave a lot" (+2).
wellbeing-no-taps = After a session you can tap whether it gave you something or took something from you. Your taps show here, only for you.
wellbeing-tap = After the session
wellbeing-times = Times
wellbeing-tap-took-much = It took a lot from me
wellbeing-tap-took = It took something from me
wellbeing-tap-even = Neither
wellbeing-tap-gave = It gave me something
wellbeing-tap-gave-much = It gave me a lot

object-own-measure = own check-up
