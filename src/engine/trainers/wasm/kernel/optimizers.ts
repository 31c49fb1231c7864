import { Arm, Network } from './places'

// Their numbers, as `places.ts` beside this folder has them.
const SGD: i32 = 0
const ADAM: i32 = 1

const BETA1: f64 = 0.9
const BETA2: f64 = 0.999
const EPSILON: f32 = 1e-8
/** A moment below this moves nothing, and processors take a hundred times as long with denormals. */
const TINY: f32 = 1e-30

/** What `reference/update.ts` does with a gradient, at step t = 1, 2, …. The run's slots follow its parameters. */
export function update(network: Network, arm: Arm, run: usize, step: i32): void {
  const rate = f32x4.splat(<f32>arm.learningRate)
  const decay = f32x4.splat(<f32>arm.weightDecay)
  const bytes = network.parameters
  if (network.optimizer == SGD) sgd(network.gradient, run, bytes, rate, decay, f32x4.splat(<f32>arm.momentum))
  else {
    const isAdam = network.optimizer == ADAM
    const shrink = f32x4.splat(isAdam ? 0 : <f32>(arm.learningRate * arm.weightDecay))
    const pace = f32x4.splat(<f32>(arm.learningRate / (1 - Math.pow(BETA1, step))))
    moveByMoments(network.gradient, run, bytes, isAdam ? decay : f32x4.splat(0), shrink, pace, <f32>(1 / (1 - Math.pow(BETA2, step))))
  }
}

function sgd(gradient: usize, run: usize, bytes: usize, rate: v128, decay: v128, momentum: v128): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const place = run + at
    const parameter = v128.load(place)
    const g = f32x4.add(v128.load(gradient + at), f32x4.mul(decay, parameter))
    const velocity = settled(f32x4.add(f32x4.mul(momentum, v128.load(place + bytes)), g))
    v128.store(place + bytes, velocity)
    v128.store(place, f32x4.sub(parameter, f32x4.mul(rate, velocity)))
  }
}

/** Adam; `decay` goes into the gradient, `shrink` straight off the parameters. */
function moveByMoments(gradient: usize, run: usize, bytes: usize, decay: v128, shrink: v128, pace: v128, scale: f32): void {
  const beta1 = f32x4.splat(<f32>BETA1)
  const beta2 = f32x4.splat(<f32>BETA2)
  const rest1 = f32x4.splat(<f32>(1 - BETA1))
  const rest2 = f32x4.splat(<f32>(1 - BETA2))
  const epsilon = f32x4.splat(EPSILON)
  const secondScale = f32x4.splat(scale)
  for (let at: usize = 0; at < bytes; at += 16) {
    const place = run + at
    let parameter = v128.load(place)
    const g = f32x4.add(v128.load(gradient + at), f32x4.mul(decay, parameter))
    parameter = f32x4.sub(parameter, f32x4.mul(shrink, parameter))
    const first = settled(f32x4.add(f32x4.mul(beta1, v128.load(place + bytes)), f32x4.mul(rest1, g)))
    const second = settled(f32x4.add(f32x4.mul(beta2, v128.load(place + 2 * bytes)), f32x4.mul(f32x4.mul(rest2, g), g)))
    v128.store(place + bytes, first)
    v128.store(place + 2 * bytes, second)
    const length = f32x4.add(f32x4.sqrt(f32x4.mul(second, secondScale)), epsilon)
    v128.store(place, f32x4.sub(parameter, f32x4.div(f32x4.mul(pace, first), length)))
  }
}

/** 0 in the place of what is next to it. NaN stays. */
@inline
function settled(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(TINY)))
}
