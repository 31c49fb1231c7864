import { grad, init, jit, nn, numpy as np, tree, vmap } from '@jax-js/jax'
import { ADAM } from '../../src/engine/trainer.ts'
import { createBatches, type CreatePeer, initialLayers } from './peer.ts'
import { EPSILON } from './tasks.ts'

// jax-js asks for type aliases where a tree of arrays is described. Every use of an array but its last takes a `ref`.
type Layer = { weights: np.Array; biases: np.Array }
type State = { layers: Layer[]; first: Layer[]; second: Layer[]; decay1: np.Array; decay2: np.Array }

/** Logits [examples × classes] of one run. */
function forward(layers: Layer[], x: np.Array): np.Array {
  return layers.reduce((input, { weights, biases }, i) => {
    const sum = np.matmul(input, weights).add(biases)
    return i + 1 < layers.length ? np.tanh(sum) : sum
  }, x)
}

function poly1(layers: Layer[], x: np.Array, onehot: np.Array): np.Array {
  const logPt = nn.logSoftmax(forward(layers, x)).mul(onehot).sum(-1)
  return np.exp(logPt.ref).mul(-1).add(1).mul(EPSILON).sub(logPt).mean()
}

const combine = (a: Layer[], b: Layer[], of: (x: np.Array, y: np.Array) => np.Array): Layer[] =>
  a.map((layer, i) => ({ weights: of(layer.weights, b[i].weights), biases: of(layer.biases, b[i].biases) }))

/** Adam for one run, as `@jax-js/optax` has it: moments, bias correction by the powers of their decays, update. */
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
 * Trains with jax-js on this device: one run's step, Adam included, mapped over runs by `vmap` and compiled by `jit`.
 * Features stay on the device; each step uploads the indices of its batches.
 */
export function jaxOn(device: 'webgpu' | 'wasm'): CreatePeer {
  return async (task, { learningRate }) => {
    await init(device)
    const { sizes, repeats: runs, batchSize } = task
    const inputs = sizes[0]
    const classes = sizes[sizes.length - 1]
    const on = { device } as const
    const zerosLike = (layers: Layer[]) => combine(layers, layers, (a) => np.zeros(a.shape, on))
    const layers = initialLayers(task).map(({ inputs, outputs, weights, biases }) => ({
      weights: np.array(weights, { shape: [runs, inputs, outputs], ...on }),
      biases: np.array(biases, { shape: [runs, 1, outputs], ...on }),
    }))
    let state: State = {
      layers,
      first: zerosLike(layers),
      second: zerosLike(layers),
      decay1: np.ones([runs], on),
      decay2: np.ones([runs], on),
    }
    const features = np.array(task.features, { shape: [task.labels.length, inputs], ...on })
    const labels = np.array(task.labels, { dtype: np.int32, ...on })
    const nextBatch = createBatches(task)

    function stepOfRun(state: State, indices: np.Array, features: np.Array, labels: np.Array): State {
      const x = np.take(features, indices.ref, 0)
      const onehot = nn.oneHot(np.take(labels, indices), classes)
      const gradient = grad(poly1)(tree.ref(state.layers), x, onehot) as Layer[]
      return adam(state, gradient, learningRate)
    }
    const step = jit(vmap(stepOfRun, [0, 0, null, null]), on)
    const predict = jit(vmap(forward, [0, null]), on)

    return {
      advance(steps) {
        for (let i = 0; i < steps; i++) {
          const indices = np.array(nextBatch(), { shape: [runs, batchSize], dtype: np.int32, ...on })
          state = step(state, indices, features.ref, labels.ref) as State
        }
      },
      async settled() {
        // Reading one number waits for the last step, which waits for all before it.
        await state.decay1.ref.data()
        await Promise.all(tree.leaves(state.layers).map((leaf) => (leaf as np.Array).blockUntilReady()))
      },
      async predict(given) {
        const x = np.array(given, { shape: [given.length / inputs, inputs], ...on })
        return (await predict(tree.ref(state.layers), x).data()) as Float32Array
      },
      dispose() {
        tree.dispose(state)
        features.dispose()
        labels.dispose()
        step.dispose()
        predict.dispose()
      },
    }
  }
}
