"""What commands that stay share: the watcher of files, the end of a burst, the listing, the gate for requests.

Nothing here knows what is done with a change, or with a request.
"""
