"""The parts of the monthly report, one module a page; every figure that they print has passed through `rows`."""
