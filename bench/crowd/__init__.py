"""How many people one machine serves: the busiest hour of a crowd, replayed."""
