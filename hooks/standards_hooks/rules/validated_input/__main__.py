"""`python -m standards_hooks.rules.validated_input`."""

from standards_hooks.rules.validated_input import main


raise SystemExit(main())
