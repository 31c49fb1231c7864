import * as tf from '@tensorflow/tfjs-core'
import type { PlacedConv } from '../../../network/network.ts'

/**
 * Weighted sums [runs × examples·height·width × filters] of maps [runs × examples × height·width·channels]. What the
 * network itself is given may be [1 × …], the same in every run.
 *
 * A product of what each position sees with the weights: tfjs' own convolution has no axis over runs, and no gradient
 * where it is dilated. The way back is such a product as well: a position gets what those send that see it.
 *
 * @param weights [runs × size·size·channels × filters]
 */
export function convolve(layer: PlacedConv, maps: tf.Tensor, weights: tf.Tensor): tf.Tensor {
  const { input: [, , channels], filters, size, blocks } = layer
  const [runs] = weights.shape
  // All gradients that are named are worked out, and nobody asks for that of the examples.
  const isFirst = blocks[0].at === 0

  /** dL/dmaps, of dL/dsums. */
  function back(delta: tf.Tensor, w: tf.Tensor): tf.Tensor {
    const mirrored = tf.reverse(tf.reshape(w, [runs, size * size, channels, filters]), 1)
    const turned = tf.reshape(tf.transpose(mirrored, [0, 1, 3, 2]), [runs, size * size * filters, channels])
    return tf.reshape(tf.matMul(seen(layer, delta, filters), turned), maps.shape)
  }

  const product = tf.customGrad((w, ...rest) => {
    const save = rest[rest.length - 1] as tf.GradSaveFunc
    save([w as tf.Tensor, maps])
    return {
      value: tf.matMul(seen(layer, maps, channels), w as tf.Tensor),
      gradFunc: (delta: tf.Tensor, [w, maps]: tf.Tensor[]) => [
        tf.tidy(() => tf.matMul(seen(layer, maps, channels), delta, true, false)),
        ...(isFirst ? [] : [tf.tidy(() => back(delta, w))]),
      ],
    }
  })
  return isFirst ? product(weights) : product(weights, maps)
}

/** What each position of maps with so many channels sees, [runs × examples·height·width × size·size·channels]. */
function seen({ input: [height, width], size, dilation }: PlacedConv, maps: tf.Tensor, channels: number): tf.Tensor {
  const [runs] = maps.shape
  const places = height * width
  if (size === 1) return tf.reshape(maps, [runs, -1, channels])
  return tf.tidy(() => {
    // Beyond the border stands one place of zeros, the last.
    const padded = tf.pad(tf.reshape(maps, [-1, places, channels]), [[0, 0], [0, 1], [0, 0]])
    const gathered = tf.gather(padded, tf.tensor1d(neighbours(height, width, size, dilation), 'int32'), 1)
    return tf.reshape(gathered, [runs, -1, size * size * channels])
  })
}

/** The places that each place sees, cell by cell of the kernel, [height·width × size·size]; height·width where it sees beyond the border. */
function neighbours(height: number, width: number, size: number, dilation: number): Int32Array {
  const middle = (size - 1) / 2
  const cells = size * size
  return Int32Array.from({ length: height * width * cells }, (_, i) => {
    const [place, cell] = [Math.floor(i / cells), i % cells]
    const y = Math.floor(place / width) + (Math.floor(cell / size) - middle) * dilation
    const x = (place % width) + ((cell % size) - middle) * dilation
    return y < 0 || y >= height || x < 0 || x >= width ? height * width : y * width + x
  })
}

/** Smaller than whatever stands in a map, and finite in every shader. */
const LEAST = -3e38

/**
 * The largest of every 2 × 2 positions, see `Conv.pooled`, of maps [runs × … ] before the pool. tfjs' own pooling gives
 * the gradient to the last of equal ones; that of its maximum goes to the first.
 */
export function pool({ input: [height, width], output: [down, across], filters }: PlacedConv, maps: tf.Tensor): tf.Tensor {
  const [missingRows, missingColumns] = [2 * down - height, 2 * across - width]
  const isEven = missingRows + missingColumns === 0
  const even = isEven ? maps : tf.pad(tf.reshape(maps, [-1, height, width, filters]), [[0, 0], [0, missingRows], [0, missingColumns], [0, 0]], LEAST)
  const [left, right] = tf.split(tf.reshape(even, [-1, 2 * filters]), 2, 1)
  const [upper, lower] = tf.split(tf.reshape(tf.maximum(left, right), [-1, 2 * across * filters]), 2, 1)
  return tf.maximum(upper, lower)
}
