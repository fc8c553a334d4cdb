"""One rule a file: what each makes of a component, its license conclusion and the policy's entries."""
