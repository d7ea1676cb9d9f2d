-- Telling people: over what, whom, of what, and each message until it arrived.

-- What messages go over. Secrets are sealed with a key that stands in the data directory only.
CREATE TABLE notice_channel (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id    bigint NOT NULL REFERENCES territory,
  kind            text NOT NULL CHECK (kind IN ('mail', 'push', 'webhook', 'mqtt')),
  name            text NOT NULL,
  settings        jsonb NOT NULL DEFAULT '{}',
  sealed_secret   text,
  enabled         boolean NOT NULL DEFAULT true,
  failures        integer NOT NULL DEFAULT 0,
  retry_at        timestamptz,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_fault      jsonb,
  CONSTRAINT notice_channel_name_taken UNIQUE (territory_id, name)
);
CREATE UNIQUE INDEX notice_channel_once ON notice_channel (territory_id, kind) WHERE kind IN ('mail', 'push');
INSERT INTO notice_channel (territory_id, kind, name) SELECT id, 'push', 'Web push' FROM territory;

-- Who is told of which rules, in which order; a plan without rules is for all of them.
CREATE TABLE notice_plan (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id      bigint NOT NULL REFERENCES territory,
  name              text NOT NULL,
  enabled           boolean NOT NULL DEFAULT true,
  rule_ids          bigint[] NOT NULL DEFAULT '{}',
  least_severity    text NOT NULL CHECK (least_severity IN ('information', 'warning', 'critical')),
  group_minutes     integer NOT NULL CHECK (group_minutes BETWEEN 0 AND 240),
  steps             jsonb NOT NULL,
  outside_channels  bigint[] NOT NULL DEFAULT '{}',
  outside_addresses text[] NOT NULL DEFAULT '{}',
  CONSTRAINT notice_plan_name_taken UNIQUE (territory_id, name)
);

-- How each person wants to be told; without a row the usual.
CREATE TABLE notice_preference (
  person_id       text COLLATE "C" PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
  territory_id    bigint NOT NULL REFERENCES territory,
  language        text NOT NULL CHECK (language IN ('en', 'fr')),
  by_mail         boolean NOT NULL,
  by_push         boolean NOT NULL,
  follows         text NOT NULL CHECK (follows IN ('plans', 'all', 'chosen')),
  rule_ids        bigint[] NOT NULL DEFAULT '{}',
  quiet_from      time,
  quiet_until     time,
  critical_always boolean NOT NULL,
  digest_at       time,
  digest_sent_on  date,
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);

-- Browsers that a person allowed to show messages.
CREATE TABLE push_device (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id    bigint NOT NULL REFERENCES territory,
  person_id       text COLLATE "C" NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  name            text NOT NULL,
  endpoint        text COLLATE "C" NOT NULL UNIQUE,
  p256dh          text NOT NULL,
  auth            text NOT NULL,
  created_at      timestamptz NOT NULL,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_fault      jsonb
);
CREATE INDEX push_device_person ON push_device (person_id);

-- What happened to alerts and is to be told, written in the transaction that changed the alert; and steps that are due later.
CREATE TABLE notice_task (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id bigint NOT NULL REFERENCES territory,
  alert_id     bigint NOT NULL REFERENCES alert ON DELETE CASCADE,
  change       text NOT NULL CHECK (change IN ('raised', 'confirmed', 'unseen')),
  plan_id      bigint REFERENCES notice_plan ON DELETE CASCADE,
  step         integer,
  due_at       timestamptz NOT NULL,
  CHECK ((change = 'unseen') = (plan_id IS NOT NULL AND step IS NOT NULL))
);
CREATE INDEX notice_task_due ON notice_task (due_at, id);

CREATE FUNCTION notice_of_alert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO notice_task (territory_id, alert_id, change, due_at) VALUES (NEW.territory_id, NEW.id, 'raised', now());
  ELSIF NEW.state = 'confirmed' AND OLD.state IN ('new', 'acknowledged') THEN
    INSERT INTO notice_task (territory_id, alert_id, change, due_at) VALUES (NEW.territory_id, NEW.id, 'confirmed', now());
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER notice_of_alert AFTER INSERT OR UPDATE OF state ON alert
  FOR EACH ROW EXECUTE FUNCTION notice_of_alert();

-- One message to one receiver over one channel. Only what was confirmed leaves the territory's people.
CREATE TABLE notice (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  territory_id  bigint NOT NULL REFERENCES territory,
  key           text COLLATE "C" NOT NULL UNIQUE,
  subject       text NOT NULL CHECK (subject IN ('raised', 'unseen', 'confirmed', 'digest', 'reminder', 'test')),
  channel_id    bigint NOT NULL REFERENCES notice_channel ON DELETE CASCADE,
  person_id     text COLLATE "C" REFERENCES person (id) ON DELETE CASCADE,
  device_id     bigint REFERENCES push_device ON DELETE CASCADE,
  address       text,
  plan_id       bigint REFERENCES notice_plan ON DELETE SET NULL,
  thread        text COLLATE "C",
  alert_ids     bigint[] NOT NULL DEFAULT '{}',
  content       jsonb NOT NULL DEFAULT '{}',
  urgent        boolean NOT NULL DEFAULT false,
  state         text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dropped', 'expired', 'dead')),
  fate          text,
  attempts      integer NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL,
  due_at        timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  leased_until  timestamptz,
  gathers_until timestamptz,
  ended_at      timestamptz,
  last_fault    jsonb,
  CONSTRAINT notice_outside_after_confirmation CHECK (person_id IS NOT NULL OR subject IN ('confirmed', 'test'))
);
CREATE INDEX notice_due ON notice (channel_id, urgent DESC, due_at) WHERE state = 'waiting';
CREATE INDEX notice_newest ON notice (territory_id, id DESC);
CREATE INDEX notice_thread ON notice (thread, id DESC);
