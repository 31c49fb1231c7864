// What an invocation makes at a time: four units at 2 × 4 positions of one example.

struct Tile {
  x: u32,
  y: u32,
  group: u32,
  example: u32,
}

fn tilesOf(groups: u32) -> u32 {
  return ((layer.height + 1u) / 2u) * ((layer.width + 3u) / 4u) * groups * layer.lanes;
}

fn tileOf(item: u32, groups: u32) -> Tile {
  let column = item / layer.lanes;
  let place = column / groups;
  let across = (layer.width + 3u) / 4u;
  return Tile(4u * (place % across), 2u * (place / across), column % groups, item % layer.lanes);
}

// Where the numbers of the tile's upper and lower four positions stand, and how far the next group's are from there.
struct Places {
  upper: vec4<u32>,
  lower: vec4<u32>,
  upperStep: vec4<u32>,
  lowerStep: vec4<u32>,
}

// The places of a map from `base` on, its positions `apart`, that are (right, down) of the tile: the zeros, beyond it.
fn placesOf(tile: Tile, right: u32, down: u32, base: u32, apart: u32) -> Places {
  let x = tile.x + right + vec4<u32>(0u, 1u, 2u, 3u);
  let y = tile.y + down;
  // What is left of 0 has become a large number.
  let isIn = x < vec4<u32>(layer.width);
  let isUpper = isIn & vec4<bool>(y < layer.height);
  let isLower = isIn & vec4<bool>(y + 1u < layer.height);
  let row = layer.width * apart;
  let at = base + tile.example + y * row + x * apart;
  let zero = vec4<u32>(tile.example);
  let step = vec4<u32>(placement.paddedBatch);
  return Places(
    select(zero, at, isUpper),
    select(zero, at + row, isLower),
    select(vec4<u32>(), step, isUpper),
    select(vec4<u32>(), step, isLower),
  );
}
