import { blockUntilReady, defaultDevice, grad, init, jit, lax, nn, numpy as np, tree } from '@jax-js/jax'
import { ADAM } from '../../src/engine/trainers/trainer.ts'
import type { Network, PlacedConv } from '../../src/network/network.ts'
import { createBatches, type CreatePeer, type InitialLayer, initialLayers } from './peer.ts'
import { EPSILON } from './tasks.ts'

// jax-js asks for type aliases where a tree of arrays is described. Every use of an array but its last takes a `ref`.
type Layer = { weights: np.Array; biases: np.Array }
type State = { layers: Layer[]; first: Layer[]; second: Layer[]; decay1: np.Array; decay2: np.Array }

/** Parameters of all runs, as the operations take them: channels come before height and width. */
function uploaded({ layer, shape, outputs, weights, biases }: InitialLayer, runs: number): Layer {
  const all = np.array(weights, { shape: [runs, ...shape] })
  if (layer.kind === 'conv') {
    const [size, , channels] = shape
    return {
      weights: np.transpose(all, [0, 4, 3, 1, 2]).reshape([runs * outputs, channels, size, size]),
      biases: np.array(biases, { shape: [runs * outputs, 1, 1] }),
    }
  }
  const [height, width, channels] = layer.input
  const flat = channels ? np.transpose(all.reshape([runs, height * width, channels, outputs]), [0, 2, 1, 3]).reshape([runs, ...shape]) : all
  return { weights: flat, biases: np.array(biases, { shape: [runs, 1, outputs] }) }
}

/** The logits of a network, [runs × examples × classes], of features [runs or 1 × examples × inputs]. */
const forwardOf = ({ layers: kinds }: Network, runs: number) =>
  function forward(layers: Layer[], x: np.Array): np.Array {
    const convs = kinds.filter((kind) => kind.kind === 'conv')
    const flat = convs.length > 0 ? convolved(convs, layers.slice(0, convs.length), x, runs) : x
    return layers.slice(convs.length).reduce((input, { weights, biases }, i) => {
      const sum = np.matmul(input, weights).add(biases)
      return convs.length + i + 1 < layers.length ? np.tanh(sum) : sum
    }, flat)
  }

/** What the convolutional layers give, flattened, [runs × examples × numbers]. Runs are groups of channels: `vmap` knows no pools. */
function convolved(kinds: readonly PlacedConv[], layers: Layer[], x: np.Array, runs: number): np.Array {
  const [{ input: [height, width, channels] }] = kinds
  const examples = x.shape[1]
  const ofRuns = x.shape[0] < runs ? np.tile(x, [runs, 1, 1]) : x
  const maps = np.transpose(ofRuns.reshape([runs, examples, height * width, channels]), [1, 0, 3, 2]).reshape([examples, runs * channels, height, width])
  const last = layers.reduce((input, { weights, biases }) => {
    const sums = lax.convGeneralDilated(input, weights, [1, 1], 'SAME', { featureGroupCount: runs }).add(biases)
    return np.tanh(lax.reduceWindow(sums, np.max, [2, 2], [2, 2]))
  }, maps)
  return np.transpose(last.reshape([examples, runs, -1]), [1, 0, 2])
}

/** The sum over runs of their mean losses. */
const poly1Of = (forward: ReturnType<typeof forwardOf>) =>
  function poly1(layers: Layer[], x: np.Array, onehot: np.Array): np.Array {
    const logPt = nn.logSoftmax(forward(layers, x)).mul(onehot).sum(-1)
    return np.exp(logPt.ref).mul(-1).add(1).mul(EPSILON).sub(logPt).mean(-1).sum()
  }

const combine = (a: Layer[], b: Layer[], of: (x: np.Array, y: np.Array) => np.Array): Layer[] =>
  a.map((layer, i) => ({ weights: of(layer.weights, b[i].weights), biases: of(layer.biases, b[i].biases) }))

/** Adam of all runs; the state carries the powers of the decays, so that no step compiles anew. */
function adam({ layers, first, second, decay1, decay2 }: State, gradient: Layer[], learningRate: number): State {
  const { beta1, beta2, epsilon } = ADAM
  const next1 = combine(first, tree.ref(gradient), (m, g) => m.mul(beta1).add(g.mul(1 - beta1)))
  const next2 = combine(second, gradient, (v, g) => v.mul(beta2).add(np.square(g).mul(1 - beta2)))
  const power1 = decay1.mul(beta1)
  const power2 = decay2.mul(beta2)
  const rate = np.divide(learningRate, np.subtract(1, power1.ref))
  const scale = np.divide(1, np.subtract(1, power2.ref))
  const updates = combine(tree.ref(next1), tree.ref(next2), (m, v) =>
    m.mul(rate.ref).div(np.sqrt(v.mul(scale.ref)).add(epsilon)),
  )
  rate.dispose()
  scale.dispose()
  const moved = combine(layers, updates, (w, update) => w.sub(update))
  return { layers: moved, first: next1, second: next2, decay1: power1, decay2: power2 }
}

/**
 * Steps issued before they are waited for. Arrays are lazy, and the documentation asks for `blockUntilReady` regularly
 * in a loop: what is pending makes each further step slower to issue.
 */
const STEPS_AHEAD = { webgpu: 8, wasm: 1 } as const

type Device = keyof typeof STEPS_AHEAD

/** Puts all that follows on this device. */
export async function useJax(device: Device): Promise<void> {
  if (!(await init(device)).includes(device)) throw new Error(`jax-js cannot use ${device}.`)
  defaultDevice(device)
}

/**
 * Trains with jax-js on the device that is in use: the whole step, Adam included, is compiled by `jit`. Runs are a
 * leading axis of batched matmuls, which was faster than `vmap` over runs: on wasm 17 times for 8 runs of 784-64-10.
 * Features stay on the device; each step uploads the indices of its batches.
 */
export function createJax(device: Device): CreatePeer {
  return async (task, { learningRate }) => {
    const { network, repeats: runs, batchSize } = task
    const { inputs, classes } = network
    const zerosLike = (layers: Layer[]) => combine(layers, layers, (a) => np.zeros(a.shape))
    const layers = initialLayers(task).map((layer) => uploaded(layer, runs))
    const forward = forwardOf(network, runs)
    const poly1 = poly1Of(forward)
    let state: State = {
      layers,
      first: zerosLike(layers),
      second: zerosLike(layers),
      decay1: np.ones([1]),
      decay2: np.ones([1]),
    }
    const features = np.array(task.features, { shape: [task.labels.length, inputs] })
    const labels = np.array(task.labels, { dtype: np.int32 })
    const nextBatch = createBatches(task)
    const taken: np.Array[] = []

    function stepOf(state: State, indices: np.Array, features: np.Array, labels: np.Array): State {
      const x = np.take(features, indices.ref, 0)
      const onehot = nn.oneHot(np.take(labels, indices), classes)
      const gradient = grad(poly1)(tree.ref(state.layers), x, onehot) as Layer[]
      return adam(state, gradient, learningRate)
    }
    const step = jit(stepOf)
    const predict = jit(forward)

    return {
      async advance(steps) {
        for (let i = 0; i < steps; i++) {
          const indices = np.array(nextBatch(), { shape: [runs, batchSize], dtype: np.int32 })
          state = step(state, indices, features.ref, labels.ref) as State
          if ((i + 1) % STEPS_AHEAD[device] === 0) await blockUntilReady(state)
        }
      },
      async settled() {
        await blockUntilReady(state)
      },
      take: (given) => taken.push(np.array(given, { shape: [1, given.length / inputs, inputs] })) - 1,
      async predict(handle) {
        return (await predict(tree.ref(state.layers), taken[handle].ref).data()) as Float32Array
      },
      dispose() {
        tree.dispose(state)
        features.dispose()
        labels.dispose()
        tree.dispose(taken)
        step.dispose()
        predict.dispose()
      },
    }
  }
}
