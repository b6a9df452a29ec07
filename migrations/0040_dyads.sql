-- Whether a supporter lets their weeks stand beside those of the people they support, in figures about enough pairs. Without a
-- row: no. The newest counts.
CREATE TABLE supporter_figure_choices (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id),
    joins INTEGER NOT NULL,
    chosen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX supporter_figure_choices_person ON supporter_figure_choices (person_id);
