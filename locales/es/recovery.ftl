# recovery
