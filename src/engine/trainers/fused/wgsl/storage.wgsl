// Parameters of all runs, and activations and deltas of those in a dispatch, in storage.

@group(0) @binding(3) var<storage, read_write> parameters: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> work: array<vec4<f32>>;
