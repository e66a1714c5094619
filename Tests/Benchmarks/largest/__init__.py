"""The parts of `largest.py`: what is read, what it is timed beside, and the works."""
