"""Tests of the project; helpers that several of them share live in packages beside them."""
