// What an invocation makes at a time: eight units at 2 × 4 positions of one example, so that eight loads of inputs and
// eight of weights serve sixty-four products of vec4s.

struct Tile {
  x: u32,
  y: u32,
  // The first of two groups; the second may not be there.
  group: u32,
}

fn tilesOf(groups: u32) -> u32 {
  return ((layer.height + 1u) / 2u) * ((layer.width + 3u) / 4u) * ((groups + 1u) / 2u);
}

fn tileOf(item: u32, groups: u32) -> Tile {
  let pairs = (groups + 1u) / 2u;
  let place = item / pairs;
  let across = (layer.width + 3u) / 4u;
  return Tile(4u * (place % across), 2u * (place / across), 2u * (item % pairs));
}

// Where the numbers of four neighbours in a row stand, and how far the next group's are from there.
struct Four {
  at: vec4<u32>,
  step: vec4<u32>,
}

// Of a map from `base` on with its positions `apart`, those from (x, y) on: the zeros, beyond it. What is left of 0 or
// above is a large number.
fn fourOf(x: u32, y: u32, base: u32, apart: u32, example: u32) -> Four {
  let columns = x + vec4<u32>(0u, 1u, 2u, 3u);
  let isIn = (columns < vec4<u32>(layer.width)) & vec4<bool>(y < layer.height);
  let at = base + example + (y * layer.width + columns) * apart;
  return Four(select(vec4<u32>(example), at, isIn), select(vec4<u32>(), vec4<u32>(placement.paddedBatch), isIn));
}

// The weights of four inputs into four units.
fn weightsOf(at: u32, groups: u32) -> mat4x4<f32> {
  return mat4x4<f32>(parameters[at], parameters[at + groups], parameters[at + 2u * groups], parameters[at + 3u * groups]);
}
