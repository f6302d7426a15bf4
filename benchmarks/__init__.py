"""Benchmarks: how the cost of a build and of finding repetitions grows. Run `python -m benchmarks`.

Machines are noisy: only ratios within one run mean anything.
"""
