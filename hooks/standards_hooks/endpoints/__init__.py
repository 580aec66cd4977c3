"""What a service takes from its clients and gives to them: routes, bodies and schemas."""
