"""The foundation of all layers: problems with a place, frozen types, text, configuration. Imports no other room."""
