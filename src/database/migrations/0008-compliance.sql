-- Who answers for the processing of a territory, as far as it was filled in.
CREATE TABLE controller (
  territory_id bigint PRIMARY KEY REFERENCES territory,
  definition   jsonb NOT NULL,
  changed_at   timestamptz NOT NULL DEFAULT now()
);

-- Versions of the impact assessment: what it was made of, what people wrote in it, who signed it.
CREATE TABLE dpia_version (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  facts        jsonb NOT NULL,
  opinions     jsonb NOT NULL DEFAULT '{}',
  made_at      timestamptz NOT NULL,
  made_by      text NOT NULL,
  signed_at    timestamptz,
  signed_by    text
);
CREATE INDEX dpia_newest ON dpia_version (territory_id, id DESC);

-- What people ask about their data, with its clock; who asked is erased some time after the answer.
CREATE TABLE subject_request (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id  bigint NOT NULL REFERENCES territory,
  kind          text NOT NULL CHECK (kind IN ('access', 'erasure', 'objection', 'restriction', 'destruction-check')),
  person        text,
  contact       text,
  words         text NOT NULL,
  camera_ids    jsonb NOT NULL,
  span_from     timestamptz,
  span_to       timestamptz,
  received_at   timestamptz NOT NULL,
  due_at        timestamptz NOT NULL,
  extended_for  text,
  state         text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'refused')),
  answer        text,
  closed_at     timestamptz,
  CONSTRAINT request_span_ends_after_start CHECK (span_to > span_from)
);
CREATE INDEX subject_request_due ON subject_request (territory_id, state, due_at);

-- Breaches of personal data and what became of them (GDPR art. 33(5)).
CREATE TABLE breach (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id  bigint NOT NULL REFERENCES territory,
  title         text NOT NULL,
  words         text NOT NULL,
  actor_id      text,
  camera_ids    jsonb NOT NULL,
  span_from     timestamptz NOT NULL,
  span_to       timestamptz NOT NULL,
  known_at      timestamptz NOT NULL,
  due_at        timestamptz NOT NULL,
  notified_at   timestamptz,
  persons_told_at timestamptz,
  closed_at     timestamptz,
  measures      text NOT NULL DEFAULT '',
  CONSTRAINT breach_span_ends_after_start CHECK (span_to > span_from)
);
