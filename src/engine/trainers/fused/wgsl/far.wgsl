// What training works on stays in storage.

@group(1) @binding(0) var<storage, read_write> slots: array<vec4<f32>>;

fn partsOf(local: u32, workgroup: u32) -> Parts {
  return Parts(local * placement.parameterStride, local * placement.slotStride, workgroup * placement.workStride);
}

fn fetch(local: u32, lane: u32) {}

fn keep(local: u32, lane: u32) {}

fn meet() { storageBarrier(); }
