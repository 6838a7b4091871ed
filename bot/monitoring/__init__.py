"""Monitoring of the running bot: its troubles and its metrics."""
