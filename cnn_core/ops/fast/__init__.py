"""What makes convolution fast: window columns, shifted slices, bands, and plans of sums."""
