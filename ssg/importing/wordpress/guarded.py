"""What plugins of WordPress keep from the public: an item that they guard is `publish` in an export all the same. Pure.

Membership plugins note it beside the text, or put shortcodes or blocks around the part that is not for everybody. Where
a plugin keeps its rules in tables of its own, an export does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ssg.importing.model import Guard

# Fields of posts, and the values that mean everybody.
_FIELDS: Final[dict[str, frozenset[str]]] = {
    "_jetpack_newsletter_access": frozenset(("", "everybody")),
    "_members_access_role": frozenset(("",)),
    "_wpmem_block": frozenset(("", "0")),
    "_um_custom_access_settings": frozenset(("", "0")),
    "rcp_access_level": frozenset(("", "None", "0")),
    "rcp_subscription_level": frozenset(("", "all")),
    "rcp_user_level": frozenset(("", "All")),
    "_is_paid": frozenset(("", "0")),
    "_wc_memberships_force_public": frozenset(("", "yes", "no")),
    "_restrict_content": frozenset(("", "0", "no")),
    "issuem-leaky-paywall-visibility": frozenset(("", 'a:1:{s:15:"visibility_type";s:7:"default";}')),
    "_leaky_paywall_visibility_type": frozenset(("", "default")),
}
_JETPACK: Final[dict[str, Guard]] = {"subscribers": "registered", "paid_subscribers": "paid"}
_CODES: Final = re.compile(
    r"\[(?:restrict|rcp_restrict|is_paid|is_premium|membership|pmpro_member|mepr-(?:active|show|hide)|s2If|s2member\w*|"
    r"members?_?only|members_access|members_logged_in|member|um_loggedin|um_show_content|wpmem_logged_in|swpm_protected|"
    r"swpm_partial\w*|wlm_\w+|private|protected|is_logged_in|loggedin|logged_in|user_logged_in|leaky_paywall\w*|paywall|"
    r"woocommerce_memberships\w*|wcm_restrict|wcm_content_restricted|content_control|hide_?from\w*|content_protect\w*|"
    r"subscribers?_?only|vip|premium|passster|content_protector|ppwp)(?=[\s\]/])",
    re.IGNORECASE,
)
_BLOCKS: Final = re.compile(
    r"<!--\s+wp:(?:jetpack/(?:premium-content|paywall|subscriber-login)|premium-content|pmpro/|rcp/|restrict-content|"
    r"memberpress/|members/|um-block/|leaky-paywall|woocommerce-memberships|content-control/|passster/|s2member/)"
)


def guard_of(meta: Mapping[str, str], text: str) -> tuple[bool, Guard]:
    """Return whether an item is not for everybody, and for which readers it is, if that is known."""
    jetpack = _JETPACK.get(meta.get("_jetpack_newsletter_access", ""), "")
    fields = any(meta[name] not in usual for name, usual in _FIELDS.items() if name in meta)
    parted = ("[" in text and _CODES.search(text) is not None) or ("<!-- wp:" in text and bool(_BLOCKS.search(text)))
    return fields or parted, "" if parted else jetpack
