"""What holds at any size: a second build gives what a first one gives, however it was stopped."""
