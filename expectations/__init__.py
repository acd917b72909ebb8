"""The audit: what is expected of staged tables before they are published."""
