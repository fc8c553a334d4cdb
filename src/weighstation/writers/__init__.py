"""What people and programs get to see: pure functions of a run, one module for each form."""
