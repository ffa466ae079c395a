"""What the requests of a deploy cost, about: list prices of buckets. Pure."""

from __future__ import annotations

from typing import Final

from ssg.core.config import TargetConfig

# US$ for a thousand requests that write or list; removing is free. The first regions of each, 11/2026:
# aws.amazon.com/s3/pricing, developers.cloudflare.com/r2/pricing (the first million a month is free),
# cloud.google.com/storage/pricing, azure.microsoft.com/pricing/details/storage/blobs.
_S3, _R2, _GS, _AZ = 0.005, 0.0045, 0.005, 0.0065
_R2_HOST: Final = ".r2.cloudflarestorage.com"


def price(config: TargetConfig, writes: int) -> float | None:
    """Return what a number of requests costs in US$; None for a target whose requests cost nothing, or nobody knows."""
    scheme = config.url.partition(":")[0]
    if _R2_HOST in config.endpoint:
        return writes * _R2 / 1000
    if config.endpoint:
        return None
    a_thousand = {"s3": _S3, "gs": _GS, "az": _AZ}.get(scheme)
    return None if a_thousand is None else writes * a_thousand / 1000
