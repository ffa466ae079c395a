"""What every layer stands on: problems with a place, frozen types, text, configuration. Imports nothing of ours."""
