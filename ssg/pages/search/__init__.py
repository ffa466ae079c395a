"""The readers' search: `/search/`, and the static index that the script of that page reads.

`docs/search-format.md` describes the files. The other half runs in the browser: `templates/assets/js/search-engine.js`.
"""
