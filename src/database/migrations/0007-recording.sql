-- Pictures kept around alerts: off for every camera that has no row here. 30 days is a ceiling that no setting moves.
CREATE TABLE camera_recording (
  camera_id      bigint PRIMARY KEY REFERENCES camera ON DELETE CASCADE,
  territory_id   bigint NOT NULL REFERENCES territory,
  seconds_before integer NOT NULL CHECK (seconds_before BETWEEN 0 AND 30),
  seconds_after  integer NOT NULL CHECK (seconds_after BETWEEN 0 AND 60),
  kept_days      integer NOT NULL CHECK (kept_days BETWEEN 1 AND 30)
);

-- One file of encrypted pictures each; without its key, which only this row holds, the file is noise.
-- A recording outlives its camera and its alert: it goes when its time has come, and its line stays.
CREATE TABLE recording (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id   bigint NOT NULL REFERENCES territory,
  camera_id      bigint NOT NULL,
  camera_name    text NOT NULL,
  alert_id       bigint NOT NULL,
  rule_name      text NOT NULL,
  file           uuid NOT NULL UNIQUE,
  wrapped_key    text,
  recorded_from  timestamptz NOT NULL,
  recorded_to    timestamptz NOT NULL,
  pictures       integer NOT NULL,
  bytes          bigint NOT NULL,
  sha256         text COLLATE "C" NOT NULL,
  made_at        timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  state          text NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'destroying', 'destroyed')),
  destroyed_at   timestamptz,
  destruction_id bigint,
  CONSTRAINT recording_of_alert UNIQUE (territory_id, alert_id),
  CONSTRAINT recording_within_ceiling CHECK (expires_at <= least(recorded_from, made_at) + interval '720 hours'),
  CONSTRAINT recording_key_only_while_kept CHECK ((state = 'kept') = (wrapped_key IS NOT NULL)),
  CONSTRAINT recording_destroyed_with_proof CHECK ((state = 'destroyed') = (destruction_id IS NOT NULL))
);
CREATE INDEX recording_due ON recording (territory_id, expires_at) WHERE state <> 'destroyed';
CREATE INDEX recording_of_camera ON recording (camera_id, recorded_from DESC);

-- At the request of justice nothing of a time is destroyed until the hold ends.
CREATE TABLE recording_hold (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  requisition  text NOT NULL,
  authority    text NOT NULL,
  camera_ids   jsonb NOT NULL,
  span_from    timestamptz NOT NULL,
  span_to      timestamptz NOT NULL,
  opened_at    timestamptz NOT NULL,
  opened_by    text NOT NULL,
  ended_at     timestamptz,
  ended_by     text,
  end_motive   text,
  CONSTRAINT hold_ends_after_start CHECK (span_to > span_from)
);

-- Register of destructions: what was destroyed, signed by the key of the instance.
CREATE TABLE recording_destruction (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  made_at      timestamptz NOT NULL,
  recordings   integer NOT NULL,
  span_from    timestamptz NOT NULL,
  span_to      timestamptz NOT NULL,
  content      text NOT NULL,
  signature    text NOT NULL
);
COMMENT ON TABLE recording_destruction IS 'Register of destructions. service: SELECT, INSERT';

-- Pictures that a requisition asks for: one person proposes, another approves.
CREATE TABLE extraction (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id   bigint NOT NULL REFERENCES territory,
  recording_ids  jsonb NOT NULL,
  requisition    text NOT NULL,
  requester      text NOT NULL,
  authority      text NOT NULL,
  state          text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'approved', 'refused')),
  proposed_at    timestamptz NOT NULL,
  proposed_by    text COLLATE "C" NOT NULL,
  proposed_name  text NOT NULL,
  decided_at     timestamptz,
  decided_by     text COLLATE "C",
  decided_name   text,
  CONSTRAINT extraction_takes_two CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT extraction_decided CHECK ((state = 'proposed') = (decided_by IS NULL))
);

-- Register of transmissions: what left, to whom, on which requisition.
CREATE TABLE recording_transmission (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id  bigint NOT NULL REFERENCES territory,
  extraction_id bigint NOT NULL REFERENCES extraction,
  made_at       timestamptz NOT NULL,
  made_by       text NOT NULL,
  requisition   text NOT NULL,
  requester     text NOT NULL,
  recordings    integer NOT NULL,
  pictures      integer NOT NULL,
  bytes         bigint NOT NULL,
  sha256        text COLLATE "C" NOT NULL
);
COMMENT ON TABLE recording_transmission IS 'Register of transmissions. service: SELECT, INSERT';

-- When destruction last ran, and whether it waits for a person because the clock cannot be trusted.
CREATE TABLE recording_watch (
  territory_id  bigint PRIMARY KEY REFERENCES territory,
  last_run_at   timestamptz NOT NULL,
  waiting_since timestamptz,
  waiting_for   text CHECK (waiting_for IN ('doubt', 'leap'))
);
