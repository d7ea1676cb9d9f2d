-- The alert desk: verdicts and when, who looks after an alert, occurrences, links, rules that sleep, lists people keep.

ALTER TABLE alert
  -- counts decisions and assignments: whoever decides says which one they saw
  ADD COLUMN version       integer NOT NULL DEFAULT 1,
  ADD COLUMN verdict       text CHECK (verdict IN ('confirmed', 'rejected')),
  ADD COLUMN verdict_at    timestamptz,
  ADD COLUMN reason_code   text,
  -- when it was first opened on a screen, by whomever: nobody is named
  ADD COLUMN first_seen_at timestamptz,
  ADD COLUMN decided_by_id text COLLATE "C" REFERENCES person ON DELETE SET NULL,
  ADD COLUMN assignee_id   text COLLATE "C" REFERENCES person ON DELETE SET NULL,
  -- a repeat belongs to the alert it was merged into and leaves the list
  ADD COLUMN merged_into   bigint REFERENCES alert ON DELETE SET NULL,
  ADD COLUMN occurrences   integer NOT NULL DEFAULT 1 CHECK (occurrences >= 1);

-- What was closed before says its verdict by its reason: only a rejection had one.
UPDATE alert SET
  verdict = CASE WHEN state = 'rejected' OR reason IS NOT NULL THEN 'rejected' ELSE 'confirmed' END,
  verdict_at = CASE WHEN state IN ('confirmed', 'rejected') THEN decided_at END,
  reason_code = CASE WHEN state = 'rejected' OR reason IS NOT NULL THEN 'other' END
 WHERE state IN ('confirmed', 'rejected', 'closed');

CREATE INDEX alert_waiting ON alert (territory_id, occurred_at DESC, id DESC)
  WHERE state = 'new' AND merged_into IS NULL;
CREATE INDEX alert_occurrence ON alert (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX alert_assignee ON alert (assignee_id) WHERE assignee_id IS NOT NULL;

-- What happened to an alert, oldest first. Nothing of it is changed or taken back, not even by an undo.
CREATE TABLE alert_history (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id    bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  at          timestamptz NOT NULL,
  kind        text NOT NULL
                CHECK (kind IN ('step', 'undo', 'comment', 'assign', 'link', 'unlink', 'merge', 'separate')),
  by_name     text NOT NULL,
  from_state  text,
  to_state    text,
  reason_code text,
  words       text,
  -- the other alert of a link or a merge
  other_id    bigint
);
CREATE INDEX alert_history_of ON alert_history (alert_id, id);
COMMENT ON TABLE alert_history IS 'what happened to an alert; service: SELECT, INSERT';

INSERT INTO alert_history (alert_id, at, kind, by_name, to_state, reason_code, words)
SELECT id, decided_at, 'step', decided_by, state, reason_code, reason
  FROM alert WHERE decided_at IS NOT NULL AND decided_by IS NOT NULL
 ORDER BY decided_at, id;

CREATE TABLE alert_link (
  low_id  bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  high_id bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  PRIMARY KEY (low_id, high_id),
  CHECK (low_id < high_id)
);
CREATE INDEX alert_link_high ON alert_link (high_id);

-- A rule that sleeps raises no alert until it wakes by itself; what it would have raised is counted.
CREATE TABLE rule_snooze (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule_id         bigint NOT NULL REFERENCES rule ON DELETE CASCADE,
  from_at         timestamptz NOT NULL,
  until_at        timestamptz NOT NULL,
  motive          text NOT NULL,
  by_name         text NOT NULL,
  ended_at        timestamptz,
  counted         integer NOT NULL DEFAULT 0,
  last_counted_at timestamptz,
  CHECK (until_at > from_at)
);
CREATE INDEX rule_snooze_of ON rule_snooze (rule_id, until_at DESC);

CREATE TABLE alert_filter (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id  text COLLATE "C" NOT NULL REFERENCES person ON DELETE CASCADE,
  name       text NOT NULL,
  content    jsonb NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  UNIQUE (person_id, name)
);
CREATE UNIQUE INDEX alert_filter_default ON alert_filter (person_id) WHERE is_default;
