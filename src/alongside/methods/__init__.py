"""Pure methods: counting, protecting, comparing, rendering. No Django, no clock, no dice."""
