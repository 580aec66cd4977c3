"""What Python code means: scopes, bindings, origins of values, annotations, types, control flow."""
