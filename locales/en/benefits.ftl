# benefits
