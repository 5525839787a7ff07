"""The invented administration that shows what Verkstad is."""
