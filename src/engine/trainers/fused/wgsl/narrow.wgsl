// Many steps of one run of a narrow network in one subgroup of four invocations: for adapters on which reading memory at
// an index that is known only at run time costs more than the arithmetic. An invocation keeps the weights of one unit
// out of each group, goes through the batch example by example, and has the other units from its neighbours. The inputs
// and the classes are one group, each of the two hidden layers at most four.

// What an invocation has of a layer: a column for each input, a row for each group of outputs.
struct Block {
  // [input group]
  weights: array<mat4x4<f32>, 4>,
  biases: vec4<f32>,
}

var<private> lower: Block;
var<private> upper: Block;
// Of its class: a column for each group of inputs.
var<private> lastWeights: mat4x4<f32>;
var<private> lastBias: f32;

@compute @workgroup_size(invocations)
fn narrow(@builtin(workgroup_id) workgroup: vec3<u32>, @builtin(subgroup_invocation_id) lane: u32) {
  let local = dispatch.firstRun + workgroup.x;
  let run = dispatch.runOffset + local;
  let arm = (run / placement.repeats) * placement.armStride;
  let repeat = run % placement.repeats;
  let workBase = workgroup.x * placement.workStride;
  let first = placement.layers[0];
  let second = placement.layers[1];
  let last = placement.layers[2];
  let ofFirst = vec4<f32>(4u * CORNERS + lane < vec4<u32>(first.outputs));
  let ofSecond = vec4<f32>(4u * CORNERS + lane < vec4<u32>(second.outputs));
  // [example][lane], in the room for the activations and deltas of a layer.
  let firstUnits = workBase + first.activations + lane;
  let secondUnits = workBase + second.activations + lane;
  let logits = workBase + last.activations;
  let logitGradients = workBase + last.deltas;
  var step = stepOf(arm, local);
  for (var s = dispatch.firstStep; s < dispatch.firstStep + dispatch.steps; s++) {
    let schedule = 2u * dispatch.scheduleSteps + (repeat * dispatch.scheduleSteps + s) * placement.batch;
    step.corrections = bitcast<vec2<f32>>(vec2<u32>(batches[2u * s], batches[2u * s + 1u]));

    load(&lower, first, step.parameterBase, lane);
    load(&upper, second, step.parameterBase, lane);
    for (var i = 0u; i < 4u * last.inputGroups; i++) {
      lastWeights[i / 4u][i % 4u] = parameters[step.parameterBase + last.weights + i][lane];
    }
    lastBias = parameters[step.parameterBase + last.biases][lane];

    for (var example = 0u; example < placement.batch; example++) {
      let x = groupOf(features[batches[schedule + example]][lane]);
      let a = ofFirst * activate(lower.biases + lower.weights[0] * x);
      let b = ofSecond * activate(upper.biases + upper.weights[0] * groupOf(a.x) + upper.weights[1] * groupOf(a.y)
        + upper.weights[2] * groupOf(a.z) + upper.weights[3] * groupOf(a.w));
      work[firstUnits + 4u * example] = a;
      work[secondUnits + 4u * example] = b;
      work[logits + example][lane] = lastBias + dot(lastWeights[0], groupOf(b.x)) + dot(lastWeights[1], groupOf(b.y))
        + dot(lastWeights[2], groupOf(b.z)) + dot(lastWeights[3], groupOf(b.w));
    }
    storageBarrier();
    logitDeltas(last, arm, workBase, schedule, lane);
    storageBarrier();

    // Variables of their own, not a `Block`: shader compilers keep those out of memory.
    var lowerSum = mat4x4<f32>();
    var lowerBiasSum = vec4<f32>();
    var upperSum0 = mat4x4<f32>();
    var upperSum1 = mat4x4<f32>();
    var upperSum2 = mat4x4<f32>();
    var upperSum3 = mat4x4<f32>();
    var upperBiasSum = vec4<f32>();
    var lastSum = mat4x4<f32>();
    var lastBiasSum = 0.0;
    for (var example = 0u; example < placement.batch; example++) {
      let x = groupOf(features[batches[schedule + example]][lane]);
      let a = work[firstUnits + 4u * example];
      let b = work[secondUnits + 4u * example];
      let delta = work[logitGradients + example][lane];
      lastSum += mat4x4<f32>(delta * groupOf(b.x), delta * groupOf(b.y), delta * groupOf(b.z), delta * groupOf(b.w));
      lastBiasSum += delta;
      let ofB = slope(b) * vec4<f32>(
        own(delta * lastWeights[0], lane), own(delta * lastWeights[1], lane),
        own(delta * lastWeights[2], lane), own(delta * lastWeights[3], lane));
      upperSum0 += outer(ofB, groupOf(a.x));
      upperSum1 += outer(ofB, groupOf(a.y));
      upperSum2 += outer(ofB, groupOf(a.z));
      upperSum3 += outer(ofB, groupOf(a.w));
      upperBiasSum += ofB;
      let ofA = slope(a) * vec4<f32>(
        own(ofB * upper.weights[0], lane), own(ofB * upper.weights[1], lane),
        own(ofB * upper.weights[2], lane), own(ofB * upper.weights[3], lane));
      lowerSum += outer(ofA, x);
      lowerBiasSum += ofA;
    }
    storageBarrier();

    // The gradient takes the place of the weights, which are not needed any more, and then that of the activations.
    lower.weights[0] = lowerSum;
    lower.biases = lowerBiasSum;
    upper.weights = array<mat4x4<f32>, 4>(upperSum0, upperSum1, upperSum2, upperSum3);
    upper.biases = upperBiasSum;
    lastWeights = lastSum;
    store(&lower, first, workBase, lane);
    store(&upper, second, workBase, lane);
    for (var i = 0u; i < 4u * last.inputGroups; i++) {
      work[workBase + last.weights + i][lane] = lastWeights[i / 4u][i % 4u];
    }
    work[workBase + last.biases][lane] = lastBiasSum;
    storageBarrier();
    for (var at = lane; at < placement.parameterStride; at += invocations) {
      apply(at, work[workBase + at], step);
    }
    storageBarrier();
  }
}

fn load(block: ptr<private, Block>, layer: Layer, base: u32, lane: u32) {
  for (var group = 0u; group < layer.outputGroups; group++) {
    for (var i = 0u; i < 4u * layer.inputGroups; i++) {
      (*block).weights[i / 4u][i % 4u][group] = parameters[base + layer.weights + i * layer.outputGroups + group][lane];
    }
    (*block).biases[group] = parameters[base + layer.biases + group][lane];
  }
}

fn store(block: ptr<private, Block>, layer: Layer, base: u32, lane: u32) {
  for (var group = 0u; group < layer.outputGroups; group++) {
    for (var i = 0u; i < 4u * layer.inputGroups; i++) {
      work[base + layer.weights + i * layer.outputGroups + group][lane] = (*block).weights[i / 4u][i % 4u][group];
    }
    work[base + layer.biases + group][lane] = (*block).biases[group];
  }
}

// The units of a group, of which every invocation has one.
fn groupOf(unit: f32) -> vec4<f32> {
  return vec4<f32>(quadBroadcast(unit, 0u), quadBroadcast(unit, 1u), quadBroadcast(unit, 2u), quadBroadcast(unit, 3u));
}

// The sum over the invocations of what each has for the own one of four units.
fn own(units: vec4<f32>, lane: u32) -> f32 {
  let odd = (lane & 1u) == 1u;
  let high = (lane & 2u) == 2u;
  let pair = select(units.xz, units.yw, odd) + quadSwapX(select(units.yw, units.xz, odd));
  return select(pair.x, pair.y, high) + quadSwapY(select(pair.y, pair.x, high));
}

fn outer(rows: vec4<f32>, columns: vec4<f32>) -> mat4x4<f32> {
  return mat4x4<f32>(rows * columns.x, rows * columns.y, rows * columns.z, rows * columns.w);
}
