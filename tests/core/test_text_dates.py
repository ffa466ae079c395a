"""Times as newsrooms write them: day before month, the site's time zone, impossible dates said plainly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text import iso, parse_time, rfc822, stamp

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PARIS = ZoneInfo("Europe/Paris")
NEW_YORK = ZoneInfo("America/New_York")
HOW = "write it as 2026-11-24 08:24 or 24/11/2026 08:24 (day, month, four-digit year)"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-11-24", "2026-11-24T00:00:00+07:00"),
        ("2026-11-24T08:24:05", "2026-11-24T08:24:05+07:00"),
        ("2026-11-24 08:24", "2026-11-24T08:24:00+07:00"),
        ("2026-11-24t08:24:05z", "2026-11-24T15:24:05+07:00"),
        ("2026-11-24T08:24Z", "2026-11-24T15:24:00+07:00"),
        ("2026-11-24T08:24:05.999999999+07:00", "2026-11-24T08:24:05+07:00"),
        ("2026-11-24T20:24:05-0500", "2026-11-25T08:24:05+07:00"),
        ("2026-11-24 08:24:00 +0700", "2026-11-24T08:24:00+07:00"),
        ("2026-11-24 08:24 +09", "2026-11-24T06:24:00+07:00"),
        ("2026-11-24 08:24 UTC", "2026-11-24T15:24:00+07:00"),
        ("24/11/2026", "2026-11-24T00:00:00+07:00"),
        ("24/11/2026 08:24", "2026-11-24T08:24:00+07:00"),
        ("24/11/2026 8h24", "2026-11-24T08:24:00+07:00"),
        ("  24/11/2026\u00a0\u00a008:24:31 ", "2026-11-24T08:24:31+07:00"),
        ("24-11-2026", "2026-11-24T00:00:00+07:00"),
        ("24.11.2026 23:59", "2026-11-24T23:59:00+07:00"),
        ("2/9/2026", "2026-09-02T00:00:00+07:00"),
        ("03/04/2026", "2026-04-03T00:00:00+07:00"),
        ("08:24 24/11/2026", "2026-11-24T08:24:00+07:00"),
        ("08:24, 24-11-2026", "2026-11-24T08:24:00+07:00"),
        ("24/11/2026, 08:24 (GMT+7)", "2026-11-24T08:24:00+07:00"),
        ("24/11/2026, 08:24 (GMT+9)", "2026-11-24T06:24:00+07:00"),
        ("24/11/2026 08:24 GMT+7", "2026-11-24T08:24:00+07:00"),
        ("29/02/2024", "2024-02-29T00:00:00+07:00"),
        ("1975-06-12 12:00", "1975-06-12T12:00:00+08:00"),
        ("1975-06-14 12:00", "1975-06-14T12:00:00+07:00"),
        ("1975-06-01T00:00Z", "1975-06-01T08:00:00+08:00"),
        # Local mean time, +07:06:30, falls to whole minutes: the instant stays.
        ("1900-01-01 00:00:30", "1900-01-01T00:00:00+07:06"),
        ("0001-01-02", "0001-01-01T23:59:30+07:06"),
        ("9999-12-31", "9999-12-31T00:00:00+07:00"),
    ],
)
def test_reads(text: str, time: str) -> None:
    assert iso(parse_time(text, HANOI)) == time


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("30/02/2026", "there is no 30 February"),
        ("2026-02-30", "there is no 30 February"),
        ("29/02/2026", "there is no 29 February in 2026"),
        ("31/04/2026", "there is no 31 April"),
        ("00/04/2026", "there is no 0 April"),
        (
            "11/24/2026",
            "there is no month 24 (the day comes first, then the month); did you mean 24/11/2026?",
        ),
        ("2026-13-01", "there is no month 13; did you mean 13/01/2026?"),
        ("2026-00-01", "there is no month 0"),
        ("0000-01-01", "there is no year 0"),
        ("2026-11-24 24:00", "there is no hour 24: write 2026-11-24 00:00 or 2026-11-25 00:00"),
        ("24/11/2026 08:60", "there is no minute 60"),
        ("2026-11-24T08:24:60", "there is no second 60"),
        ("2026-11-24T08:24+25:00", "there is no offset +25:00 from UTC"),
        ("2026-11-24T08:24-07:60", "there is no offset -07:60 from UTC"),
        (
            "9999-12-31T23:59-05:00",
            "`9999-12-31T23:59-05:00` is outside the years 1 to 9999 in Asia/Ho_Chi_Minh or in UTC",
        ),
        ("0001-01-01", "`0001-01-01` is outside the years 1 to 9999 in Asia/Ho_Chi_Minh or in UTC"),
        *(
            (
                text,
                f"`{text}` is not a date: {HOW}",
            )
            for text in [
                *(
                    "",
                    "hôm nay",
                    "24/11-2026",
                    "20261324",
                    "2026-11-24T",
                    "12026-01-01",
                ),
                *("2026-11-24 08:24 (GMT+7", "٢٤/١١/٢٠٢٦", "2026-11-24x"),
                *("24/11/2026 8h30 9h30", "24/11/2026 24/11/2026", "thứ ba", "24/11/2026 chiều"),
            ]
        ),
        ("08:24", f"`08:24` has no day: {HOW}"),
        ("2026/11", f"`2026/11` has no day: {HOW}"),
        (
            "9" * 5000,
            f"`{'9' * 60}…` is not a date: {HOW}",
        ),
    ],
)
def test_refuses(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_time(text, HANOI)
    assert str(caught.value) == message


def test_takes_what_a_parser_already_read() -> None:
    assert iso(parse_time(date(2026, 11, 24), HANOI)) == "2026-11-24T00:00:00+07:00"
    assert iso(parse_time(datetime(2026, 11, 24, 8, 24), HANOI)) == "2026-11-24T08:24:00+07:00"  # noqa: DTZ001
    assert iso(parse_time(datetime(2026, 11, 24, 8, 24, tzinfo=UTC), HANOI)) == "2026-11-24T15:24:00+07:00"
    for far, zone in [
        (datetime(9999, 12, 31, 23, 59), NEW_YORK),  # noqa: DTZ001
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), HANOI),
        (datetime(1, 1, 1), HANOI),  # noqa: DTZ001
        (datetime(1, 1, 1, tzinfo=UTC), NEW_YORK),
        (date.min, HANOI),
    ]:
        with pytest.raises(ValueError, match=r"is outside the years 1 to 9999"):
            parse_time(far, zone)


def test_a_time_that_the_clocks_skipped_becomes_one_that_they_showed() -> None:
    assert iso(parse_time("2026-03-29 02:30", PARIS)) == "2026-03-29T03:30:00+02:00"
    # Shown twice: the first of the two.
    assert iso(parse_time("2026-10-25 02:30", PARIS)) == "2026-10-25T02:30:00+02:00"


def test_writes() -> None:
    moment = parse_time("01/02/0987 08:05", UTC_ZONE)
    assert (iso(moment), rfc822(moment), stamp(moment)) == (
        "0987-02-01T08:05:00+00:00",
        "Thu, 01 Feb 0987 08:05:00 +0000",
        "01/02/0987 08:05",
    )
    moment = parse_time("24/11/2026 08:24:59.9", HANOI)
    assert rfc822(moment) == "Tue, 24 Nov 2026 08:24:59 +0700"
    assert stamp(moment) == "24/11/2026 08:24"
    assert rfc822(datetime(2026, 11, 24, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))) == (
        "Tue, 24 Nov 2026 00:00:00 -0330"
    )


UTC_ZONE = ZoneInfo("UTC")


def test_a_naive_time_is_never_written() -> None:
    for write in (iso, rfc822):
        with pytest.raises(ValueError, match="without a time zone"):
            write(datetime(2026, 11, 24))  # noqa: DTZ001


@given(
    st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)),  # noqa: DTZ001
    st.sampled_from(["Asia/Ho_Chi_Minh", "Europe/Paris", "America/St_Johns", "UTC"]),
)
def test_iso_is_read_back_as_the_same_instant(naive: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    moment = parse_time(naive, zone)
    assert parse_time(iso(moment), zone) == moment.replace(microsecond=0)
