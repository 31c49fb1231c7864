// What every kernel reads; its structs are written by `placement.ts` and `dispatch.ts`. Units, inputs and classes stand
// in groups of four, so that one vec4 holds four of them; the last group of a layer is filled up with zeros. Offsets
// and strides count vec4s.

override invocations: u32 = 16u;

@group(0) @binding(0) var<uniform> placement: Placement;
@group(0) @binding(1) var<uniform> dispatch: Dispatch;
// [examples][inputGroups]
@group(0) @binding(2) var<storage, read> features: array<vec4<f32>>;
