// What training works on stays in storage.

@group(1) @binding(0) var<storage, read_write> slots: array<vec4<f32>>;

// Which of the runs in parameters and slots a run is.
fn stateOf(local: u32) -> u32 { return local; }

fn workOf(workgroup: u32) -> u32 { return workgroup * placement.workStride; }

fn fetch(local: u32, lane: u32) {}

fn keep(local: u32, lane: u32) {}

fn meet() { storageBarrier(); }
