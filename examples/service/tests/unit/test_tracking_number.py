"""Tracking numbers that a human can read out over the telephone."""

from app.services.parcel_service import TRACKING_LENGTH, new_tracking_number


def test_a_tracking_number_has_the_agreed_length():
    assert len(new_tracking_number()) == TRACKING_LENGTH


def test_a_tracking_number_holds_no_letter_that_looks_like_a_digit():
    assert not set("01IO") & set("".join(new_tracking_number() for _ in range(200)))
