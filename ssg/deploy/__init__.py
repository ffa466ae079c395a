"""Configuration for servers and hosts: redirects, headers, how to serve pages. Text only; nothing here writes files.

Each module knows one kind of server, and writes for it what `moves` and `headers` define once for all.
"""
