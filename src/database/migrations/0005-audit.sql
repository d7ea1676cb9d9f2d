-- Who did what: lines that are only ever added, each bound to the one before by its hash.
-- What a line says is its text; columns to search by are made from that text and cannot differ from it.
CREATE TABLE audit_line (
  territory_id  bigint NOT NULL REFERENCES territory (id),
  sequence      bigint NOT NULL,
  content       text NOT NULL,
  previous_hash text COLLATE "C" NOT NULL,
  hash          text COLLATE "C" NOT NULL,
  at_ms         bigint NOT NULL GENERATED ALWAYS AS ((content::jsonb ->> 'at')::bigint) STORED,
  action        text COLLATE "C" NOT NULL GENERATED ALWAYS AS (content::jsonb ->> 'action') STORED,
  actor_kind    text COLLATE "C" NOT NULL GENERATED ALWAYS AS (content::jsonb #>> '{actor,kind}') STORED,
  actor_id      text COLLATE "C" NOT NULL GENERATED ALWAYS AS (content::jsonb #>> '{actor,id}') STORED,
  subject_kind  text COLLATE "C" NOT NULL GENERATED ALWAYS AS (content::jsonb #>> '{subject,kind}') STORED,
  subject_id    text COLLATE "C" NOT NULL GENERATED ALWAYS AS (content::jsonb #>> '{subject,id}') STORED,
  camera_id     bigint GENERATED ALWAYS AS ((content::jsonb ->> 'cameraId')::bigint) STORED,
  PRIMARY KEY (territory_id, sequence)
);
CREATE INDEX audit_line_time ON audit_line (territory_id, at_ms, sequence);
CREATE INDEX audit_line_subject ON audit_line (territory_id, subject_kind, subject_id, sequence DESC);
CREATE INDEX audit_line_camera ON audit_line (territory_id, camera_id, sequence DESC) WHERE camera_id IS NOT NULL;

-- The last line of each chain; its row is locked for the moment of a commit only.
CREATE TABLE audit_head (
  territory_id bigint PRIMARY KEY REFERENCES territory (id),
  sequence     bigint NOT NULL,
  hash         text COLLATE "C" NOT NULL
);

-- Lines of transactions under way: bound into the chain when they commit.
CREATE TABLE audit_draft (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL,
  content      text NOT NULL
);

-- Where lines that were old enough were cut off: the last one removed, signed by the instance.
CREATE TABLE audit_checkpoint (
  territory_id bigint NOT NULL REFERENCES territory (id),
  sequence     bigint NOT NULL,
  hash         text COLLATE "C" NOT NULL,
  content      text NOT NULL,
  signature    text NOT NULL,
  made_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (territory_id, sequence)
);

-- What each verification of a chain found.
CREATE TABLE audit_check (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory (id),
  checked_at   timestamptz NOT NULL,
  lines        bigint NOT NULL,
  head         bigint NOT NULL,
  faults       jsonb NOT NULL
);
CREATE INDEX audit_check_latest ON audit_check (territory_id, id DESC);

-- The service connects as a role that holds only what these comments name.
COMMENT ON TABLE audit_line IS 'Lines of who did what. service: SELECT';
COMMENT ON TABLE audit_head IS 'Ends of the chains. service: SELECT';
COMMENT ON TABLE audit_draft IS 'Lines of transactions under way. service: none';
COMMENT ON TABLE audit_checkpoint IS 'Where old lines were cut off. service: SELECT';
COMMENT ON TABLE audit_check IS 'What verifications found. service: SELECT, INSERT';
COMMENT ON TABLE migration IS 'Steps of the schema. service: SELECT';

CREATE FUNCTION audit_append(territory bigint, line text) RETURNS void
LANGUAGE sql SECURITY DEFINER
AS $$ INSERT INTO audit_draft (territory_id, content) VALUES (territory, line) $$;

CREATE FUNCTION audit_bind() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
AS $$
DECLARE
  head audit_head;
  next_hash text;
BEGIN
  INSERT INTO audit_head (territory_id, sequence, hash)
    VALUES (NEW.territory_id, 0, repeat('0', 64)) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE territory_id = NEW.territory_id FOR UPDATE;
  next_hash := encode(sha256(convert_to(
    head.hash || E'\n' || (head.sequence + 1) || E'\n' || NEW.content, 'UTF8')), 'hex');
  INSERT INTO audit_line (territory_id, sequence, content, previous_hash, hash)
    VALUES (NEW.territory_id, head.sequence + 1, NEW.content, head.hash, next_hash);
  UPDATE audit_head SET sequence = head.sequence + 1, hash = next_hash
    WHERE territory_id = NEW.territory_id;
  DELETE FROM audit_draft WHERE id = NEW.id;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_bind AFTER INSERT ON audit_draft
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_bind();

-- The only way lines go: those up to one that is named with its hash, all of them six months old at least.
CREATE FUNCTION audit_purge(territory bigint, last_sequence bigint, last_hash text, signed text, signature text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER
AS $$
DECLARE
  removed bigint;
BEGIN
  PERFORM 1 FROM audit_line
    WHERE territory_id = territory AND sequence = last_sequence AND hash = last_hash;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no line % of this hash', last_sequence USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM 1 FROM audit_line
    WHERE territory_id = territory AND sequence <= last_sequence
      AND to_timestamp(at_ms / 1000.0) > now() - interval '6 months';
  IF FOUND THEN
    RAISE EXCEPTION 'lines younger than six months stay' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO audit_checkpoint (territory_id, sequence, hash, content, signature)
    VALUES (territory, last_sequence, last_hash, signed, signature);
  DELETE FROM audit_line WHERE territory_id = territory AND sequence <= last_sequence;
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

REVOKE ALL ON FUNCTION audit_append(bigint, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION audit_bind() FROM PUBLIC;
REVOKE ALL ON FUNCTION audit_purge(bigint, bigint, text, text, text) FROM PUBLIC;

-- A session's own temporary tables come first where nothing else is said: they must not stand in for these.
DO $$
DECLARE
  routine text;
BEGIN
  FOREACH routine IN ARRAY ARRAY['audit_append(bigint, text)', 'audit_bind()', 'audit_purge(bigint, bigint, text, text, text)']
  LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', routine, current_schema());
  END LOOP;
END $$;
