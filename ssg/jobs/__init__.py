"""Processes and threads beside the main process, none of which outlives it. Knows nothing of sites or builds."""
