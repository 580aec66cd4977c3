"""Parcel Desk: tracks parcels from the counter to the door."""
