"""bytes → Document and its passages."""
