-- Counts the changes of a camera's row: who saves an older state of it is told, and overwrites nothing.
ALTER TABLE camera ADD COLUMN version integer NOT NULL DEFAULT 1;
