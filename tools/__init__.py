"""Tools of the designer: what they make is committed, so that no build needs them."""
