"""Documents of the employment platform."""
