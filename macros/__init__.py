"""The generator: publishes one essay as an argument. It knows no word of any essay.

`site/build.py` has the whole flow of a build in one function; README.md says which rooms there are.
"""
