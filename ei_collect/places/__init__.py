"""Wards, places and postcodes."""
