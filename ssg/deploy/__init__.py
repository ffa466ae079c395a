"""What servers and hosts are told: redirects, headers, how pages are to be served. Text only; nothing here writes it.

Each module knows one kind of server, and writes for it what `moves` and `headers` say once for all.
"""
