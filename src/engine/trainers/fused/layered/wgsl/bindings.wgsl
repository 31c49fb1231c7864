// What every kernel of the path layer by layer reads; its structs are written by `layout.ts` and `words.ts`. Channels,
// units and classes stand in groups of four, so that one vec4 holds four of them; the last group of a layer is filled up
// with zeros. Offsets and strides count vec4s. A map is [position][group][example], so that the lanes of a workgroup,
// which have an example each, read neighbouring addresses and are at the same border. A dense layer is one kernel cell
// on a map of 2 × 4 “positions”, each of which has an eighth of the examples: so its weights serve as many sums.

override invocations: u32 = 16u;

@group(0) @binding(0) var<uniform> placement: Placement;
@group(0) @binding(1) var<uniform> layer: Layer;
@group(0) @binding(2) var<uniform> words: Words;
@group(0) @binding(3) var<storage, read_write> parameters: array<vec4<f32>>;
// `paddedBatch` zeros, which stand for what is beyond a border, then each run's work.
@group(0) @binding(4) var<storage, read_write> work: array<vec4<f32>>;

fn workBaseOf(run: u32) -> u32 {
  return placement.paddedBatch + run * placement.workStride;
}

fn parameterBaseOf(run: u32) -> u32 {
  return (words.firstRun + run) * placement.parameterStride;
}

// Which lanes of a workgroup go through the examples of an item together, and how many such teams there are.
struct Team {
  side: u32,
  own: u32,
  example: u32,
}

fn teamOf(lane: u32) -> Team {
  let side = max(1u, invocations / layer.lanes);
  // Those that are left over have no example.
  let example = select(lane - (lane / layer.lanes) * layer.lanes, layer.lanes, lane >= side * layer.lanes);
  return Team(side, min(lane / layer.lanes, side - 1u), select(example, lane, side == 1u));
}
