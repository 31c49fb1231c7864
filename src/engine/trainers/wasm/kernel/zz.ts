export * from './index'
import { gather, forward, backward, blocksOf } from './passes'
import { lossGradient } from './gradient'
import { update } from './optimizers'
import { Network, Arm, Examples, layerOf } from './places'
import { product } from './product'
import { activate } from './activation'
export function p_gather(network: Network, examples: Examples, order: usize, n: i32): void { for (let i=0;i<n;i++) gather(network, examples, order, 0, network.batch) }
export function p_forward(network: Network, run: usize, n: i32): void { for (let i=0;i<n;i++) forward(network, run, blocksOf(network.batch)) }
export function p_loss(network: Network, examples: Examples, arm: Arm, order: usize, n: i32): void { for (let i=0;i<n;i++) lossGradient(network, arm, examples.labels, order, blocksOf(network.batch)) }
export function p_backward(network: Network, run: usize, n: i32): void { for (let i=0;i<n;i++) backward(network, run, blocksOf(network.batch)) }
export function p_update(network: Network, arm: Arm, run: usize, n: i32): void { for (let i=0;i<n;i++) update(network, arm, run, i+1) }
export function p_activate(network: Network, l: i32, n: i32): void { for (let i=0;i<n;i++) activate(network.activation, layerOf(network, l), blocksOf(network.batch)) }
