-- Several people edit the same thing: whoever saves says which version they had before their eyes.
ALTER TABLE zone ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE mask ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE line ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE rule ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE period ADD COLUMN version integer NOT NULL DEFAULT 1;

-- What a shape is drawn with; null: the usual one of its sort.
ALTER TABLE zone ADD COLUMN colour text;
ALTER TABLE mask ADD COLUMN colour text;
ALTER TABLE line ADD COLUMN colour text;
