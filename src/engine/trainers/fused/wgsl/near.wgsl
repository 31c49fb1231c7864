// What training works on is in the workgroup's own memory as long as a dispatch lasts.

@group(0) @binding(3) var<storage, read_write> keptParameters: array<vec4<f32>>;
@group(1) @binding(0) var<storage, read_write> keptSlots: array<vec4<f32>>;

var<workgroup> parameters: array<vec4<f32>, NEAR_PARAMETERS>;
var<workgroup> slots: array<vec4<f32>, NEAR_SLOTS>;
var<workgroup> work: array<vec4<f32>, NEAR_WORK>;

// It has room for one run.
fn stateOf(local: u32) -> u32 { return 0u; }

fn workOf(workgroup: u32) -> u32 { return 0u; }

fn fetch(local: u32, lane: u32) {
  for (var at = lane; at < placement.parameterStride; at += invocations) {
    parameters[at] = keptParameters[local * placement.parameterStride + at];
  }
  for (var at = lane; at < placement.slotStride; at += invocations) {
    slots[at] = keptSlots[local * placement.slotStride + at];
  }
}

fn keep(local: u32, lane: u32) {
  for (var at = lane; at < placement.parameterStride; at += invocations) {
    keptParameters[local * placement.parameterStride + at] = parameters[at];
  }
  for (var at = lane; at < placement.slotStride; at += invocations) {
    keptSlots[local * placement.slotStride + at] = slots[at];
  }
}

fn meet() { workgroupBarrier(); }
