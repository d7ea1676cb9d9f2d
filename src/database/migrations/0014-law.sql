-- Regimes kept apart: a camera serves the GDPR or title III of law 78-17, and keeps its regime once it holds data.

ALTER TABLE camera ADD COLUMN regime text COLLATE "C" CHECK (regime IN ('rgpd', 'titre-iii'));
-- A camera whose purposes were of both has none until somebody chooses.
UPDATE camera SET regime = one.regime
  FROM (SELECT camera_id, min(purpose.regime) AS regime
          FROM camera_purpose JOIN purpose ON purpose.id = purpose_id
         GROUP BY camera_id HAVING count(DISTINCT purpose.regime) = 1) AS one
 WHERE camera.id = one.camera_id;

-- A thing outlives its camera: its series stay under the regime they were made under.
ALTER TABLE thing ADD COLUMN regime text COLLATE "C" CHECK (regime IN ('rgpd', 'titre-iii'));
UPDATE thing SET regime = camera.regime FROM camera WHERE camera.id = thing.camera_id;

CREATE FUNCTION camera_holds_data(camera bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM coverage WHERE camera_id = camera)
      OR EXISTS (SELECT FROM alert WHERE camera_id = camera)
      OR EXISTS (SELECT FROM recording WHERE camera_id = camera AND state <> 'destroyed')
$$;

CREATE FUNCTION keep_regime() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.regime IS NOT NULL AND NEW.regime IS DISTINCT FROM OLD.regime AND camera_holds_data(OLD.id) THEN
    RAISE EXCEPTION 'camera % holds data of another regime', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'camera_keeps_regime';
  END IF;
  UPDATE thing SET regime = NEW.regime WHERE camera_id = NEW.id AND regime IS DISTINCT FROM NEW.regime;
  RETURN NEW;
END $$;
CREATE TRIGGER camera_regime BEFORE UPDATE OF regime ON camera FOR EACH ROW EXECUTE FUNCTION keep_regime();

-- One key reads of one regime.
ALTER TABLE api_key ADD COLUMN regime text COLLATE "C" NOT NULL DEFAULT 'rgpd'
  CHECK (regime IN ('rgpd', 'titre-iii'));

-- Which models looked at a quarter hour: name, version, precision.
ALTER TABLE coverage ADD COLUMN models text[] NOT NULL DEFAULT '{}';

-- What somebody was reminded of already: once each, anew when it comes again.
CREATE TABLE legal_reminder (
  territory_id bigint NOT NULL REFERENCES territory,
  subject      text COLLATE "C" NOT NULL,
  raised_at    timestamptz NOT NULL,
  PRIMARY KEY (territory_id, subject)
);
