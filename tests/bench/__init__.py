"""Measurements that anyone can repeat; they are started by hand and are no tests."""
