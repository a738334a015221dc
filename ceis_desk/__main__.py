"""`python -m ceis_desk`."""

from ceis_desk.app import main

raise SystemExit(main())
