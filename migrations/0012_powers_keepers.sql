-- Who keeps a list, as a JSON list of bodies; empty when its pack does not say.
ALTER TABLE power_lists ADD COLUMN keepers TEXT NOT NULL DEFAULT '[]';
