"""Figures: the declarations of `statistics` compiled to SQL, on the lane of figures; nothing here writes."""
