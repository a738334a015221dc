"""How the desks of a site agree: who they are, what came in, what a person must settle; pure."""
