import * as tf from '@tensorflow/tfjs-core'
import { ADAM, type OptimizerKind } from '../trainer.ts'
import type { Coefficients } from './coefficients.ts'

/** Parameters, then slots, each [runs × parameters]. */
export type State = readonly tf.Tensor[]

/** The state after step `step` (from 1), from the state before it and the gradient. */
type Optimizer = (state: State, gradient: tf.Tensor, c: Coefficients, step: number) => tf.Tensor[]

const withDecay = (w: tf.Tensor, gradient: tf.Tensor, c: Coefficients) => tf.add(gradient, tf.mul(c.weightDecay, w))

const sgd: Optimizer = ([w, velocity], gradient, c) => {
  const next = tf.add(tf.mul(c.momentum, velocity), withDecay(w, gradient, c))
  return [tf.sub(w, tf.mul(c.learningRate, next)), next]
}

const adam: Optimizer = (state, gradient, c, step) => undecayed(state, withDecay(state[0], gradient, c), c, step)

const adamw: Optimizer = ([w, ...slots], gradient, c, step) => {
  const decayed = tf.sub(w, tf.mul(tf.mul(c.learningRate, c.weightDecay), w))
  return undecayed([decayed, ...slots], gradient, c, step)
}

const undecayed: Optimizer = ([w, first, second], gradient, c, step) => {
  const { beta1, beta2, epsilon } = ADAM
  const nextFirst = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1))
  const nextSecond = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2))
  const divisor = tf.add(tf.sqrt(tf.mul(nextSecond, 1 / (1 - beta2 ** step))), epsilon)
  const rate = tf.mul(c.learningRate, 1 / (1 - beta1 ** step))
  return [tf.sub(w, tf.div(tf.mul(rate, nextFirst), divisor)), nextFirst, nextSecond]
}

/** SGD with momentum; Adam (Kingma & Ba, 2015); AdamW (Loshchilov & Hutter, 2019). */
export const OPTIMIZERS: Readonly<Record<OptimizerKind, { readonly slots: number; readonly update: Optimizer }>> = {
  sgd: { slots: 1, update: sgd },
  adam: { slots: 2, update: adam },
  adamw: { slots: 2, update: adamw },
}
