"""Sends files of the site as they are. Knows nothing of what was asked."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.responses import FileResponse, PlainTextResponse, Response

from ssg.steps.copies import Copy


def copied(copy: Copy, kind: str) -> Response:
    """Send a file as it is: from the disk, if it is still a plain file of its folder."""
    if copy.entry is None:
        return Response(copy.data, media_type=kind)
    folder = os.path.realpath(copy.folder)
    file = os.path.realpath(copy.folder / copy.entry.name)
    if not file.startswith(folder + os.sep) or not Path(file).is_file():
        return PlainTextResponse("this file no longer exists\n", 404)
    return FileResponse(file, media_type=kind)
