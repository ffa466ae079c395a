"""The disk: what is read, what is remembered, what is published. The only place that opens files for writing."""
